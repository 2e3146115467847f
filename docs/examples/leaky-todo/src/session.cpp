#include "session.h"

#include "database.h"
#include <cstdlib>

namespace todo {

std::optional<long> userId(PGconn *connection, const std::string &name) {
  PGresult *result =
      run(connection, "SELECT id FROM users WHERE name = '" + name + "'");
  if (!result)
    return std::nullopt;
  std::optional<long> id;
  if (PQntuples(result) == 1)
    id = std::atol(PQgetvalue(result, 0, 0));
  PQclear(result);
  return id;
}

bool handOver(PGconn *connection, long from, long to) {
  PQclear(run(connection, "BEGIN"));
  PGresult *todos =
      run(connection, "UPDATE todos SET user_id = " + std::to_string(to) +
                          " WHERE user_id = " + std::to_string(from));
  if (!todos)
    return false; // The transaction stays open.
  PQclear(todos);
  PGresult *comments =
      run(connection, "UPDATE comments SET user_id = " + std::to_string(to) +
                          " WHERE user_id = " + std::to_string(from));
  if (!comments) {
    PQclear(run(connection, "ROLLBACK"));
    return false;
  }
  PQclear(comments);
  PQclear(run(connection, "COMMIT"));
  return true;
}

} // namespace todo
