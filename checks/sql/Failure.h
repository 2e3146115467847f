//===- Failure.h - Does it matter whether a statement worked? -------------===//
//
// Programs rightly send some statements without asking whether they worked:
// ROLLBACK, when all is lost anyway; a setting that is only a wish.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_FAILURE_H
#define DBSAFE_CHECKS_SQL_FAILURE_H

#include "sql/Template.h"
#include <string_view>
#include <vector>

namespace dbsafe::sql {

/// True if nothing is lost when the text, one statement or several, fails and
/// nobody notices. Others is what the same function sends besides, an empty
/// text for what is not constant: the end of a transaction that only read may
/// fail.
bool mayFail(std::string_view Text, Dialect D,
             const std::vector<std::string_view> &Others);

} // namespace dbsafe::sql

#endif
