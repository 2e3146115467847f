// What dbsafe-credential-exposure has to find.
#include <libpq-fe.h>

void clear(PGconn *connection) {
  PQclear(PQexec(connection, "DELETE FROM todos")); // expect[dbsafe-credential-exposure]: say what is wrong
}
