// requires: libpq-fe.h
// requires: sqlite3.h
// config: only.yaml
// Placeholders and values that do not fit, in C.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

void counts(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = $1 AND id = $2", 1, NULL, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]: this statement has 2 placeholders, but 1 value is bound to it
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = $1", 2, NULL, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]: has 1 placeholder, but 2 values are bound
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE id = $1 OR parent_id = $1", 2, NULL, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]: has 1 placeholder
}

void spelling(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = ?", 1, NULL, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]:65: '?' is no placeholder of PostgreSQL
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = :user", 1, NULL, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]: ':user' is no placeholder of PostgreSQL
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE title = '$1'", 1, NULL, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]: '$1' in quotes is text, no placeholder
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE title LIKE '%$1%'", 1, NULL, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]: in quotes is text
}

void gap(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = $1 AND id = $3", 3, NULL, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]: leave out $2
}

void several(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "UPDATE todos SET done = true WHERE id = $1; SELECT 1", 1, NULL, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]: takes one statement
  PQclear(PQprepare(c, "two", "SELECT 1; SELECT 2", 0, NULL)); // expect[dbsafe-placeholder-mismatch]: takes one statement
}

// Prepared in one function, executed in another.
void prepareMine(PGconn *c) {
  PQclear(PQprepare(c, "mine", "SELECT id FROM todos WHERE user_id = $1 AND id = $2", 0, NULL));
}
void executeMine(PGconn *c, const char *const *v) {
  PQclear(PQexecPrepared(c, "mine", 3, v, NULL, NULL, 0)); // expect[dbsafe-placeholder-mismatch]: has 2 placeholders, but 3 values are bound
}

void bound(sqlite3 *db) {
  sqlite3_stmt *s;
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = ?", -1, &s, NULL);
  sqlite3_bind_int(s, 1, 7);
  sqlite3_bind_int(s, 2, 8); // expect[dbsafe-placeholder-mismatch]: there is no placeholder 2
  sqlite3_finalize(s);
}

void named(sqlite3 *db, int user) {
  sqlite3_stmt *s;
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = :user_id", -1, &s, NULL);
  sqlite3_bind_int(s, sqlite3_bind_parameter_index(s, ":userid"), user); // expect[dbsafe-placeholder-mismatch]: the statement has no placeholder ':userid'; it has :user_id
  sqlite3_finalize(s);
}
