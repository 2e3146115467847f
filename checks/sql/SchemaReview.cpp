//===- SchemaReview.cpp - Which tables have owners, for people ------------===//
#include "sql/SchemaReview.h"
#include "sql/TableRoles.h"

namespace dbsafe::sql {

namespace {

class Reviewer {
public:
  Reviewer(const Schema &S, const Ownership &O)
      : Model(S.model()), Config(O), Roles(Model, O) {}

  std::vector<ReviewedTable> run() {
    for (const auto &[Name, T] : Model.Tables)
      table(Name);
    for (const auto &[Name, Column] : Config.Owned)
      table(Name);
    for (const std::string &Name : Config.Public)
      table(Name);
    for (const Principal &P : Roles.principals())
      // The principal by default is no promise that there is such a table.
      if (!P.Table.empty() && Config.Principals.size() > 1)
        table(P.Table);
    for (const Bridge &B : Config.Bridges)
      table(B.Table);
    std::vector<ReviewedTable> Result;
    for (auto &[Name, T] : Tables)
      Result.push_back(std::move(T));
    return Result;
  }

private:
  const Schema::Model &Model;
  const Ownership &Config;
  TableRoles Roles;
  std::map<std::string, ReviewedTable> Tables;

  void table(const std::string &Name) {
    size_t Dot = Name.rfind('.');
    const TableRole &Role =
        Roles.role(Dot == std::string::npos ? "" : Name.substr(0, Dot),
                   Dot == std::string::npos ? Name : Name.substr(Dot + 1));
    ReviewedTable T;
    T.Name = Role.Name;
    T.Kind = kind(Role);
    for (const OwnerColumn &Owner : Role.Direct)
      T.Owners.push_back({Owner.Column, principal(Owner.Domain)});
    for (const OwnedKey &Key : Role.Keys)
      T.Keys.push_back({Key.Columns, Key.Parent, Key.Keys});
    if (Role.IsBridge) {
      T.BridgeFrom = principal(Role.FromDomain);
      T.BridgeTo = principal(Role.ToDomain);
    }
    if (const Table *Definition = Role.Definition) {
      T.RowSecurity = Definition->RowSecurity;
      T.ForceRowSecurity = Definition->ForceRowSecurity;
      for (const Policy &P : Definition->Policies)
        T.Policies.push_back(P.Name + " (" + P.Command +
                             (P.Permissive ? ")" : ", restrictive)"));
    }
    Tables.try_emplace(T.Name, std::move(T));
  }

  std::string principal(unsigned Domain) const {
    return Roles.principals()[Domain].Name;
  }

  ReviewedTable::KindType kind(const TableRole &Role) const {
    if (!Role.Definition && !Model.Tables.empty())
      return ReviewedTable::Unknown;
    if (Roles.isPublic(Role.Name))
      return ReviewedTable::Public;
    if (Role.Definition && Role.Definition->View)
      return ReviewedTable::View;
    if (Role.IsBridge)
      return ReviewedTable::Bridge;
    return Role.owned() ? ReviewedTable::Owned : ReviewedTable::Unowned;
  }
};

} // namespace

std::vector<ReviewedTable> review(const Schema &S, const Ownership &O) {
  return Reviewer(S, O).run();
}

std::string_view name(ReviewedTable::KindType Kind) {
  switch (Kind) {
  case ReviewedTable::Owned:
    return "owned";
  case ReviewedTable::Bridge:
    return "bridge";
  case ReviewedTable::View:
    return "view";
  case ReviewedTable::Public:
    return "public";
  case ReviewedTable::Unowned:
    return "unowned";
  case ReviewedTable::Unknown:
    break;
  }
  return "unknown";
}

} // namespace dbsafe::sql
