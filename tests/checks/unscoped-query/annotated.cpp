// requires: libpq-fe.h
// config: owned.yaml
// Statements that say in a comment that they are for everybody.
#include <libpq-fe.h>

void annotated(PGconn *c, const char *const *v) {
  PQclear(PQexec(c, "SELECT count(*) FROM todos /* dbsafe:global reason=\"statistics\" */"));
  PQclear(PQexec(c, "SELECT count(*) FROM todos /* dbsafe:global */")); // expect[dbsafe-unscoped-query]: exempts nothing without a reason
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = $1 /* dbsafe:global reason=\"old\" */", 1, nullptr, v, nullptr, nullptr, 0)); // expect[dbsafe-unscoped-query]: dbsafe:global is not needed
}
