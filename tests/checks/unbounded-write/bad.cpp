// requires: libpq-fe.h
// requires: sqlite3.h
// Writes that leave no row as it was.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <string>

void withoutWhere(PGconn *c) {
  PQclear(PQexec(c, "DELETE FROM todos")); // expect[dbsafe-unbounded-write]:34: this DELETE has no WHERE: it removes every row of 'todos'
  PQclear(PQexec(c, "UPDATE todos SET done = true")); // expect[dbsafe-unbounded-write]: it changes every row of 'todos'
  PQclear(PQexec(c, "TRUNCATE todo_items")); // expect[dbsafe-unbounded-write]: TRUNCATE removes every row of 'todo_items'
}

void alwaysTrue(PGconn *c) {
  PQclear(PQexec(c, "DELETE FROM todos WHERE true")); // expect[dbsafe-unbounded-write]: has a WHERE that is always true
  PQclear(PQexec(c, "DELETE FROM todos WHERE 1 = 1")); // expect[dbsafe-unbounded-write]: always true
  PQclear(PQexec(c, "UPDATE todos SET done = true WHERE id = id")); // expect[dbsafe-unbounded-write]: always true
  PQclear(PQexec(c, "DELETE FROM todos WHERE done OR NOT false")); // expect[dbsafe-unbounded-write]: always true
}

// A write within another statement.
void inside(PGconn *c) {
  PQclear(PQexec(c, "WITH gone AS (DELETE FROM todos RETURNING id) SELECT count(*) FROM gone")); // expect[dbsafe-unbounded-write]:
  PQclear(PQexec(c, "BEGIN;"
                    "DELETE FROM todo_items;" // expect[dbsafe-unbounded-write]:
                    "COMMIT"));
  PQclear(PQexec(c, "UPDATE todo_items SET done = true FROM todos")); // expect[dbsafe-unbounded-write]:
}

void inSqlite(sqlite3 *db) {
  sqlite3_exec(db, "DELETE FROM todos", nullptr, nullptr, nullptr); // expect[dbsafe-unbounded-write]:
}

// Where the filter is left out, everything goes.
void filtered(PGconn *c, bool all) {
  std::string sql = "DELETE FROM todos"; // expect[dbsafe-unbounded-write]:
  if (!all)
    sql += " WHERE done";
  PQclear(PQexec(c, sql.c_str()));
}

// An annotation needs its reason.
void unreasoned(PGconn *c) {
  PQclear(PQexec(c, "DELETE FROM cache /* dbsafe:global */")); // expect[dbsafe-unbounded-write]:
}
