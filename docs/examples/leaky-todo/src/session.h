// Who is asking: the user behind a request.
#pragma once

#include <libpq-fe.h>
#include <optional>
#include <string>

namespace todo {

/// The id of the user of that name.
std::optional<long> userId(PGconn *connection, const std::string &name);

/// Gives all of one user's todos to another.
bool handOver(PGconn *connection, long from, long to);

} // namespace todo
