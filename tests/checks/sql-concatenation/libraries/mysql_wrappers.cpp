// requires: mysql.h
// config: ../only.yaml
// MySQL behind a project's own functions, as most programs have it.
#include <cstdarg>
#include <cstdio>
#include <mysql.h>
#include <sstream>
#include <string>
#include <vector>

namespace {

class Database {
public:
  bool execute(const std::string &sql) {
    return mysql_real_query(Handle, sql.data(), sql.size()) == 0;
  }

  bool format(const char *format, ...) {
    char sql[1024];
    va_list arguments;
    va_start(arguments, format);
    const int length = std::vsnprintf(sql, sizeof sql, format, arguments);
    va_end(arguments);
    return mysql_real_query(Handle, sql, static_cast<unsigned long>(length)) == 0;
  }

  std::string escape(const std::string &text) {
    std::vector<char> buffer(2 * text.size() + 1);
    const unsigned long length = mysql_real_escape_string(
        Handle, buffer.data(), text.data(), text.size());
    return std::string(buffer.data(), length);
  }

private:
  MYSQL *Handle = nullptr;
};

} // namespace

bool handed(Database &db, const std::string &name) {
  return db.execute("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool handedConstant(Database &db) { return db.execute("DELETE FROM users"); }

bool formatted(Database &db, const char *name) {
  return db.format("DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool formattedNumber(Database &db, int id) {
  return db.format("DELETE FROM users WHERE id = %d", id);
}

bool escaped(Database &db, const std::string &name) {
  return db.execute("DELETE FROM users WHERE name = '" + db.escape(name) + "'");
}

bool escapedUnquoted(Database &db, const std::string &id) {
  return db.execute("DELETE FROM users WHERE id = " + db.escape(id)); // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
}

bool streamed(Database &db, const std::vector<std::string> &names) {
  std::ostringstream sql;
  sql << "DELETE FROM users WHERE name IN (";
  for (size_t i = 0; i < names.size(); ++i)
    sql << (i ? ", '" : "'") << db.escape(names[i]) << "'";
  sql << ")";
  return db.execute(sql.str());
}

bool streamedRaw(Database &db, const std::vector<std::string> &names) {
  std::ostringstream sql;
  sql << "DELETE FROM users WHERE name IN (";
  for (size_t i = 0; i < names.size(); ++i)
    sql << (i ? ", '" : "'")
        << names[i] // expect[dbsafe-sql-concatenation]: a quoted value
        << "'";
  sql << ")";
  return db.execute(sql.str());
}
