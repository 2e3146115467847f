//===- TableRoles.h - Which tables are owned, through which columns -------===//
//
// Schema and configuration put together: every table is public, unowned,
// owned directly (a column that is a principal), owned through foreign keys to
// owned tables, or a bridge between principals.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_TABLEROLES_H
#define DBSAFE_CHECKS_SQL_TABLEROLES_H

#include "sql/Ownership.h"
#include "sql/SchemaModel.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace dbsafe::sql {

/// A column whose value is a principal.
struct OwnerColumn {
  std::string Column;
  unsigned Domain; ///< Index into the principals.
};

/// Columns that name the key of an owned table.
struct OwnedKey {
  std::vector<std::string> Columns;
  std::string Parent; ///< TableRole::Name
  std::vector<std::string> Keys;
};

struct TableRole {
  std::string Name;
  const Table *Definition = nullptr; ///< Null if there is no schema for it.
  bool Known = true;                 ///< False: it may be owned, who knows.
  std::vector<OwnerColumn> Direct;
  std::vector<OwnedKey> Keys;
  bool IsBridge = false;
  std::string BridgeFrom, BridgeTo; ///< Columns.
  unsigned FromDomain = 0, ToDomain = 0;

  bool KeysKnown = false;
  bool owned() const { return !Direct.empty() || !Keys.empty(); }
  const OwnerColumn *direct(std::string_view Column) const;
};

/// Roles are computed when first asked for; not thread-safe.
class TableRoles {
public:
  TableRoles(const Schema::Model &Model, const Ownership &O);

  const TableRole &role(const std::string &SchemaName,
                        const std::string &Table);
  const std::vector<Principal> &principals() const { return Principals; }
  const Schema::Model &model() const { return Model; }
  /// True if the configuration says that anyone may read the table.
  bool isPublic(const std::string &Name) const;

private:
  const Schema::Model &Model;
  const Ownership &Config;
  std::vector<Principal> Principals;
  std::map<std::string, TableRole> Roles;

  TableRole &withDirect(const std::string &Name, const Table *T);
  void fillDirect(TableRole &Role);
  void fillKeys(TableRole &Role);
  bool reachesOwner(const Table &T, std::set<const Table *> &Seen);
  void addDirect(TableRole &Role, const std::string &Column, unsigned Domain);
  void addConfigured(TableRole &Role);
  void byImportance(TableRole &Role) const;
  unsigned domain(const std::string &Name) const;
};

} // namespace dbsafe::sql

#endif
