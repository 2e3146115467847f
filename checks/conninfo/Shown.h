//===- Shown.h - Passwords in what is shown to others ---------------------===//
//
// Where a message or a command line has a password, told by what stands around
// it: "postgresql://app:...@host", "PGPASSWORD=... psql".
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CONNINFO_SHOWN_H
#define DBSAFE_CHECKS_CONNINFO_SHOWN_H

#include "conninfo/Conninfo.h"

namespace dbsafe::conninfo {

/// The parts of a connection string, by their numbers, that are holes and have
/// part in a secret of it.
std::vector<size_t> secretHoles(const PartialText &Text, Grammar G);

/// The parts of a message, by their numbers, that are holes and stand where a
/// password does.
std::vector<size_t> secretHolesIn(const PartialText &Message);

/// The parts of a command line, by their numbers, that have a password or some
/// of it: holes and written ones.
std::vector<size_t> secretsInCommand(const PartialText &Command);

} // namespace dbsafe::conninfo

#endif
