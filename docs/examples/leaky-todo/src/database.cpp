#include "database.h"

#include <cstdio>
#include <cstdlib>

namespace todo {

// "Only until the vault is there."
static const char *const server =
    "host=db.todo.internal dbname=todo user=todo_app password=k7Qm-2vXe-19 "
    "sslmode=disable";

PGconn *openByHand() {
  PGconn *connection = PQconnectdb(server);
  if (PQstatus(connection) != CONNECTION_OK) {
    std::fprintf(stderr, "todo: %s", PQerrorMessage(connection));
    return nullptr;
  }
  return connection;
}

pqxx::connection open() {
  return pqxx::connection(
      "postgresql://todo_web:Rz4-paper-moon@db.todo.internal/todo");
}

PGconn *openFromEnvironment() {
  // Host and user from PGHOST and PGUSER, the password from ~/.pgpass.
  const char *keywords[] = {"dbname", "sslmode", "password", nullptr};
  const char *values[] = {"todo", "verify-full",
                          std::getenv("TODO_DB_PASSWORD"), nullptr};
  PGconn *connection = PQconnectdbParams(keywords, values, 0);
  if (PQstatus(connection) != CONNECTION_OK) {
    std::fprintf(stderr, "todo: %s", PQerrorMessage(connection));
    PQfinish(connection);
    return nullptr;
  }
  return connection;
}

PGresult *run(PGconn *connection, const std::string &sql) {
  PGresult *result = PQexec(connection, sql.c_str());
  ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
    return result;
  std::fprintf(stderr, "todo: %s", PQerrorMessage(connection));
  PQclear(result);
  return nullptr;
}

} // namespace todo
