//===- UnknownNames.h - Names that the schema does not have ---------------===//
//
// Tables and columns are looked up as PostgreSQL does. Where the schema, or
// what else a statement refers to, is not known in full, nothing is said.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_UNKNOWNNAMES_H
#define DBSAFE_CHECKS_SQL_UNKNOWNNAMES_H

#include "sql/ReadText.h"
#include "sql/Schema.h"

namespace dbsafe::sql {

/// What the texts of a program make themselves, beside the schema.
struct OwnTables {
  std::set<std::string> Made; ///< Created or changed in shape.
  /// True if some text names a table of the schema: the texts of a program
  /// without any are for another database.
  bool UsesSchema = false;
};

void addOwnTables(const ReadText &Text, const Schema &S, OwnTables &Own);

/// The names in a text that S has not. Nothing for an empty schema.
std::vector<Remark> unknownNames(const ReadText &Text, const Schema &S,
                                 const OwnTables &Own);

} // namespace dbsafe::sql

#endif
