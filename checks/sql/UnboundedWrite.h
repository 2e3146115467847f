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

/// What statements around a write say of it.
struct WriteContext {
  /// Temporary tables that are made: they are the session's own.
  std::set<std::string> Temporary;
  /// Tables that get rows: one that is emptied before is replaced.
  std::set<std::string> Filled;
  /// Columns that are added, as table and column: all rows get a value then.
  std::set<std::pair<std::string, std::string>> Added;
};

WriteContext writeContext(const ReadText &Text);

/// The writes of one statement that no condition bounds, annotated or not.
std::vector<Remark> unboundedWrites(const ReadText &Text,
                                    const ReadStatement &S,
                                    const WriteContext &Around);

} // namespace dbsafe::sql

#endif
