// Ways into the todo database.
#pragma once

#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

namespace todo {

/// For the older half of the service, which speaks libpq: the caller closes
/// the connection. Null if there is none.
PGconn *openByHand();

/// For the newer half, which speaks libpqxx.
pqxx::connection open();

/// For tools that an administrator runs, with what the environment says.
PGconn *openFromEnvironment();

/// Runs a statement; null if it failed.
PGresult *run(PGconn *connection, const std::string &sql);

} // namespace todo
