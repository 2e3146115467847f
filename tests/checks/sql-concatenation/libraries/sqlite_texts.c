// requires: sqlite3.h
// config: ../only.yaml
// SQLite's less known ways to run and to build a text.
#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

int table(sqlite3 *db, const char *name) {
  char **rows = NULL;
  int count = 0, columns = 0;
  char *sql = sqlite3_mprintf("SELECT * FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  int rc = sqlite3_get_table(db, sql, &rows, &count, &columns, NULL);
  sqlite3_free(sql);
  sqlite3_free_table(rows);
  return rc;
}

int tableQuoted(sqlite3 *db, const char *name) {
  char **rows = NULL;
  int count = 0, columns = 0;
  char *sql = sqlite3_mprintf("SELECT * FROM users WHERE name = %Q", name);
  int rc = sqlite3_get_table(db, sql, &rows, &count, &columns, NULL);
  sqlite3_free(sql);
  sqlite3_free_table(rows);
  return rc;
}

int built(sqlite3 *db, const char *name) {
  sqlite3_str *text = sqlite3_str_new(db);
  sqlite3_str_appendall(text, "DELETE FROM users WHERE name = '");
  sqlite3_str_appendall(text, name); // expect[dbsafe-sql-concatenation]: a quoted value
  sqlite3_str_appendchar(text, 1, '\'');
  char *sql = sqlite3_str_finish(text);
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int builtFormatted(sqlite3 *db, const char *name, int id) {
  sqlite3_str *text = sqlite3_str_new(db);
  sqlite3_str_appendf(text, "UPDATE users SET name = '%q'", name);
  sqlite3_str_appendf(text, " WHERE id = %d", id);
  char *sql = sqlite3_str_finish(text);
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

// %s does not quote, and %q only between quotes.
int builtRaw(sqlite3 *db, const char *column, const char *id) {
  sqlite3_str *text = sqlite3_str_new(db);
  sqlite3_str_appendf(text, "UPDATE users SET %s = NULL", column); // expect[dbsafe-sql-concatenation]:
  sqlite3_str_appendf(text, " WHERE id = %q", id); // expect[dbsafe-sql-concatenation]: not inside quotes
  int rc = sqlite3_exec(db, sqlite3_str_value(text), NULL, NULL, NULL);
  sqlite3_free(sqlite3_str_finish(text));
  return rc;
}

int builtList(sqlite3 *db, int count) {
  sqlite3_str *text = sqlite3_str_new(db);
  sqlite3_str_append(text, "DELETE FROM users WHERE id IN (?", 32);
  for (int i = 1; i < count; ++i)
    sqlite3_str_append(text, ",?", 2);
  sqlite3_str_appendchar(text, 1, ')');
  char *sql = sqlite3_str_finish(text);
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  sqlite3_free(sql);
  sqlite3_finalize(statement);
  return rc;
}

int named(sqlite3 *db, const char *table) {
  char sql[200];
  sqlite3_snprintf(sizeof sql, sql, "SELECT count(*) FROM \"%w\"", table);
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

// %w doubles the other kind of quote.
int namedAsValue(sqlite3 *db, const char *name) {
  char sql[200];
  sqlite3_snprintf(sizeof sql, sql, "DELETE FROM users WHERE name = '%w'", name); // expect[dbsafe-sql-concatenation]:
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int prepared(sqlite3 *db, const char *name) {
  sqlite3_stmt *statement = NULL;
  char sql[100] = "SELECT id FROM users WHERE name = '";
  strncat(sql, name, 50); // expect[dbsafe-sql-concatenation]: sqlite3_bind_text
  strcat(sql, "'");
  int rc = sqlite3_prepare_v3(db, sql, -1, 0, &statement, NULL);
  sqlite3_finalize(statement);
  return rc;
}

int bound(sqlite3 *db, const char *name) {
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v3(db, "SELECT id FROM users WHERE name = ?1", -1, 0,
                              &statement, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_finalize(statement);
  return rc;
}

int opened(const char *file) {
  sqlite3 *db = NULL;
  return sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL);
}

int attached(sqlite3 *db, const char *file) {
  char *sql = sqlite3_mprintf("ATTACH %Q AS other", file);
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int attachedRaw(sqlite3 *db, const char *file) {
  char *sql = sqlite3_mprintf("ATTACH '%s' AS other", file); // expect[dbsafe-sql-concatenation]: a quoted value
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

// A table that the module's own name and no row's content is in.
int declared(sqlite3 *db, int columns) {
  char *sql = sqlite3_mprintf("CREATE TABLE x(c%d)", columns);
  int rc = sqlite3_declare_vtab(db, sql);
  sqlite3_free(sql);
  return rc;
}

int secondOrder(sqlite3 *db, sqlite3_stmt *rows) {
  char *sql = sqlite3_mprintf("DELETE FROM mails WHERE owner = '%s'",
                              sqlite3_column_text(rows, 0)); // expect-error[dbsafe-sql-concatenation]: text from the database
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int secondOrderQuoted(sqlite3 *db, sqlite3_stmt *rows) {
  char *sql = sqlite3_mprintf("DELETE FROM mails WHERE owner = '%q' AND id = %lld",
                              sqlite3_column_text(rows, 0),
                              sqlite3_column_int64(rows, 1));
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int fromEnvironment(sqlite3 *db) {
  char *sql = sqlite3_mprintf("PRAGMA key = '%s'", getenv("KEY")); // expect-error[dbsafe-sql-concatenation]: text from the environment
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}
