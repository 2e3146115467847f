//===- ScopeViews.cpp - Reading and writing through a view ----------------===//
//
// A view that is read is its definition, written out as a derived table. A
// write through a view is one to its table: PostgreSQL allows it where the
// definition only picks rows and columns, and those rows are then the only
// ones that UPDATE and DELETE find.
//
//===----------------------------------------------------------------------===//
#include "sql/ScopeLowering.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Value;

RefId ScopeLowering::view(const Table &T, Block *B, GroupId Group,
                          const std::string &Alias, size_t Location) {
  Node Query = asNode(*T.View);
  if (!Query)
    return NoRef;
  bool Outermost = !ViewLocation;
  if (Outermost)
    ViewLocation = &Location;
  Block *Body = query(Query, nullptr, nullptr);
  if (Outermost)
    ViewLocation = nullptr;
  return Body ? derived(Body, B, Group, Alias, T.ViewColumns) : NoRef;
}

namespace {

/// The column that a target is, under its own name; empty if it is something
/// else.
std::string plainColumn(const Value &Target) {
  Node Result = asNode(Target);
  Node Column = Result.child("val");
  if (!Column.is("ColumnRef"))
    return "";
  const Array &Fields = Column.list("fields");
  std::vector<std::string> Name = names(Fields);
  if (Name.size() != Fields.size() || Name.empty())
    return "";
  StringRef As = Result.text("name");
  return As.empty() || As == Name.back() ? Name.back() : "";
}

/// The one table of a view that only picks rows and columns; null otherwise.
Node onlyTable(const Table &View) {
  Node Query = asNode(*View.View);
  if (!Query.is("SelectStmt") || !View.ViewColumns.empty())
    return {};
  for (StringRef Clause :
       {"distinctClause", "groupClause", "havingClause", "windowClause",
        "withClause", "limitCount", "limitOffset", "valuesLists", "larg"})
    if (Query.Fields->get(Clause))
      return {};
  const Array &From = Query.list("fromClause");
  const Array &Targets = Query.list("targetList");
  if (From.size() != 1 ||
      std::any_of(Targets.begin(), Targets.end(),
                  [](const Value &T) { return plainColumn(T).empty(); }))
    return {};
  Node Source = asNode(From[0]);
  return Source.is("RangeVar") ? Source : Node{};
}

} // namespace

const TableRole *ScopeLowering::writtenTable(const TableRole &Named) {
  if (!Named.Definition || !Named.Definition->View)
    return &Named;
  if (Node Source = onlyTable(*Named.Definition)) {
    const TableRole &Base = Roles.role(Source.text("schemaname").str(),
                                       Source.text("relname").str());
    if (!Base.Definition || !Base.Definition->View)
      return &Base;
  }
  unknown("a write through view " + Named.Name);
  return nullptr;
}

std::vector<std::string> ScopeLowering::viewColumns(const Table &View) {
  std::vector<std::string> Result;
  for (const Value &Target : asNode(*View.View).list("targetList"))
    Result.push_back(plainColumn(Target));
  return Result;
}

/// The table behind a view that is written to: its rows are those of the view.
RefId ScopeLowering::viewTarget(const TableRole &Named,
                                const std::string &Alias, size_t Location,
                                Block *B) {
  const TableRole *Base = writtenTable(Named);
  if (!Base)
    return NoRef;
  const Table &View = *Named.Definition;
  Node Source = onlyTable(View);
  RefId R = baseTable(*Base, Alias, Location, B, NoGroup);
  Model.Refs[R].Display =
      Alias == Named.Name ? Named.Name : Named.Name + " " + Alias;
  NameScope Inside;
  Node SourceAlias{"Alias", Source.object("alias")};
  Inside.Items.push_back({SourceAlias ? SourceAlias.text("aliasname").str()
                                      : Source.text("relname").str(),
                          Source.text("schemaname").str(), R});
  if (SourceAlias && !SourceAlias.list("colnames").empty())
    unknown("a write through view " + Named.Name);
  if (const Value *Where = asNode(*View.View).Fields->get("whereClause"))
    B->Conditions.push_back(condition(*Where, true, Inside, B));
  Model.Refs[R].Columns = viewColumns(View);
  return R;
}

} // namespace dbsafe::sql
