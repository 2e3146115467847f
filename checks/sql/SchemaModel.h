//===- SchemaModel.h - Tables, keys, views and policies -------------------===//
//
// The content of a Schema, for checks/sql alone. Names are folded as SQL folds
// them; a table of a schema other than public (or main) is "schema.table".
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SCHEMAMODEL_H
#define DBSAFE_CHECKS_SQL_SCHEMAMODEL_H

#include "sql/Schema.h"
#include "sql/SyntaxTree.h"
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace dbsafe::sql {

using SharedTree = std::shared_ptr<const tree::Value>;

struct Column {
  std::string Name;
  std::string Type; ///< Unqualified: "int8", "text".
  bool NotNull = false;
  bool Generated = false; ///< Identity or generated: filled without a value.
  SharedTree Default;     ///< The expression, if any.
};

struct ForeignKey {
  std::vector<std::string> Columns;
  std::string Table;
  std::vector<std::string> Keys; ///< Empty: the table's primary key.
  std::string Name;
};

struct UniqueKey {
  std::string Name;
  std::vector<std::string> Columns;
};

/// A row-level security policy.
struct Policy {
  std::string Name;
  std::string Command; ///< "all", "select", "insert", "update", "delete".
  bool Permissive = true;
  SharedTree Using;
  SharedTree Check;
};

struct Table {
  std::string Name;
  std::vector<Column> Columns;
  std::vector<std::string> PrimaryKey;
  std::vector<UniqueKey> Uniques; ///< The primary key included.
  std::vector<ForeignKey> ForeignKeys;
  std::vector<Policy> Policies;
  bool RowSecurity = false;
  bool ForceRowSecurity = false;
  bool ColumnsKnown = true;             ///< False after CREATE TABLE ... AS.
  SharedTree View;                      ///< A view's query.
  std::vector<std::string> ViewColumns; ///< CREATE VIEW v (these).

  const Column *column(std::string_view Name) const;
};

struct Schema::Model {
  std::map<std::string, std::shared_ptr<const Table>> Tables;
  /// Functions that are declared IMMUTABLE, and so must not read tables.
  std::set<std::string> PureFunctions;
  /// False if there may be tables that the DDL does not show.
  bool Complete = true;

  /// The table of that name; an unqualified name also finds the only table of
  /// that name in another schema.
  const Table *find(const std::string &Name) const;
  /// The key columns that a foreign key refers to.
  std::vector<std::string> keysOf(const ForeignKey &Key) const;
};

/// "schema", "table" as the model names it.
std::string tableName(std::string_view SchemaName, std::string_view Table);

/// What is left of a CREATE TABLE of MySQL or SQLite when everything that
/// PostgreSQL's parser cannot read, and that says nothing about keys, is
/// taken out.
std::string withoutDialect(const std::string &Statement);

} // namespace dbsafe::sql

#endif
