// requires: sqlite3.h
// config: only.yaml
// SQLite's C interface and its own printf.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int executed(sqlite3 *db, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int bound(sqlite3 *db, const char *name) {
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v2(db, "DELETE FROM users WHERE name = ?", -1,
                              &statement, NULL);
  if (rc != SQLITE_OK)
    return rc;
  sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_step(statement);
  return sqlite3_finalize(statement);
}

int preparedSpliced(sqlite3 *db, const char *table) {
  sqlite3_stmt *statement = NULL;
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table); // expect[dbsafe-sql-concatenation]: an identifier
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
    return -1;
  sqlite3_step(statement);
  return sqlite3_finalize(statement);
}

int smallQ(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("DELETE FROM users WHERE name = '%q'", name);
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

// %q doubles quotes; where there are none it does nothing.
int smallQWithoutQuotes(sqlite3 *db, const char *id) {
  char *sql = sqlite3_mprintf("DELETE FROM users WHERE id = %q", id); // expect[dbsafe-sql-concatenation]:
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int bigQ(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("DELETE FROM users WHERE name = %Q", name);
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int bigQInQuotes(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("DELETE FROM users WHERE name = '%Q'", name); // expect[dbsafe-sql-concatenation]:
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int smallW(sqlite3 *db, const char *table) {
  char *sql = sqlite3_mprintf("DELETE FROM \"%w\"", table);
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

// %q doubles the other kind of quotes.
int smallQInName(sqlite3 *db, const char *table) {
  char *sql = sqlite3_mprintf("DELETE FROM \"%q\"", table); // expect[dbsafe-sql-concatenation]:
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int plainS(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int mixed(sqlite3 *db, const char *table, const char *name, int id) {
  char *sql = sqlite3_mprintf("DELETE FROM %s WHERE name = %Q AND id = %d",
                              table, // expect[dbsafe-sql-concatenation]: an identifier
                              name, id);
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

// The order of arguments differs from snprintf's.
int ownSnprintf(sqlite3 *db, const char *name) {
  char sql[256];
  sqlite3_snprintf(sizeof sql, sql, "DELETE FROM users WHERE name = %Q", name);
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int ownSnprintfSpliced(sqlite3 *db, const char *name) {
  char sql[256];
  sqlite3_snprintf(sizeof sql, sql, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

// A LIKE pattern in quotes is a quoted text to %q.
int pattern(sqlite3 *db, const char *word) {
  char *sql =
      sqlite3_mprintf("DELETE FROM todos WHERE title LIKE '%%%q%%'", word);
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

int patternSpliced(sqlite3 *db, const char *word) {
  char *sql = sqlite3_mprintf("DELETE FROM todos WHERE title LIKE '%%%s%%'", word); // expect[dbsafe-sql-concatenation]: a LIKE pattern
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

char *appended(sqlite3 *db, const int *ids, int count) {
  sqlite3_str *text = sqlite3_str_new(db);
  sqlite3_str_appendall(text, "DELETE FROM todos WHERE id IN (");
  for (int i = 0; i < count; i++)
    sqlite3_str_appendf(text, "%s%d", i ? "," : "", ids[i]);
  sqlite3_str_appendall(text, ")");
  char *sql = sqlite3_str_finish(text);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  return sql;
}

void appendedSpliced(sqlite3 *db, const char *condition) {
  sqlite3_str *text = sqlite3_str_new(db);
  sqlite3_str_appendall(text, "DELETE FROM todos WHERE ");
  sqlite3_str_appendall(text, condition); // expect[dbsafe-sql-concatenation]:
  char *sql = sqlite3_str_finish(text);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
}

int pragma(sqlite3 *db, int version) {
  char sql[64];
  snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version);
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int table(sqlite3 *db, const char *owner) {
  char **rows = NULL;
  int count = 0, columns = 0;
  char sql[256] = "SELECT id FROM todos WHERE owner = ";
  strcat(sql, owner); // expect[dbsafe-sql-concatenation]: a value
  int rc = sqlite3_get_table(db, sql, &rows, &count, &columns, NULL);
  sqlite3_free_table(rows);
  return rc;
}

// What goes wrong is told to the reader, not to the database.
int told(sqlite3 *db, const char *name) {
  if (sqlite3_exec(db, "DELETE FROM users", NULL, NULL, NULL) == SQLITE_OK)
    return 0;
  char *text = sqlite3_mprintf("DELETE FROM users for '%s': %s", name,
                               sqlite3_errmsg(db));
  fputs(text, stderr);
  sqlite3_free(text);
  return 1;
}
