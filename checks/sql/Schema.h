//===- Schema.h - What the database's DDL says ----------------------------===//
//
// Tables, columns, keys, views and row-level security, read from SQL files in
// order (a schema, or migrations).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SCHEMA_H
#define DBSAFE_CHECKS_SQL_SCHEMA_H

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dbsafe::sql {

/// A statement of a DDL file that could not be read.
struct SchemaProblem {
  std::string File;
  unsigned Line = 0;
  std::string Message;
};

/// The schema of one database. Copies share the (immutable) content.
class Schema {
public:
  Schema();
  ~Schema();
  Schema(const Schema &);
  Schema &operator=(const Schema &);

  /// Reads a DDL text on top of what is there. Statements that are no DDL are
  /// skipped, those that cannot be parsed are returned as problems.
  std::vector<SchemaProblem> read(std::string_view Ddl, std::string_view File);

  bool empty() const;

  struct Model; ///< Defined in SchemaModel.h, for checks/sql alone.
  const Model &model() const { return *Content; }

private:
  std::shared_ptr<const Model> Content;
};

} // namespace dbsafe::sql

#endif
