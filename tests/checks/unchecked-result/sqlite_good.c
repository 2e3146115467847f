// requires: sqlite3.h
#include <sqlite3.h>
#include <stdio.h>

int checked(sqlite3 *db, int id) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, "DELETE FROM todos WHERE id = ?", -1, &stmt, NULL) != SQLITE_OK)
    return -1;
  sqlite3_bind_int(stmt, 1, id);
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc == SQLITE_DONE ? 0 : -1;
}

int handed_on(sqlite3 *db) { return sqlite3_exec(db, "DELETE FROM todos WHERE done", NULL, NULL, NULL); }

void meant(sqlite3 *db) {
  (void)sqlite3_exec(db, "DELETE FROM todos WHERE done", NULL, NULL, NULL);
}

// These may fail.
void no_matter(sqlite3 *db) {
  sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
  sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  sqlite3_exec(db, "  -- settings\n PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;", NULL, NULL, NULL);
}

// The other way of asking.
void by_message(sqlite3 *db) {
  char *error = NULL;
  sqlite3_exec(db, "DELETE FROM todos WHERE done", NULL, NULL, &error);
  if (error) {
    fprintf(stderr, "%s\n", error);
    sqlite3_free(error);
  }
}

int by_errcode(sqlite3 *db) {
  sqlite3_exec(db, "DELETE FROM todos WHERE done", NULL, NULL, NULL);
  return sqlite3_errcode(db) == SQLITE_OK;
}

int by_pointer(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  if (stmt == NULL)
    return -1;
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc == SQLITE_ROW;
}

void check(int rc);

void helper(sqlite3 *db) {
  check(sqlite3_exec(db, "DELETE FROM todos WHERE done", NULL, NULL, NULL));
  int rc = sqlite3_exec(db, "DELETE FROM todos WHERE old", NULL, NULL, NULL);
  check(rc);
}

int all(sqlite3 *db, sqlite3_stmt *stmt) {
  int rc = 0;
  rc |= sqlite3_exec(db, "DELETE FROM a WHERE old", NULL, NULL, NULL);
  for (int i = 0; i < 3 && rc == SQLITE_OK; ++i)
    rc = sqlite3_exec(db, "DELETE FROM b WHERE old", NULL, NULL, NULL);
  while (sqlite3_step(stmt) == SQLITE_ROW)
    puts("row");
  return rc;
}

struct store {
  sqlite3 *db;
  int status;
};

void in_a_field(struct store *s) {
  s->status = sqlite3_exec(s->db, "DELETE FROM a WHERE old", NULL, NULL, NULL);
}

// Not demanded: closing, binding, resetting.
void closing(sqlite3 *db, sqlite3_stmt *stmt) {
  sqlite3_bind_int(stmt, 1, 1);
  sqlite3_reset(stmt);
  sqlite3_clear_bindings(stmt);
  sqlite3_finalize(stmt);
  sqlite3_close(db);
}

// Resetting gives the step's code.
int stepped(sqlite3_stmt *stmt) {
  sqlite3_step(stmt);
  return sqlite3_reset(stmt);
}

int opened(const char *path, int mode, sqlite3 **db) {
  switch (mode) {
  case 0:
    sqlite3_open(path, db);
    break;
  case 1:
    sqlite3_open(":memory:", db);
    break;
  default:
    sqlite3_open_v2(path, db, SQLITE_OPEN_READONLY, NULL);
  }
  return *db != NULL && sqlite3_errcode(*db) == SQLITE_OK;
}
