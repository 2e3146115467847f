// What dbsafe-@NAME@ has to find.
#include <libpq-fe.h>

void clear(PGconn *connection) {
  PQclear(PQexec(connection, "DELETE FROM todos")); // expect[dbsafe-@NAME@]: say what is wrong
}
