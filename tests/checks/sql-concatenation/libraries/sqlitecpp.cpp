// requires: SQLiteCpp/SQLiteCpp.h
// config: ../only.yaml
// SQLiteCpp: every call that takes a text, and binding.
#include <SQLiteCpp/SQLiteCpp.h>
#include <set>
#include <sstream>
#include <string>
#include <vector>

int executed(SQLite::Database &db, const std::string &name) {
  return db.exec("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: bind it, without the quotes: SQLite::Statement
}

int executedConstant(SQLite::Database &db, bool vacuum) {
  return db.exec(vacuum ? "VACUUM" : "ANALYZE");
}

int executedNumber(SQLite::Database &db, int version) {
  return db.exec("PRAGMA user_version = " + std::to_string(version));
}

int tried(SQLite::Database &db, const char *table) {
  return db.tryExec(std::string("DROP TABLE ") + table); // expect[dbsafe-sql-concatenation]: an identifier
}

int gotten(SQLite::Database &db, const std::string &name) {
  return db.execAndGet("SELECT id FROM users WHERE name = '" + name + "'") // expect[dbsafe-sql-concatenation]: a quoted value
      .getInt();
}

int gottenNumber(SQLite::Database &db, long id) {
  std::ostringstream sql;
  sql << "SELECT age FROM users WHERE id = " << id;
  return db.execAndGet(sql.str()).getInt();
}

bool prepared(SQLite::Database &db, const std::string &name) {
  SQLite::Statement query(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  return query.executeStep();
}

bool bound(SQLite::Database &db, const std::string &name) {
  SQLite::Statement query(db, "SELECT id FROM users WHERE name = ?");
  query.bind(1, name);
  return query.executeStep();
}

bool boundByName(SQLite::Database &db, const std::string &name) {
  SQLite::Statement query(db, "SELECT id FROM users WHERE name = :name");
  query.bind(":name", "%" + name + "%");
  return query.executeStep();
}

// Bound values do not make a spliced name safe.
bool boundButSpliced(SQLite::Database &db, const std::string &column, int id) {
  SQLite::Statement query(db, "SELECT " + column + " FROM users WHERE id = ?"); // expect[dbsafe-sql-concatenation]:
  query.bind(1, id);
  return query.executeStep();
}

bool listOfMarks(SQLite::Database &db, const std::vector<std::string> &names) {
  std::string marks;
  for (size_t i = 0; i < names.size(); ++i)
    marks += i ? ",?" : "?";
  SQLite::Statement query(db, "SELECT id FROM users WHERE name IN (" + marks + ")");
  int at = 1;
  for (const std::string &name : names)
    query.bind(at++, name);
  return query.executeStep();
}

bool listOfValues(SQLite::Database &db, const std::vector<std::string> &names) {
  std::string list;
  for (const std::string &name : names)
    list += (list.empty() ? "'" : ",'") + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  SQLite::Statement query(db, "SELECT id FROM users WHERE name IN (" + list + ")");
  return query.executeStep();
}

bool ordered(SQLite::Database &db, const std::string &column) {
  static const std::set<std::string> columns = {"name", "age"};
  if (!columns.count(column))
    throw std::invalid_argument(column);
  SQLite::Statement query(db, "SELECT id FROM users ORDER BY " + column);
  return query.executeStep();
}

bool orderedByAnything(SQLite::Database &db, const std::string &column) {
  SQLite::Statement query(db, "SELECT id FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]: an identifier
  return query.executeStep();
}

// It binds the name itself.
bool exists(SQLite::Database &db, const std::string &prefix) {
  return db.tableExists(prefix + "_users");
}

void copied(SQLite::Database &db) {
  SQLite::Statement all(db, "SELECT name FROM users");
  while (all.executeStep())
    db.exec("INSERT INTO names VALUES ('" + all.getColumn(0).getString() + "')"); // expect-error[dbsafe-sql-concatenation]: text from the database
}

void copiedNumbers(SQLite::Database &db) {
  SQLite::Statement all(db, "SELECT id FROM users");
  while (all.executeStep())
    db.exec("INSERT INTO ids VALUES (" + std::to_string(all.getColumn(0).getInt()) + ")");
}

void attached(SQLite::Database &db, const std::string &file) {
  db.exec("ATTACH '" + file + "' AS other"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void attachedBound(SQLite::Database &db, const std::string &file) {
  SQLite::Statement attach(db, "ATTACH ? AS other");
  attach.bind(1, file);
  attach.exec();
}

class Users {
public:
  explicit Users(const std::string &file)
      : db(file, SQLite::OPEN_READWRITE),
        byName(db, "SELECT id FROM users WHERE name = ?") {}
  bool find(const std::string &name) {
    byName.reset();
    byName.bind(1, name);
    return byName.executeStep();
  }
  int rename(const std::string &to, int id) {
    sql = "UPDATE users SET name = '";
    sql += to; // expect[dbsafe-sql-concatenation]: a quoted value
    sql += "' WHERE id = " + std::to_string(id);
    return db.exec(sql);
  }

private:
  SQLite::Database db;
  SQLite::Statement byName;
  std::string sql;
};
