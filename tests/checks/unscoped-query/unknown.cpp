// requires: libpq-fe.h
// config: unknown.yaml
// With ReportUnknown, what cannot be decided is told; what can be is as ever.
#include <libpq-fe.h>

void notInTheSchema(PGconn *c) {
  PQclear(PQexec(c, "SELECT * FROM imports")); // expect[dbsafe-unscoped-query]:
}

void hiddenStatements(PGconn *c) {
  PQclear(PQexec(c, "DO $$ BEGIN DELETE FROM todos; END $$")); // expect[dbsafe-unscoped-query]:
  PQclear(PQexec(c, "CALL archive_todos()")); // expect[dbsafe-unscoped-query]:
}

void unreadable(PGconn *c) {
  PQclear(PQexec(c, "SELECT FROM WHERE todos")); // expect[dbsafe-unscoped-query]:
}

void decided(PGconn *c) {
  PQclear(PQexec(c, "SELECT name FROM tags"));
  PQclear(PQexec(c, "SELECT title FROM my_todos"));
  PQclear(PQexec(c, "SELECT title FROM todos")); // expect[dbsafe-unscoped-query]:
  PQclear(PQexec(c, "SELECT 1"));
}
