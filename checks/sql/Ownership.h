//===- Ownership.h - Whose rows are in which table ------------------------===//
//
// The configuration of the scope prover (docs/scoped.md has the definition):
// who the principals are, which tables belong to them through which columns,
// and where a statement may take the principal from.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_OWNERSHIP_H
#define DBSAFE_CHECKS_SQL_OWNERSHIP_H

#include <map>
#include <string>
#include <vector>

namespace dbsafe::sql {

/// Who may own rows: a user, an organisation.
struct Principal {
  std::string Name;                   ///< "user"
  std::string Table;                  ///< "users"; empty if there is none.
  std::vector<std::string> Settings;  ///< current_setting() names.
  std::vector<std::string> Functions; ///< "auth.uid"
  bool Many = false; ///< A request may act for several at once.
};

/// A table whose row, once proven to be From's, proves its To as well:
/// org_members(user_id, org_id).
struct Bridge {
  std::string Table;
  std::string From; ///< Name of a principal.
  std::string To;   ///< Name of a principal.
};

/// What .dbsafe.yaml says about ownership. All names are as in SQL, folded to
/// lower case.
struct Ownership {
  std::vector<Principal> Principals;
  std::vector<Bridge> Bridges;
  std::vector<std::string> Public;
  std::string OwnerColumn = "user_id";
  std::map<std::string, std::string> Owned; ///< table -> owner column
};

} // namespace dbsafe::sql

#endif
