// What dbsafe-credential-exposure must leave alone:
// the nearest miss of every case in bad.cpp.
#include <libpq-fe.h>

void clear(PGconn *connection) {
  PQclear(PQexec(connection, "DELETE FROM todos WHERE done"));
}
