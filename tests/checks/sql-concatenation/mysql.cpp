// requires: mysql.h
// config: only.yaml
// MySQL's and MariaDB's C interface, used from C++.
#include <cstdio>
#include <cstring>
#include <mysql.h>
#include <string>
#include <vector>

int queried(MYSQL *db, const std::string &name) {
  const std::string sql = "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  return mysql_query(db, sql.c_str());
}

int queriedWithLength(MYSQL *db, const char *table) {
  const std::string sql = std::string("SELECT * FROM `") + table + "`"; // expect[dbsafe-sql-concatenation]:
  return mysql_real_query(db, sql.data(), sql.size());
}

int queriedNumbers(MYSQL *db, unsigned id, long long seen) {
  char sql[128];
  const int n = std::snprintf(
      sql, sizeof sql, "UPDATE users SET seen = %lld WHERE id = %u", seen, id);
  return mysql_real_query(db, sql, static_cast<unsigned long>(n));
}

int escaped(MYSQL *db, const std::string &name) {
  std::vector<char> buffer(2 * name.size() + 1);
  mysql_real_escape_string(db, buffer.data(), name.data(), name.size());
  const std::string sql =
      "SELECT id FROM users WHERE name = '" + std::string(buffer.data()) + "'";
  return mysql_query(db, sql.c_str());
}

int escapedBuffer(MYSQL *db, const char *name) {
  char buffer[2 * 64 + 1], sql[256];
  mysql_real_escape_string(db, buffer, name, strnlen(name, 64));
  std::snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'",
                buffer);
  return mysql_query(db, sql);
}

int escapedWithoutQuotes(MYSQL *db, const char *id) {
  char buffer[2 * 64 + 1], sql[256];
  mysql_real_escape_string(db, buffer, id, strnlen(id, 64));
  std::snprintf(sql, sizeof sql, "SELECT id FROM users WHERE id = %s", buffer); // expect[dbsafe-sql-concatenation]:
  return mysql_query(db, sql);
}

int escapedInBackticks(MYSQL *db, const char *table) {
  char buffer[2 * 64 + 1], sql[256];
  mysql_real_escape_string(db, buffer, table, strnlen(table, 64));
  std::snprintf(sql, sizeof sql, "SELECT id FROM `%s`", buffer); // expect[dbsafe-sql-concatenation]:
  return mysql_query(db, sql);
}

// Escaped without knowing the connection's character set.
int escapedBlindly(MYSQL *db, const char *name) {
  char buffer[2 * 64 + 1], sql[256];
  mysql_escape_string(buffer, name, strnlen(name, 64));
  std::snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", buffer); // expect[dbsafe-sql-concatenation]:
  return mysql_query(db, sql);
}

int escapedAndForgotten(MYSQL *db, const char *name) {
  char buffer[2 * 64 + 1], sql[256];
  mysql_real_escape_string(db, buffer, name, strnlen(name, 64));
  std::snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return mysql_query(db, sql);
}

int hexed(MYSQL *db, const std::string &data) {
  std::vector<char> buffer(2 * data.size() + 1);
  mysql_hex_string(buffer.data(), data.data(), data.size());
  const std::string sql =
      std::string("INSERT INTO files (data) VALUES (X'") + buffer.data() + "')";
  return mysql_query(db, sql.c_str());
}

// The project's own way to escape, by return and in place.
static std::string escape(MYSQL *db, const std::string &text) {
  std::string result(2 * text.size() + 1, '\0');
  result.resize(
      mysql_real_escape_string(db, result.data(), text.data(), text.size()));
  return result;
}

static void escapeInPlace(MYSQL *db, std::string &text) {
  text = escape(db, text);
}

int escapedByHelper(MYSQL *db, const std::string &name) {
  const std::string sql =
      "SELECT id FROM users WHERE name = '" + escape(db, name) + "'";
  return mysql_query(db, sql.c_str());
}

int escapedInPlace(MYSQL *db, std::string name) {
  escapeInPlace(db, name);
  const std::string sql = "SELECT id FROM users WHERE name = '" + name + "'";
  return mysql_query(db, sql.c_str());
}

int escapedByHelperUnquoted(MYSQL *db, const std::string &id) {
  const std::string sql = "SELECT id FROM users WHERE id = " + escape(db, id); // expect[dbsafe-sql-concatenation]:
  return mysql_query(db, sql.c_str());
}

int prepared(MYSQL *db, char *name, unsigned long length) {
  static const char sql[] = "SELECT id FROM users WHERE name = ?";
  MYSQL_STMT *statement = mysql_stmt_init(db);
  MYSQL_BIND parameter{};
  parameter.buffer_type = MYSQL_TYPE_STRING;
  parameter.buffer = name;
  parameter.buffer_length = length;
  if (mysql_stmt_prepare(statement, sql, sizeof sql - 1) == 0) {
    mysql_stmt_bind_param(statement, &parameter);
    mysql_stmt_execute(statement);
  }
  return mysql_stmt_close(statement);
}

// One mark is bound, the other text is spliced in before.
int preparedSpliced(MYSQL *db, const std::string &column) {
  MYSQL_STMT *statement = mysql_stmt_init(db);
  const std::string sql = "SELECT " + column + " FROM users WHERE id = ?"; // expect[dbsafe-sql-concatenation]:
  mysql_stmt_prepare(statement, sql.data(), sql.size());
  return mysql_stmt_close(statement);
}

int selectedDatabase(MYSQL *db) { return mysql_select_db(db, "app"); }

struct Log {
  void error(const std::string &text);
};

int told(MYSQL *db, Log &log, const std::string &name) {
  const int rc = mysql_query(db, "DELETE FROM sessions");
  if (rc)
    log.error("DELETE FROM sessions for '" + name + "': " + mysql_error(db));
  return rc;
}

int showLike(MYSQL *db, const std::string &pattern) {
  const std::string sql = "SHOW TABLES LIKE '" + pattern + "'"; // expect[dbsafe-sql-concatenation]:
  return mysql_query(db, sql.c_str());
}

int rowsAgain(MYSQL *db, MYSQL_RES *users) {
  int failed = 0;
  while (MYSQL_ROW row = mysql_fetch_row(users)) {
    const std::string sql = std::string("DELETE FROM posts WHERE author = '") +
                            row[0] + // expect[dbsafe-sql-concatenation]: a quoted value
                            "'";
    failed |= mysql_query(db, sql.c_str());
  }
  return failed;
}
