// requires: libpq-fe.h
// config: only.yaml
// flags: -D_GNU_SOURCE
// The program tells libpq once and for all, by the environment.
#include <libpq-fe.h>
#include <stdlib.h>

PGconn *verified(void) {
  setenv("PGSSLMODE", "verify-full", 1);
  return PQconnectdb("host=db.todo.internal dbname=todo");
}

PGconn *disabledAllTheSame(void) {
  return PQconnectdb("host=db.todo.internal sslmode=disable"); // expect[dbsafe-insecure-transport]:
}
