//===- InvalidSql.h - Text that the server will refuse to parse -----------===//
//
// PostgreSQL's own parser says so; for other servers nobody here can tell.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_INVALIDSQL_H
#define DBSAFE_CHECKS_SQL_INVALIDSQL_H

#include "sql/ReadText.h"

namespace dbsafe::sql {

/// The statements of a constant text for PostgreSQL that do not parse. Nothing
/// where newer servers may know better, or where the mistake is a placeholder
/// of another library (PlaceholderUse.h).
std::vector<Remark> syntaxMistakes(const ReadText &Text);

} // namespace dbsafe::sql

#endif
