// requires: libpq-fe.h
// config: listed.yaml
// Without a schema, the tables of the list have owners, and no others.
#include <libpq-fe.h>

void listed(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE owner_id = $1", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = $1", 1, nullptr, v, nullptr, nullptr, 0)); // expect[dbsafe-unscoped-query]:
  PQclear(PQexecParams(c, "SELECT id FROM todos t WHERE t.id = $1", 1, nullptr, v, nullptr, nullptr, 0)); // expect[dbsafe-unscoped-query]:
}

void unlisted(PGconn *c) {
  PQclear(PQexec(c, "SELECT id FROM imports"));
  PQclear(PQexec(c, "SELECT id FROM projects WHERE id = 1"));
}
