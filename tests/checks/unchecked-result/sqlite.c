// requires: sqlite3.h
#include <sqlite3.h>
#include <stdio.h>

void dropped(sqlite3 *db) {
  sqlite3_exec(db, "DELETE FROM todos WHERE done", NULL, NULL, NULL); // expect[dbsafe-unchecked-result]: what 'sqlite3_exec' returns is thrown away: if it fails, the program goes on as if it had not
}

int opened(const char *path) {
  sqlite3 *db;
  sqlite3_open(path, &db); // expect[dbsafe-unchecked-result]: what 'sqlite3_open' returns is thrown away
  int rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

void prepared(sqlite3 *db, int id) {
  sqlite3_stmt *stmt;
  sqlite3_prepare_v2(db, "DELETE FROM todos WHERE id = ?", -1, &stmt, NULL); // expect[dbsafe-unchecked-result]: what 'sqlite3_prepare_v2'
  sqlite3_bind_int(stmt, 1, id);
  sqlite3_step(stmt); // expect[dbsafe-unchecked-result]: what 'sqlite3_step' returns is thrown away
  sqlite3_finalize(stmt);
}

int overwritten(sqlite3 *db) {
  int rc = sqlite3_exec(db, "DELETE FROM a WHERE old", NULL, NULL, NULL); // expect[dbsafe-unchecked-result]: what 'sqlite3_exec' returns is never looked at
  rc = sqlite3_exec(db, "DELETE FROM b WHERE old", NULL, NULL, NULL);
  return rc;
}

void never_read(sqlite3 *db) {
  int rc;
  rc = sqlite3_exec(db, "DELETE FROM a WHERE old", NULL, NULL, NULL); // expect[dbsafe-unchecked-result]: is never looked at
}

void committed(sqlite3 *db) {
  sqlite3_exec(db, "COMMIT", NULL, NULL, NULL); // expect[dbsafe-unchecked-result]: is thrown away
}

int first_row(sqlite3_stmt *stmt) {
  sqlite3_step(stmt); // expect[dbsafe-unchecked-result]: 'sqlite3_step'
  return sqlite3_column_int(stmt, 0);
}

// Nobody looks at that either.
void asked_in_vain(sqlite3 *db, sqlite3_stmt *stmt) {
  sqlite3_step(stmt); // expect[dbsafe-unchecked-result]: 'sqlite3_step'
  sqlite3_reset(stmt);
  sqlite3_errcode(db);
}

// The code of another call is asked for.
int asked_for_another(sqlite3 *db) {
  sqlite3_exec(db, "DELETE FROM a WHERE old", NULL, NULL, NULL); // expect[dbsafe-unchecked-result]: is thrown away
  sqlite3_exec(db, "DELETE FROM b WHERE old", NULL, NULL, NULL);
  return sqlite3_errcode(db);
}
