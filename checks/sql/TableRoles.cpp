#include "sql/TableRoles.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {

std::string unqualified(const std::string &Name) {
  return Name.substr(Name.rfind('.') + 1);
}

/// The configuration may name a table with or without its schema.
bool sameTable(const std::string &Configured, const std::string &Name) {
  return Configured == Name || (Configured.find('.') == std::string::npos &&
                                Configured == unqualified(Name));
}

/// Tables of the server itself, and the schemas they live in.
bool isCatalog(const std::string &SchemaName, const std::string &Name) {
  return SchemaName == "pg_catalog" || SchemaName == "information_schema" ||
         (SchemaName.empty() &&
          (Name.starts_with("pg_") || Name.starts_with("sqlite_") ||
           Name == "dual"));
}

} // namespace

const OwnerColumn *TableRole::direct(std::string_view Column) const {
  for (const OwnerColumn &Owner : Direct)
    if (Owner.Column == Column)
      return &Owner;
  return nullptr;
}

TableRoles::TableRoles(const Schema::Model &Model, const Ownership &O)
    : Model(Model), Config(O), Principals(O.Principals) {
  // The short form: one principal, named user.
  if (Principals.empty()) {
    Principals.emplace_back();
    Principals[0].Name = "user";
    Principals[0].Settings = {"app.user_id"};
  }
}

const TableRole &TableRoles::role(const std::string &SchemaName,
                                  const std::string &Name) {
  std::string Full = tableName(SchemaName, Name);
  const Table *T = Model.find(Full);
  TableRole &Role = withDirect(T ? T->Name : Full, T);
  if (!Role.KeysKnown)
    fillKeys(Role);
  if (!Role.Known && isCatalog(SchemaName, Name))
    Role.Known = true;
  return Role;
}

TableRole &TableRoles::withDirect(const std::string &Name, const Table *T) {
  auto [It, New] = Roles.try_emplace(Name);
  TableRole &Role = It->second;
  if (New) {
    Role.Name = Name;
    Role.Definition = T;
    fillDirect(Role);
  }
  return Role;
}

unsigned TableRoles::domain(const std::string &Name) const {
  for (unsigned I = 0; I < Principals.size(); ++I)
    if (Principals[I].Name == Name)
      return I;
  return 0;
}

bool TableRoles::isPublic(const std::string &Name) const {
  return std::any_of(Config.Public.begin(), Config.Public.end(),
                     [&](const std::string &P) { return sameTable(P, Name); });
}

void TableRoles::addDirect(TableRole &Role, const std::string &Column,
                           unsigned Domain) {
  if (!Role.direct(Column))
    Role.Direct.push_back({Column, Domain});
}

void TableRoles::fillDirect(TableRole &Role) {
  const Table *T = Role.Definition;
  // A view is judged by the tables in it.
  if (isPublic(Role.Name) || (T && T->View))
    return;
  if (T) {
    for (const ForeignKey &Key : T->ForeignKeys)
      for (unsigned D = 0; D < Principals.size(); ++D)
        if (Key.Columns.size() == 1 && !Principals[D].Table.empty() &&
            sameTable(Principals[D].Table, Key.Table) && !isPublic(Key.Table))
          addDirect(Role, Key.Columns[0], D);
    // The default name is no user's where the configuration knows no user.
    bool HasUser =
        std::any_of(Principals.begin(), Principals.end(),
                    [](const Principal &P) { return P.Name == "user"; });
    if (T->column(Config.OwnerColumn) &&
        (HasUser || Config.OwnerColumn != Ownership().OwnerColumn))
      addDirect(Role, Config.OwnerColumn, domain("user"));
  }
  addConfigured(Role);
  // Without a schema, only the listed tables can be owned.
  if (!T && !Role.owned())
    Role.Known = Model.Tables.empty();
}

void TableRoles::fillKeys(TableRole &Role) {
  Role.KeysKnown = true;
  const Table *T = Role.Definition;
  if (!T || isPublic(Role.Name))
    return;
  for (const ForeignKey &Key : T->ForeignKeys) {
    const Table *Parent = Model.find(Key.Table);
    if (!Parent || (Key.Columns.size() == 1 && Role.direct(Key.Columns[0])))
      continue;
    std::set<const Table *> Seen;
    std::vector<std::string> Keys = Model.keysOf(Key);
    if (reachesOwner(*Parent, Seen) && Keys.size() == Key.Columns.size())
      Role.Keys.push_back({Key.Columns, Parent->Name, Keys});
  }
}

bool TableRoles::reachesOwner(const Table &T, std::set<const Table *> &Seen) {
  if (!Seen.insert(&T).second || isPublic(T.Name))
    return false;
  if (!withDirect(T.Name, &T).Direct.empty())
    return true;
  for (const ForeignKey &Key : T.ForeignKeys)
    if (const Table *Parent = Model.find(Key.Table))
      if (reachesOwner(*Parent, Seen))
        return true;
  return false;
}

/// The column that is meant first, which is what a report names: the key of the
/// principal's own table, owner_column, one that is never NULL.
void TableRoles::byImportance(TableRole &Role) const {
  const Table *T = Role.Definition;
  auto Rank = [&](const OwnerColumn &Owner) {
    const Column *C = T ? T->column(Owner.Column) : nullptr;
    bool IsKey =
        T && T->PrimaryKey.size() == 1 && T->PrimaryKey[0] == Owner.Column;
    if (IsKey && sameTable(Principals[Owner.Domain].Table, Role.Name))
      return 0;
    return Owner.Column == Config.OwnerColumn ? 1 : C && C->NotNull ? 2 : 3;
  };
  std::vector<OwnerColumn> Sorted;
  for (int Wanted = 0; Wanted < 4; ++Wanted)
    for (const OwnerColumn &Owner : Role.Direct)
      if (Rank(Owner) == Wanted)
        Sorted.push_back(Owner);
  Role.Direct = std::move(Sorted);
}

void TableRoles::addConfigured(TableRole &Role) {
  for (const auto &[Name, Column] : Config.Owned)
    if (sameTable(Name, Role.Name))
      addDirect(Role, Column.empty() ? Config.OwnerColumn : Column,
                domain("user"));
  const Table *T = Role.Definition;
  for (unsigned D = 0; D < Principals.size(); ++D) {
    const Principal &P = Principals[D];
    if (P.Table.empty() || !sameTable(P.Table, Role.Name))
      continue;
    bool Single = T && T->PrimaryKey.size() == 1;
    addDirect(Role, Single ? T->PrimaryKey[0] : "id", D);
  }
  byImportance(Role);
  for (const Bridge &B : Config.Bridges) {
    if (!sameTable(B.Table, Role.Name))
      continue;
    Role.IsBridge = true;
    Role.FromDomain = domain(B.From);
    Role.ToDomain = domain(B.To);
    auto ColumnOf = [&](unsigned Domain, const std::string &Name) {
      for (const OwnerColumn &Owner : Role.Direct)
        if (Owner.Domain == Domain)
          return Owner.Column;
      return Name + "_id";
    };
    Role.BridgeFrom = ColumnOf(Role.FromDomain, B.From);
    Role.BridgeTo = ColumnOf(Role.ToDomain, B.To);
    addDirect(Role, Role.BridgeFrom, Role.FromDomain);
    addDirect(Role, Role.BridgeTo, Role.ToDomain);
  }
}

} // namespace dbsafe::sql
