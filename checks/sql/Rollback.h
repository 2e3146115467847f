//===- Rollback.h - The parts of a migration that undo it -----------------===//
#ifndef DBSAFE_CHECKS_SQL_ROLLBACK_H
#define DBSAFE_CHECKS_SQL_ROLLBACK_H

#include <string>
#include <string_view>

namespace dbsafe::sql {

/// Ddl with spaces where a migration says how it is undone, so that every line
/// keeps its number: what stands behind "-- +goose Down", "-- +migrate Down",
/// "-- migrate:down" (dbmate) or "--//@UNDO" (MyBatis), up to the line that
/// goes up again.
std::string withoutRollback(std::string_view Ddl);

/// True if a file of this name undoes a migration: "7_users.down.sql",
/// Flyway's "U7__users.sql".
bool undoesMigration(std::string_view FileName);

} // namespace dbsafe::sql

#endif
