#include <libpq-fe.h>
#include <string>

PGresult *find(PGconn *connection, const std::string &name) {
  std::string sql = "SELECT id FROM tags WHERE name = '" + name + "'";
  return PQexec(connection, sql.c_str());
}
