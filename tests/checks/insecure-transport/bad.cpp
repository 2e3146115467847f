// What dbsafe-insecure-transport has to find.
#include <libpq-fe.h>

void clear(PGconn *connection) {
  PQclear(PQexec(connection, "DELETE FROM todos")); // expect[dbsafe-insecure-transport]: say what is wrong
}
