// requires: libpq-fe.h
// config: owned.yaml
// Statements on single tables, sent through libpq.
#include <libpq-fe.h>
#include <stddef.h>
#include <stdio.h>

static PGresult *run(PGconn *c, const char *sql, int count,
                     const char *const *values) {
  return PQexecParams(c, sql, count, NULL, values, NULL, NULL, 0);
}

void ownRows(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "SELECT id, title FROM todos WHERE user_id = $1", 1, NULL, v, NULL, NULL, 0));
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE $1::bigint = user_id AND NOT done", 1, NULL, v, NULL, NULL, 0));
}

void everybodysRows(PGconn *c) {
  PQclear(PQexec(c, "SELECT id, title FROM todos")); // expect[dbsafe-unscoped-query]:
}

// Whoever knows the number gets the row.
void byIdOnly(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "SELECT title FROM todos WHERE id = $1", 1, NULL, v, NULL, NULL, 0)); // expect[dbsafe-unscoped-query]:
}

void byIdAndOwner(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "SELECT title FROM todos WHERE id = $2 AND user_id = $1", 2, NULL, v, NULL, NULL, 0));
}

// AND binds tighter than OR.
void missingParentheses(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c,
                       "SELECT * FROM todos" // expect[dbsafe-unscoped-query]:
                       " WHERE user_id = $1 AND NOT done OR priority > 5",
                       1, NULL, v, NULL, NULL, 0));
}

void withParentheses(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c,
                       "SELECT * FROM todos"
                       " WHERE user_id = $1 AND (NOT done OR priority > 5)",
                       1, NULL, v, NULL, NULL, 0));
}

// The owner is shown, sorted by, or compared, but it does not select.
void ownerElsewhere(PGconn *c, const char *const *v) {
  PQclear(run(c, "SELECT id, (user_id = $1) AS mine FROM todos", 1, v)); // expect[dbsafe-unscoped-query]:
  PQclear(run(c, "SELECT * FROM todos ORDER BY (user_id = $1) DESC LIMIT 5", 1, v)); // expect[dbsafe-unscoped-query]:
  PQclear(run(c, "SELECT * FROM todos WHERE user_id <> $1", 1, v)); // expect[dbsafe-unscoped-query]:
  PQclear(run(c, "SELECT * FROM todos WHERE coalesce($1, user_id) = user_id", 1, v)); // expect[dbsafe-unscoped-query]:
}

void constantOwner(PGconn *c) {
  PQclear(PQexec(c, "SELECT * FROM todos WHERE user_id = 2")); // expect[dbsafe-unscoped-query]:
}

void twoOwners(PGconn *c, const char *const *v) {
  PQclear(run(c, "SELECT * FROM todos WHERE user_id IN ($1, $2)", 2, v)); // expect[dbsafe-unscoped-query]:
  PQclear(run(c, "SELECT * FROM todos WHERE user_id IN ($1)", 1, v));
}

// The session knows who asks.
void ownerOfSession(PGconn *c) {
  PQclear(PQexec(c, "SELECT * FROM todos WHERE user_id = current_setting('app.user_id')::bigint"));
  PQclear(PQexec(c, "SELECT * FROM todos WHERE user_id = current_setting('app.page_size')::bigint")); // expect[dbsafe-unscoped-query]:
}

void publicTable(PGconn *c) { PQclear(PQexec(c, "SELECT name FROM tags")); }

// Its row-level security is on, also for the table's owner.
void securedTable(PGconn *c) { PQclear(PQexec(c, "SELECT body FROM notes")); }

void scopedView(PGconn *c) {
  PQclear(PQexec(c, "SELECT title FROM my_todos WHERE NOT done"));
}

void oneself(PGconn *c, const char *const *v) {
  PQclear(run(c, "SELECT name, email FROM users WHERE id = $1", 1, v));
  PQclear(run(c, "UPDATE users SET name = $2 WHERE id = $1", 2, v));
  PQclear(run(c, "UPDATE users SET name = $1", 1, v)); // expect[dbsafe-unscoped-query]:
}

void changes(PGconn *c, const char *const *v) {
  PQclear(run(c, "UPDATE todos SET done = true WHERE id = $2 AND user_id = $1", 2, v));
  PQclear(run(c, "UPDATE todos SET done = true WHERE id = $1", 1, v)); // expect[dbsafe-unscoped-query]:
  PQclear(run(c, "DELETE FROM todos WHERE id = $2 AND user_id = $1", 2, v));
  PQclear(run(c, "DELETE FROM todos WHERE done", 0, NULL)); // expect[dbsafe-unscoped-query]:
}

// A row is given to somebody else.
void givenAway(PGconn *c, const char *const *v) {
  PQclear(run(c, "UPDATE todos SET user_id = $3 WHERE id = $2 AND user_id = $1", 3, v)); // expect[dbsafe-unscoped-query]:
}

void insertions(PGconn *c, const char *const *v) {
  PQclear(run(c, "INSERT INTO todos (user_id, title) VALUES ($1, $2)", 2, v));
  PQclear(run(c, "INSERT INTO todos (title) VALUES ($1)", 1, v)); // expect[dbsafe-unscoped-query]:
  PQclear(run(c, "INSERT INTO todo_items (todo_id, body) VALUES ($1, $2)", 2, v)); // expect[dbsafe-unscoped-query]:
  PQclear(run(c, "INSERT INTO tags (id, name) VALUES ($1, $2)", 2, v));
}

void wholeTable(PGconn *c) {
  PQclear(PQexec(c, "TRUNCATE todo_items")); // expect[dbsafe-unscoped-query]:
  PQclear(PQexec(c, "COPY todos TO STDOUT")); // expect[dbsafe-unscoped-query]:
}

// Each of several statements is looked at.
void several(PGconn *c) {
  PQclear(PQexec(c, "BEGIN; SELECT 1; COMMIT"));
  PQclear(PQexec(c, "BEGIN;"
                    "DELETE FROM todo_items WHERE done;" // expect[dbsafe-unscoped-query]:
                    "COMMIT"));
}

void prepared(PGconn *c) {
  PQclear(PQprepare(c, "mine", "SELECT id FROM todos WHERE user_id = $1", 1, NULL));
  PQclear(PQprepare(c, "one", "SELECT title FROM todos WHERE id = $1", 1, NULL)); // expect[dbsafe-unscoped-query]:
}

// Never sent.
void shown(void) { puts("SELECT * FROM todos"); }

// Nothing to decide: the table belongs to nobody that the schema knows.
void notOfTheSchema(PGconn *c) {
  PQclear(PQexec(c, "SELECT * FROM pg_stat_activity"));
  PQclear(PQexec(c, "VALUES (1), (2)"));
  PQclear(PQexec(c, "SET search_path TO app"));
}
