//===- SchemaReader.h - DDL statements applied to a schema ----------------===//
#ifndef DBSAFE_CHECKS_SQL_SCHEMAREADER_H
#define DBSAFE_CHECKS_SQL_SCHEMAREADER_H

#include "sql/SchemaModel.h"

namespace dbsafe::sql {

/// Applies every DDL statement of the text to Model, in order.
std::vector<SchemaProblem> readDdl(std::string_view Ddl, std::string_view File,
                                   Schema::Model &Model);

} // namespace dbsafe::sql

#endif
