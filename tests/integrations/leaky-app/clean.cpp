#include <libpq-fe.h>
#include <string>

PGresult *findBound(PGconn *connection, const std::string &name) {
  const char *values[] = {name.c_str()};
  return PQexecParams(connection, "SELECT id FROM tags WHERE name = $1", 1,
                      nullptr, values, nullptr, nullptr, 0);
}
