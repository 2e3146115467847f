// Who is asking: the user behind a request.
#pragma once

#include <libpq-fe.h>
#include <optional>
#include <string>

namespace todo {

/// The id of the user of that name.
std::optional<long> userId(PGconn *connection, const std::string &name);

/// Removes a user's comments and todos, all or nothing.
bool forget(PGconn *connection, long user);

} // namespace todo
