//===- UnboundedWrite.h - Writes that leave no row as it was --------------===//
//
// UPDATE and DELETE without WHERE, or with one that is always true, and
// TRUNCATE: rarely what a program means, and there is no way back.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_UNBOUNDEDWRITE_H
#define DBSAFE_CHECKS_SQL_UNBOUNDEDWRITE_H

#include "sql/ReadText.h"

namespace dbsafe::sql {

using TableNames = std::set<std::string>;

/// Adds the temporary tables that the text makes: they are the session's own.
void addTemporaryTables(const ReadText &Text, TableNames &Temporary);

/// The writes of one statement that no condition bounds, annotated or not.
std::vector<Remark> unboundedWrites(const ReadText &Text,
                                    const ReadStatement &S,
                                    const TableNames &Temporary);

} // namespace dbsafe::sql

#endif
