// requires: libpq-fe.h
// requires: sqlite3.h
// config: only.yaml
// The nearest misses, in C.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

void counts(PGconn *c, const char *const *v, int n) {
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = $1 AND id = $2", 2, NULL, v, NULL, NULL, 0));
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE id = $1 OR parent_id = $1", 1, NULL, v, NULL, NULL, 0));
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = $1", n, NULL, v, NULL, NULL, 0));
  PQclear(PQexecParams(c, "SELECT now()", 0, NULL, NULL, NULL, NULL, 0));
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE id = $2 AND user_id = $1", 2, NULL, v, NULL, NULL, 0));
}

// Operators of JSON, and what only looks like a placeholder.
void spelling(PGconn *c, const char *const *v) {
  PQclear(PQexec(c, "SELECT id FROM notes WHERE body::jsonb ? 'a'"));
  PQclear(PQexec(c, "SELECT id FROM notes WHERE body::jsonb ?| array['a', 'b']"));
  PQclear(PQexecParams(c, "SELECT title || '?' FROM todos WHERE id = $1", 1, NULL, v, NULL, NULL, 0));
  PQclear(PQexec(c, "SELECT '$1'::money"));
  PQclear(PQexec(c, "SELECT 'costs $1 and more'"));
  PQclear(PQexec(c, "SELECT 1 -- $3"));
}

void several(PGconn *c) {
  PQclear(PQexec(c, "BEGIN; SELECT 1; COMMIT"));
  PQclear(PQprepare(c, "one", "SELECT 1;", 0, NULL));
}

// Two statements of one name: which it is depends on the way.
void prepareEither(PGconn *c, int short_) {
  if (short_)
    PQclear(PQprepare(c, "either", "SELECT id FROM todos WHERE user_id = $1", 0, NULL));
  else
    PQclear(PQprepare(c, "either", "SELECT id FROM todos WHERE user_id = $1 AND id = $2", 0, NULL));
}
void executeEither(PGconn *c, const char *const *v) {
  PQclear(PQexecPrepared(c, "either", 1, v, NULL, NULL, 0));
  PQclear(PQexecPrepared(c, "of another file", 7, v, NULL, NULL, 0));
}

void bound(sqlite3 *db) {
  sqlite3_stmt *s;
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = ?2 AND id = ?4", -1, &s, NULL);
  sqlite3_bind_int(s, 2, 7);
  sqlite3_bind_int(s, 4, 8);
  sqlite3_finalize(s);
}

// A variable that is used for two statements.
void reused(sqlite3 *db) {
  sqlite3_stmt *s;
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = ?", -1, &s, NULL);
  sqlite3_bind_int(s, 1, 7);
  sqlite3_finalize(s);
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = ? AND id = ?", -1, &s, NULL);
  sqlite3_bind_int(s, 2, 7);
  sqlite3_finalize(s);
}

void named(sqlite3 *db, int user) {
  sqlite3_stmt *s;
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = :user_id", -1, &s, NULL);
  sqlite3_bind_int(s, sqlite3_bind_parameter_index(s, ":user_id"), user);
  sqlite3_finalize(s);
}
