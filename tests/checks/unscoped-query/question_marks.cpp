// requires: sqlite3.h
// requires: mysql.h
// config: owned.yaml
// The placeholders of SQLite and MySQL are parameters as well.
#include <cstring>
#include <mysql.h>
#include <sqlite3.h>

static int prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = nullptr;
  const int rc = sqlite3_prepare_v2(db, sql, -1, &statement, nullptr);
  sqlite3_finalize(statement);
  return rc;
}

void sqliteMarks(sqlite3 *db, sqlite3_stmt **s) {
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = ?", -1, s, nullptr);
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = ?1 AND id = ?2", -1, s, nullptr);
  sqlite3_prepare_v2(db, "SELECT title FROM todos WHERE id = ?", -1, s, nullptr); // expect[dbsafe-unscoped-query]:
}

void sqliteNames(sqlite3 *db, sqlite3_stmt **s) {
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = :user", -1, s, nullptr);
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = @user AND done", -1, s, nullptr);
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE title = :user_id", -1, s, nullptr); // expect[dbsafe-unscoped-query]:
}

void sqliteExecuted(sqlite3 *db) {
  sqlite3_exec(db, "DELETE FROM todos WHERE done", nullptr, nullptr, nullptr); // expect[dbsafe-unscoped-query]:
  sqlite3_exec(db, "DELETE FROM tags WHERE id > 10", nullptr, nullptr, nullptr);
  sqlite3_exec(db, "PRAGMA foreign_keys = on", nullptr, nullptr, nullptr);
}

void sqliteWrapped(sqlite3 *db) {
  prepare(db, "UPDATE todos SET done = 1 WHERE id = ?2 AND user_id = ?1");
  prepare(db, "UPDATE todos SET priority = ? WHERE id = ?"); // expect[dbsafe-unscoped-query]:
}

void mysqlMarks(MYSQL_STMT *s) {
  static const char mine[] = "SELECT id FROM todos WHERE user_id = ? AND id = ?";
  static const char any[] = "SELECT title FROM todos WHERE id = ?"; // expect[dbsafe-unscoped-query]:
  mysql_stmt_prepare(s, mine, sizeof mine - 1);
  mysql_stmt_prepare(s, any, sizeof any - 1);
}

void mysqlNames(MYSQL_STMT *s) {
  const char *mine = "SELECT `id` FROM `todos` WHERE `user_id` = ?";
  const char *any = "DELETE FROM `todos` WHERE `id` = ?"; // expect[dbsafe-unscoped-query]:
  mysql_stmt_prepare(s, mine, std::strlen(mine));
  mysql_stmt_prepare(s, any, std::strlen(any));
}

void mysqlQueries(MYSQL *db) {
  mysql_query(db, "SELECT COUNT(*) FROM todos"); // expect[dbsafe-unscoped-query]:
  mysql_query(db, "SET NAMES utf8mb4");
  mysql_query(db, "SELECT name FROM tags");
}
