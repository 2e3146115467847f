//===- ScopeFrom.cpp - FROM and joins -------------------------------------===//
#include "sql/ScopeLowering.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Object;
using tree::Value;

namespace {

std::string aliasOf(const Node &N) {
  const Object *Alias = N.object("alias");
  return Alias ? Alias->getString("aliasname").value_or("").str() : "";
}

std::vector<std::string> aliasColumns(const Node &N) {
  const Object *Alias = N.object("alias");
  const Array *Columns = Alias ? Alias->getArray("colnames") : nullptr;
  return Columns ? names(*Columns) : std::vector<std::string>();
}

} // namespace

void ScopeLowering::from(const Array &List, Block *B, NameScope &Scope) {
  for (const Value &Item : List)
    fromItem(Item, B, NoGroup, Scope);
}

/// A column that two joins have merged each for itself is ambiguous.
void ScopeLowering::addMerged(NameScope &Scope, const MergedColumns &More) {
  for (const auto &[Name, Merged] : More)
    if (auto [It, New] = Scope.Merged.try_emplace(Name, Merged); !New)
      It->second = NoTerm;
}

void ScopeLowering::fromItem(const Value &V, Block *B, GroupId Group,
                             NameScope &Scope) {
  Node N = asNode(V);
  if (tooLarge() || !N)
    return;
  if (N.is("JoinExpr")) {
    ++Depth;
    join(N, B, Group, Scope);
    --Depth;
    return;
  }
  if (N.is("RangeTableSample"))
    if (const Value *Relation = N.Fields->get("relation")) {
      for (StringRef Part : {"args", "repeatable"})
        if (const Value *Arguments = N.Fields->get(Part))
          collect(*Arguments, Scope, B, B->Checks);
      return fromItem(*Relation, B, Group, Scope);
    }
  std::string Alias = aliasOf(N);
  std::vector<std::string> Columns = aliasColumns(N);
  if (N.is("RangeVar")) {
    RefId R = tableReference(*N.Fields, B, Group, Scope.Ctes);
    if (R == NoRef)
      return;
    renameColumns(R, Columns, B);
    Scope.Items.push_back({Alias.empty() ? N.text("relname").str() : Alias,
                           N.text("schemaname").str(), R});
    return;
  }
  if (N.is("RangeSubselect")) {
    Node Query = N.child("subquery");
    bool Lateral = N.flag("lateral");
    Block *Body = Query
                      ? query(Query, Lateral ? &Scope : Scope.Outer, Scope.Ctes)
                      : nullptr;
    if (Body)
      Scope.Items.push_back(
          {Alias, "", derived(Body, B, Group, Alias, Columns)});
    return;
  }
  if (N.is("RangeFunction"))
    return function(N, B, Group, Scope);
  // XMLTABLE and the like: reads its arguments.
  collect(V, Scope, B, B->Checks);
  Ref R;
  R.Kind = Ref::Derived;
  R.Alias = Alias;
  R.ColumnsKnown = false;
  Scope.Items.push_back({Alias, "", newRef(R, B, Group)});
}

void ScopeLowering::renameColumns(RefId R,
                                  const std::vector<std::string> &Names,
                                  Block *B) {
  if (Names.empty())
    return;
  if (!Model.Refs[R].ColumnsKnown)
    return unknown("an alias renames columns that are not in the schema");
  std::vector<std::string> Columns = Model.Refs[R].Columns;
  for (size_t I = 0; I < Names.size() && I < Columns.size(); ++I) {
    if (Names[I] == Columns[I])
      continue;
    // The old name may now be another column's: keep them apart.
    for (const std::string &Old : Columns)
      if (Old == Names[I])
        return unknown("an alias gives a column the name of another one");
    B->Links.emplace_back(columnTerm(R, Names[I]), columnTerm(R, Columns[I]));
    Columns[I] = Names[I];
  }
  Model.Refs[R].Columns = Columns;
}

void ScopeLowering::function(const Node &N, Block *B, GroupId Group,
                             NameScope &Scope) {
  Ref R;
  R.Kind = Ref::Derived;
  R.Alias = aliasOf(N);
  R.Columns = aliasColumns(N);
  R.ColumnsKnown = !R.Columns.empty() && !N.flag("ordinality");
  bool Elements = false; // unnest($1): the elements of an array parameter.
  for (const Value &Item : N.list("functions")) {
    const Value *Call = &Item;
    if (const Array *Pair = asNode(Item).Fields
                                ? asNode(Item).Fields->getArray("items")
                                : nullptr;
        Pair && !Pair->empty())
      Call = &(*Pair)[0];
    collect(*Call, Scope, B, B->Checks);
    Node Function = asNode(*Call);
    const Array &Arguments = Function.list("args");
    if (R.Alias.empty() && Function.is("FuncCall") &&
        !names(Function.list("funcname")).empty())
      R.Alias = names(Function.list("funcname")).back();
    if (names(Function.list("funcname")) !=
            std::vector<std::string>{"unnest"} ||
        Arguments.size() != 1 || N.list("functions").size() != 1)
      continue;
    Node Argument = asNode(Arguments[0]);
    while (Argument.is("TypeCast"))
      Argument = Argument.child("arg");
    Elements = Argument.is("ParamRef");
  }
  if (R.Columns.empty() && !R.Alias.empty() && !N.Fields->get("coldeflist"))
    R.Columns = {R.Alias}; // A scalar function's column is named like it.
  std::vector<std::string> Columns = R.Columns;
  std::string Alias = R.Alias;
  RefId Id = newRef(R, B, Group);
  Scope.Items.push_back({Alias, "", Id});
  if (Elements && !Columns.empty())
    B->Links.emplace_back(columnTerm(Id, Columns[0]), fixed(Term::OneOfMany));
}

void ScopeLowering::join(const Node &N, Block *B, GroupId Group,
                         NameScope &Scope) {
  StringRef Type = N.text("jointype");
  auto Nullable = [&] {
    Model.Groups.emplace_back();
    GroupId Id = GroupId(Model.Groups.size() - 1);
    Model.Groups[Id].Parent = Group;
    Model.Groups[Id].Home = B;
    B->Groups.push_back(Id);
    return Id;
  };
  bool Full = Type == "JOIN_FULL";
  GroupId LeftGroup = Full || Type == "JOIN_RIGHT" ? Nullable() : Group;
  GroupId RightGroup = Full || Type == "JOIN_LEFT" ? Nullable() : Group;
  // What is merged outside this join, on its left and on its right are
  // different things.
  MergedColumns Outside, OfLeft, OfRight;
  std::swap(Scope.Merged, Outside);
  size_t Begin = Scope.Items.size();
  if (const Value *Left = N.Fields->get("larg"))
    fromItem(*Left, B, LeftGroup, Scope);
  std::swap(Scope.Merged, OfLeft);
  size_t Middle = Scope.Items.size();
  if (const Value *Right = N.Fields->get("rarg"))
    fromItem(*Right, B, RightGroup, Scope);
  OfRight = Scope.Merged;
  addMerged(Scope, OfLeft);

  std::vector<std::string> Using = names(N.list("usingClause"));
  if (N.flag("isNatural")) {
    for (size_t I = Begin; I < Scope.Items.size(); ++I)
      if (!Model.Refs[Scope.Items[I].Ref].ColumnsKnown)
        unknown("NATURAL JOIN depends on columns that are not in the schema");
    for (size_t I = Begin; I < Middle; ++I)
      for (const std::string &Column : Model.Refs[Scope.Items[I].Ref].Columns)
        for (size_t J = Middle; J < Scope.Items.size(); ++J)
          if (hasColumn(Scope.Items[J].Ref, Column) == Has::Yes &&
              std::find(Using.begin(), Using.end(), Column) == Using.end())
            Using.push_back(Column);
  }
  if (!Using.empty())
    usingColumns(Using, N, {Begin, Middle, OfLeft, OfRight}, B,
                 Type == "JOIN_RIGHT" ? LeftGroup : RightGroup, Scope);

  if (const Value *On = N.Fields->get("quals")) {
    NameScope Both;
    Both.Items.assign(Scope.Items.begin() + long(Begin), Scope.Items.end());
    Both.Merged = Scope.Merged;
    Both.Outer = Scope.Outer;
    Both.Ctes = Scope.Ctes;
    if (Full)
      collect(*On, Both, B, B->Checks);
    else {
      GroupId Around = OnGroup;
      OnGroup = Type == "JOIN_LEFT"    ? RightGroup
                : Type == "JOIN_RIGHT" ? LeftGroup
                                       : Group;
      addCondition(condition(*On, true, Both, B), B, OnGroup);
      OnGroup = Around;
    }
  }
  if (const Object *Alias = N.object("join_using_alias"))
    usingAlias(Alias->getString("aliasname").value_or("").str(), Using, B,
               Group, Scope);
  if (N.Fields->get("alias"))
    joinAlias(N, Begin, B, Group, Scope);
  addMerged(Scope, Outside);
}

/// JOIN ... USING (...) AS j: a further name for the merged columns.
void ScopeLowering::usingAlias(const std::string &Alias,
                               const std::vector<std::string> &Columns,
                               Block *B, GroupId Group, NameScope &Scope) {
  Ref R;
  R.Kind = Ref::Derived;
  R.Alias = Alias;
  R.Columns = Columns;
  RefId Id = newRef(R, B, Group);
  for (const std::string &Column : Columns)
    if (TermId T = Scope.Merged[Column]; T != NoTerm)
      B->Links.emplace_back(columnTerm(Id, Column), T);
  Scope.Items.push_back({Alias, "", Id});
}

/// (a JOIN b ...) AS j: one item with the columns of both, which hides them.
void ScopeLowering::joinAlias(const Node &Join, size_t Begin, Block *B,
                              GroupId Group, NameScope &Scope) {
  Block Both;
  NameScope Inside;
  Inside.Items.assign(Scope.Items.begin() + long(Begin), Scope.Items.end());
  Inside.Merged = Scope.Merged;
  star(&Both, Inside, "");
  std::vector<std::string> Renamed = aliasColumns(Join);
  if (!Both.Stars.empty() || (!Both.OutputsKnown && !Renamed.empty()))
    unknown("a join with an alias of its own");
  Ref R;
  R.Kind = Ref::Derived;
  R.Alias = aliasOf(Join);
  R.Columns = Both.OutputNames;
  for (size_t I = 0; I < Renamed.size() && I < R.Columns.size(); ++I)
    R.Columns[I] = Renamed[I];
  std::vector<std::string> Columns = R.Columns;
  std::string Alias = R.Alias;
  RefId Id = newRef(R, B, Group);
  for (size_t I = 0; I < Columns.size(); ++I)
    if (Both.Outputs[I] != NoTerm &&
        std::count(Columns.begin(), Columns.end(), Columns[I]) == 1)
      B->Links.emplace_back(columnTerm(Id, Columns[I]), Both.Outputs[I]);
  Scope.Items.resize(Begin);
  Scope.Merged.clear();
  Scope.Items.push_back({Alias, "", Id});
}

void ScopeLowering::usingColumns(const std::vector<std::string> &Columns,
                                 const Node &Join, const JoinSides &Sides,
                                 Block *B, GroupId Group, NameScope &Scope) {
  StringRef Type = Join.text("jointype");
  auto Middle = Scope.Items.begin() + long(Sides.Middle);
  NameScope Left, Right;
  Left.Items.assign(Scope.Items.begin() + long(Sides.Begin), Middle);
  Left.Merged = Sides.OfLeft;
  Right.Items.assign(Middle, Scope.Items.end());
  Right.Merged = Sides.OfRight;
  for (const std::string &Column : Columns) {
    TermId L = unqualifiedColumn(Column, Left);
    TermId R = unqualifiedColumn(Column, Right);
    Scope.Merged[Column] = Type == "JOIN_FULL"    ? NoTerm
                           : Type == "JOIN_RIGHT" ? R
                                                  : L;
    if (Type == "JOIN_FULL")
      continue;
    Condition *C = newCondition(Condition::Equal, B);
    C->Left = L;
    C->Right = R;
    addCondition(C, B, Group);
  }
}

} // namespace dbsafe::sql
