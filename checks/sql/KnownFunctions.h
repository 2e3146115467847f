//===- KnownFunctions.h - What a function call may do ---------------------===//
//
// A function that nobody knows may read any table, so a statement that calls
// one cannot be judged by its text.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_KNOWNFUNCTIONS_H
#define DBSAFE_CHECKS_SQL_KNOWNFUNCTIONS_H

#include <string_view>

namespace dbsafe::sql {

/// True for functions known to read nothing but their arguments.
bool readsNoTable(std::string_view Function);

/// True for functions that make one row of many.
bool isAggregate(std::string_view Function);

} // namespace dbsafe::sql

#endif
