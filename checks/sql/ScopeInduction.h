//===- ScopeInduction.h - What a recursive query's columns are ------------===//
#ifndef DBSAFE_CHECKS_SQL_SCOPEINDUCTION_H
#define DBSAFE_CHECKS_SQL_SCOPEINDUCTION_H

#include "sql/ScopeLowering.h"

namespace dbsafe::sql {

/// What can be said of the outputs of B: which are a parameter or the
/// session's principal, which the key of a scoped row.
std::vector<ColumnProperty> provenProperties(const ScopeModel &Model,
                                             const TableRoles &Roles,
                                             const Block &B);

/// True if P holds of B's outputs.
bool holds(const ScopeModel &Model, const TableRoles &Roles, const Block &B,
           const ColumnProperty &P);

} // namespace dbsafe::sql

#endif
