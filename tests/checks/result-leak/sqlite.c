// requires: sqlite3.h
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int early(sqlite3 *db) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK) // expect[dbsafe-result-leak]: 'stmt', the statement of 'sqlite3_prepare_v2', is not released on every way out of 'early': it keeps its locks, and the database cannot be closed; call sqlite3_finalize(stmt) there too
    return -1;
  if (sqlite3_step(stmt) != SQLITE_ROW)
    return -1; // expect-note[dbsafe-result-leak]: left here
  int n = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return n;
}

int never(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL); // expect[dbsafe-result-leak]: is never released
  if (rc != SQLITE_OK)
    return rc;
  rc = sqlite3_step(stmt);
  return rc;
}

sqlite3 *open_failed(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) { // expect[dbsafe-result-leak]: 'db', the connection of 'sqlite3_open'
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    return NULL;
  }
  return db;
}

int error_text(sqlite3 *db) {
  char *error = NULL;
  int rc = sqlite3_exec(db, "VACUUM", NULL, NULL, &error); // expect[dbsafe-result-leak]: 'error', the memory of 'sqlite3_exec'
  if (rc != SQLITE_OK) {
    fprintf(stderr, "%s\n", error);
    return -1;
  }
  return 0;
}

int printed(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("DELETE FROM todos WHERE name = %Q", name); // expect[dbsafe-result-leak]: 'sql'
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void printed_wrong(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("DELETE FROM todos WHERE name = %Q", name);
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
    puts("no");
  free(sql); // expect[dbsafe-result-leak]: is given to 'free'
}

void statement_wrong(sqlite3 *db) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK)
    return;
  sqlite3_free(stmt); // expect[dbsafe-result-leak]: the statement of 'sqlite3_prepare_v2' is given to 'sqlite3_free'
}

void again(sqlite3 *db, const char *const *sql, int n) {
  sqlite3_stmt *stmt = NULL;
  for (int i = 0; i < n; ++i) {
    if (sqlite3_prepare_v2(db, sql[i], -1, &stmt, NULL) != SQLITE_OK) // expect[dbsafe-result-leak]: is lost where something else takes its place
      break;
    if (sqlite3_step(stmt) != SQLITE_DONE)
      puts("no");
  }
  sqlite3_finalize(stmt);
}

int used_after(sqlite3 *db) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK)
    return -1;
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  if (rc == SQLITE_ROW)
    return sqlite3_column_int(stmt, 0); // expect[dbsafe-result-leak]: is used here although it was released
  return 0;
}

int table(sqlite3 *db) {
  char **rows;
  int n, columns;
  if (sqlite3_get_table(db, "SELECT 1", &rows, &n, &columns, NULL) != SQLITE_OK) // expect[dbsafe-result-leak]: 'rows', the table of
    return -1;
  return n;
}

char *copied(const char *const *names, int n) {
  char *all = NULL;
  for (int i = 0; i < n; ++i)
    all = sqlite3_mprintf("%s%s%w", all ? all : "", i ? ", " : "", names[i]); // expect[dbsafe-result-leak]: 'all', the memory of 'sqlite3_mprintf', is lost
  return all;
}

void told(sqlite3 *db) {
  char *error = NULL;
  if (sqlite3_exec(db, "VACUUM", NULL, NULL, &error) != SQLITE_OK) // expect[dbsafe-result-leak]: 'error'
    fprintf(stderr, "%s\n", error ? error : "unknown");
}

sqlite3 *closed(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK)
    sqlite3_close(db);
  return db; // expect[dbsafe-result-leak]: 'db', the connection of 'sqlite3_open', is used here although it was released
}
