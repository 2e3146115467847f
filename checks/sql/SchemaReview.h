//===- SchemaReview.h - Which tables have owners, for people --------------===//
//
// What the scope prover takes for granted (TableRoles) as a list that a person
// can check.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SCHEMAREVIEW_H
#define DBSAFE_CHECKS_SQL_SCHEMAREVIEW_H

#include "sql/Ownership.h"
#include "sql/Schema.h"

namespace dbsafe::sql {

struct ReviewedTable {
  enum KindType {
    Owned,
    Bridge,  ///< Owned, and leads from one principal to another.
    View,    ///< Judged by the tables in it.
    Public,  ///< By the configuration.
    Unowned, ///< In the schema, without a way to an owner.
    Unknown, ///< In the configuration, but not in a schema that is given.
  } Kind = Unowned;
  /// A column that is a principal.
  struct Owner {
    std::string Column, Principal;
  };
  /// Columns that refer to a row of an owned table.
  struct Key {
    std::vector<std::string> Columns;
    std::string Parent;
    std::vector<std::string> ParentColumns;
  };
  std::string Name;
  std::vector<Owner> Owners;
  std::vector<Key> Keys;
  std::string BridgeFrom, BridgeTo; ///< Principals.
  bool RowSecurity = false;
  bool ForceRowSecurity = false;
  std::vector<std::string> Policies; ///< "notes_owner (all)"
};

/// Every table of the schema and of the configuration, by name.
std::vector<ReviewedTable> review(const Schema &S, const Ownership &O);

/// "owned", "bridge", "view", "public", "unowned", "unknown".
std::string_view name(ReviewedTable::KindType Kind);

} // namespace dbsafe::sql

#endif
