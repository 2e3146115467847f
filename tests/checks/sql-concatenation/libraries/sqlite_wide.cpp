// requires: sqlite3.h
// config: ../only.yaml
// SQLite's interface in UTF-16.
#include <sqlite3.h>
#include <string>

int prepared(sqlite3 *db, const std::u16string &name) {
  std::u16string sql = u"SELECT id FROM users WHERE name = '" + name + u"'"; // expect[dbsafe-sql-concatenation]: a quoted value
  sqlite3_stmt *statement = nullptr;
  int rc = sqlite3_prepare16_v2(db, sql.c_str(), -1, &statement, nullptr);
  sqlite3_finalize(statement);
  return rc;
}

int bound(sqlite3 *db, const std::u16string &name) {
  sqlite3_stmt *statement = nullptr;
  int rc = sqlite3_prepare16_v2(db, u"SELECT id FROM users WHERE name = ?", -1,
                                &statement, nullptr);
  if (rc == SQLITE_OK)
    rc = sqlite3_bind_text16(statement, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_finalize(statement);
  return rc;
}

int preparedForLong(sqlite3 *db, const std::u16string &table) {
  std::u16string sql = u"SELECT count(*) FROM ";
  sql += table; // expect[dbsafe-sql-concatenation]: an identifier
  sqlite3_stmt *statement = nullptr;
  int rc = sqlite3_prepare16_v3(db, sql.data(), -1, SQLITE_PREPARE_PERSISTENT,
                                &statement, nullptr);
  sqlite3_finalize(statement);
  return rc;
}

int chosen(sqlite3 *db, bool old) {
  std::u16string sql = u"SELECT count(*) FROM ";
  sql += old ? u"users_old" : u"users";
  sqlite3_stmt *statement = nullptr;
  int rc = sqlite3_prepare16(db, sql.c_str(), -1, &statement, nullptr);
  sqlite3_finalize(statement);
  return rc;
}

int secondOrder(sqlite3 *db, sqlite3_stmt *rows) {
  std::u16string sql = u"DELETE FROM mails WHERE owner = '";
  sql += static_cast<const char16_t *>(sqlite3_column_text16(rows, 0)); // expect-error[dbsafe-sql-concatenation]: text from the database
  sql += u"'";
  sqlite3_stmt *statement = nullptr;
  int rc = sqlite3_prepare16_v2(db, sql.c_str(), -1, &statement, nullptr);
  sqlite3_finalize(statement);
  return rc;
}

int handedOn(sqlite3 *db, const char16_t *sql) {
  sqlite3_stmt *statement = nullptr;
  int rc = sqlite3_prepare16_v2(db, sql, -1, &statement, nullptr);
  sqlite3_finalize(statement);
  return rc;
}
