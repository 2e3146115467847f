//===- ScopeUpserts.cpp - ON CONFLICT DO UPDATE, MERGE --------------------===//
//
// Writes that find out whether a row is there already: what they change is
// judged like UPDATE and DELETE, what they add like INSERT.
//
//===----------------------------------------------------------------------===//
#include "sql/ScopeLowering.h"

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Object;
using tree::Value;

/// Returns the row that RETURNING gives.
RefId ScopeLowering::onConflict(const Node &Insert, const Node &Clause,
                                Block *W, RefId Row, const CteScope *Ctes) {
  if (Clause.text("action") != "ONCONFLICT_UPDATE")
    return Row;
  Block *B = newBlock();
  NameScope Scope;
  Scope.Ctes = Ctes;
  RefId Existing = target(Insert.object("relation"), B, Scope);
  if (Existing == NoRef)
    return Row;
  Scope.Items.push_back({"excluded", "", Row});
  std::vector<std::string> Arbiter;
  const TableRole &Role = *Model.Refs[Existing].Role;
  if (const Object *Infer = Clause.object("infer")) {
    Node I{"InferClause", Infer};
    for (const Value &Element : I.list("indexElems"))
      if (StringRef Name = asNode(Element).text("name"); !Name.empty())
        Arbiter.push_back(Name.str());
    if (StringRef Name = I.text("conname"); !Name.empty() && Role.Definition)
      for (const UniqueKey &Key : Role.Definition->Uniques)
        if (Key.Name == Name)
          Arbiter = Key.Columns;
  }
  for (const std::string &Column : Arbiter) {
    Condition *Same = newCondition(Condition::Equal, B);
    Same->Left = columnTerm(Existing, Column);
    Same->Right = columnTerm(Row, Column);
    B->Conditions.push_back(Same);
  }
  if (const Value *Where = Clause.Fields->get("whereClause"))
    B->Conditions.push_back(condition(*Where, true, Scope, B));
  assignments(Clause.list("targetList"), Existing, B, Scope);
  W->Checks.push_back(newSub(B, W));
  // It is the inserted or the existing one: what is known of both.
  RefId Result = newRow(Role, W);
  for (const std::string &Column : Arbiter) {
    if (!B->Checks.back()->Body->Writes.back().assigns(Column))
      W->Links.emplace_back(columnTerm(Result, Column),
                            columnTerm(Row, Column));
  }
  return Result;
}

Block *ScopeLowering::merge(const Node &N, const CteScope *Ctes) {
  Block *M = newBlock();
  bool Inserts = false;
  for (const Value &Element : N.list("mergeWhenClauses")) {
    Node When = asNode(Element);
    if (!When || tooLarge())
      continue;
    if (When.text("commandType") == "CMD_NOTHING")
      continue;
    if (When.flag("matched")) {
      mergeMatched(N, &When, M, Ctes);
    } else {
      Inserts = true;
      mergeNotMatched(N, When, M, Ctes);
    }
  }
  // Whether a row is inserted tells whether the target has a matching one:
  // it must be looked for among the principal's rows alone.
  if (Inserts)
    mergeMatched(N, nullptr, M, Ctes);
  return M;
}

void ScopeLowering::mergeMatched(const Node &Merge, const Node *When, Block *M,
                                 const CteScope *Ctes) {
  Block *B = newBlock();
  NameScope Scope;
  Scope.Ctes = Ctes;
  RefId Target = target(Merge.object("relation"), B, Scope);
  if (Target == NoRef)
    return;
  if (const Value *Source = Merge.Fields->get("sourceRelation"))
    fromItem(*Source, B, NoGroup, Scope);
  if (const Value *On = Merge.Fields->get("joinCondition"))
    B->Conditions.push_back(condition(*On, true, Scope, B));
  if (When)
    if (const Value *If = When->Fields->get("condition"))
      B->Conditions.push_back(condition(*If, true, Scope, B));
  if (When && When->text("commandType") == "CMD_UPDATE")
    assignments(When->list("targetList"), Target, B, Scope);
  M->Checks.push_back(newSub(B, M));
}

void ScopeLowering::mergeNotMatched(const Node &Merge, const Node &When,
                                    Block *M, const CteScope *Ctes) {
  Block *B = newBlock();
  NameScope Scope;
  Scope.Ctes = Ctes;
  if (const Value *Source = Merge.Fields->get("sourceRelation"))
    fromItem(*Source, B, NoGroup, Scope);
  if (const Value *If = When.Fields->get("condition"))
    B->Conditions.push_back(condition(*If, true, Scope, B));
  Node Table{"RangeVar", Merge.object("relation")};
  const TableRole &Role =
      Roles.role(Table.text("schemaname").str(), Table.text("relname").str());
  Write W;
  W.Row = newRow(Role, B);
  W.Location = size_t(Table.number("location"));
  Model.Refs[W.Row].Location = W.Location;
  std::vector<std::string> Columns;
  for (const Value &Column : When.list("targetList"))
    Columns.push_back(asNode(Column).text("name").str());
  if (Columns.empty()) {
    Columns = Model.Refs[W.Row].Columns;
    if (Role.owned() && !Model.Refs[W.Row].ColumnsKnown)
      unknown("which column gets which value depends on the schema");
  }
  const Array &Values = When.list("values");
  for (size_t I = 0; I < Values.size(); ++I) {
    TermId V = value(Values[I], Scope, B, B->Checks);
    if (I >= Columns.size())
      continue;
    W.Values.emplace_back(Columns[I], V);
    if (V != NoTerm)
      B->Links.emplace_back(columnTerm(W.Row, Columns[I]), V);
  }
  B->Writes.push_back(W);
  M->Checks.push_back(newSub(B, M));
}

} // namespace dbsafe::sql
