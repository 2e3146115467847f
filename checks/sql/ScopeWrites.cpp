//===- ScopeWrites.cpp - INSERT, UPDATE, DELETE ---------------------------===//
//
// A write is a query for the rows it touches, and a new row whose columns are
// equal to what is assigned.
//
//===----------------------------------------------------------------------===//
#include "sql/ScopeLowering.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Object;
using tree::Value;

Block *ScopeLowering::write(const Node &N, const CteScope *Outer) {
  if (tooLarge())
    return nullptr;
  ++Depth;
  const CteScope *Ctes = withClause(N, Outer);
  Block *B = nullptr;
  if (N.is("InsertStmt"))
    B = insert(N, Ctes);
  else if (N.is("UpdateStmt"))
    B = update(N, Ctes);
  else if (N.is("DeleteStmt"))
    B = remove(N, Ctes);
  else if (N.is("MergeStmt"))
    B = merge(N, Ctes);
  else
    unknown("a statement of this kind inside another one");
  --Depth;
  return B;
}

RefId ScopeLowering::target(const Object *RangeVar, Block *B,
                            NameScope &Scope) {
  if (!RangeVar)
    return NoRef;
  Node N{"RangeVar", RangeVar};
  std::string Name = N.text("relname").str();
  const Object *AliasObject = N.object("alias");
  std::string Alias =
      AliasObject ? AliasObject->getString("aliasname").value_or("").str() : "";
  const TableRole &Role = Roles.role(N.text("schemaname").str(), Name);
  if (!Role.Known)
    unknown("table " + Role.Name + " is not in the schema");
  bool Through = Role.Definition && Role.Definition->View;
  size_t Location = size_t(N.number("location"));
  RefId R = Through
                ? viewTarget(Role, Alias.empty() ? Name : Alias, Location, B)
                : baseTable(Role, Alias, Location, B, NoGroup);
  if (R == NoRef)
    return NoRef;
  Model.Refs[R].Written = true;
  Scope.Items.push_back(
      {Alias.empty() ? Name : Alias, N.text("schemaname").str(), R});
  return R;
}

RefId ScopeLowering::newRow(const TableRole &Role, Block *B) {
  Ref R;
  R.Kind = Ref::NewRow;
  R.Role = &Role;
  R.Alias = Role.Name.substr(Role.Name.rfind('.') + 1);
  R.Display = Role.Name;
  const Table *T = Role.Definition;
  R.ColumnsKnown = T && T->ColumnsKnown;
  if (T)
    for (const Column &C : T->Columns)
      R.Columns.push_back(C.Name);
  bool Protected = Role.owned() && T && T->RowSecurity && T->ForceRowSecurity;
  RefId Id = newRef(R, B, NoGroup);
  if (Protected)
    policies(Id, /*ForNewRow=*/true);
  return Id;
}

void ScopeLowering::keepColumns(const Write &W, Block *B) {
  std::vector<std::string> Columns = Model.Refs[W.Target].Columns;
  for (const std::string &Column : Columns) {
    if (!W.assigns(Column))
      B->Links.emplace_back(columnTerm(W.Row, Column),
                            columnTerm(W.Target, Column));
  }
}

/// The value that a column gets. Where it says whose row it is, a subquery is
/// as good as its rows: without a row the value is NULL, which is refused by
/// the column or, in a table with an owner column, no reference to anything.
/// Only the proof of the written row may rely on that, and in the second case
/// only that of this one column.
TermId ScopeLowering::assigned(const Value &V, Write &W,
                               const std::string &Column,
                               const NameScope &Scope, Block *B, Block *Proof) {
  Node N = asNode(V);
  const TableRole &Role = *Model.Refs[W.Row].Role;
  const struct Column *C =
      Role.Definition ? Role.Definition->column(Column) : nullptr;
  Node Query = N.is("SubLink") && N.text("subLinkType") == "EXPR_SUBLINK"
                   ? N.child("subselect")
                   : Node{};
  bool Owner = Role.direct(Column), Key = false;
  for (const OwnedKey &K : Role.Keys)
    Key |= std::count(K.Columns.begin(), K.Columns.end(), Column) != 0;
  bool Apart = C && !C->NotNull && !Owner && Key && !Role.Direct.empty();
  TermId T = NoTerm;
  if (!Query || !Query.Fields->get("fromClause") || !(Owner || Key) ||
      !(Apart || (C && C->NotNull))) {
    T = value(V, Scope, B, B->Checks);
    if (T != NoTerm)
      B->Links.emplace_back(columnTerm(W.Row, Column), T);
    W.Values.emplace_back(Column, T);
    return T;
  }
  Block *At = Apart ? newBlock() : Proof;
  At->Conditions.push_back(rowOf(newCondition(Condition::Exists, At),
                                 {columnTerm(W.Row, Column)}, Query,
                                 /*Single=*/true, Scope, At));
  if (!Apart) {
    W.Values.emplace_back(Column, T);
    return T;
  }
  Write Part;
  Part.Kind = Write::Update;
  Part.Row = W.Row;
  Part.Location = W.Location;
  Part.Values.emplace_back(Column, T);
  At->Writes.push_back(Part);
  B->Checks.push_back(newSub(At, B));
  W.Apart.push_back(Column);
  return T;
}

RefId ScopeLowering::assignments(const Array &List, RefId Target, Block *B,
                                 const NameScope &Scope) {
  const TableRole &Role = *Model.Refs[Target].Role;
  Write W;
  W.Kind = Write::Update;
  W.Target = Target;
  W.Row = newRow(Role, B);
  W.Location = Model.Refs[Target].Location;
  Model.Refs[W.Row].Location = W.Location;
  Block *Proof = newBlock();
  for (const Value &Element : List) {
    Node Assignment = asNode(Element);
    const Value *V = Assignment ? Assignment.Fields->get("val") : nullptr;
    if (!V)
      continue;
    std::string Column = Assignment.text("name").str();
    TermId Assigned = NoTerm;
    Node Multi = asNode(*V);
    if (Multi.is("MultiAssignRef")) {
      Node Source = Multi.child("source");
      size_t Index = size_t(Multi.number("colno"));
      const Array &Parts = Source.list("args");
      if (Source.is("RowExpr") && Index >= 1 && Index <= Parts.size())
        Assigned = value(Parts[Index - 1], Scope, B, B->Checks);
      else if (Index == 1)
        collect(*V, Scope, B, B->Checks);
    } else if (Assignment.list("indirection").empty()) {
      assigned(*V, W, Column, Scope, B, Proof);
      continue;
    } else {
      collect(*V, Scope, B, B->Checks); // A part of an array or a record.
    }
    W.Values.emplace_back(Column, Assigned);
    if (Assigned != NoTerm)
      B->Links.emplace_back(columnTerm(W.Row, Column), Assigned);
  }
  keepColumns(W, B);
  Proof->Writes.push_back(W);
  B->Checks.push_back(newSub(Proof, B));
  return W.Row;
}

void ScopeLowering::returning(const Array &List, Block *B, NameScope Scope,
                              RefId Target, RefId Row) {
  for (NamedItem &Item : Scope.Items)
    if (Item.Ref == Target)
      Item.Ref = Row;
  Object Fields;
  Fields.add("targetList", Array(List));
  outputs({"ReturningList", &Fields}, B, Scope);
  B->Pushable.assign(B->Outputs.size(), false);
}

Block *ScopeLowering::update(const Node &N, const CteScope *Ctes) {
  Block *B = newBlock();
  NameScope Scope;
  Scope.Ctes = Ctes;
  RefId Target = target(N.object("relation"), B, Scope);
  if (Target == NoRef)
    return nullptr;
  from(N.list("fromClause"), B, Scope);
  if (const Value *Where = N.Fields->get("whereClause"))
    B->Conditions.push_back(condition(*Where, true, Scope, B));
  RefId Row = assignments(N.list("targetList"), Target, B, Scope);
  returning(N.list("returningList"), B, Scope, Target, Row);
  return B;
}

Block *ScopeLowering::remove(const Node &N, const CteScope *Ctes) {
  Block *B = newBlock();
  NameScope Scope;
  Scope.Ctes = Ctes;
  RefId Target = target(N.object("relation"), B, Scope);
  if (Target == NoRef)
    return nullptr;
  from(N.list("usingClause"), B, Scope);
  if (const Value *Where = N.Fields->get("whereClause"))
    B->Conditions.push_back(condition(*Where, true, Scope, B));
  returning(N.list("returningList"), B, Scope, Target, Target);
  return B;
}

Block *ScopeLowering::insert(const Node &N, const CteScope *Ctes) {
  const Object *Relation = N.object("relation");
  if (!Relation)
    return nullptr;
  Node Table{"RangeVar", Relation};
  std::string Name = Table.text("relname").str();
  const TableRole &Named = Roles.role(Table.text("schemaname").str(), Name);
  const TableRole *Base = writtenTable(Named);
  if (!Base)
    return nullptr;
  const TableRole &Role = *Base;
  if (!Role.Known)
    unknown("table " + Role.Name + " is not in the schema");

  Block *B = newBlock();
  Write W;
  W.Row = newRow(Role, B);
  if (Base != &Named)
    Model.Refs[W.Row].Columns = viewColumns(*Named.Definition);
  W.Location = size_t(Table.number("location"));
  Model.Refs[W.Row].Location = W.Location;
  std::vector<std::string> Columns;
  for (const Value &Column : N.list("cols"))
    Columns.push_back(asNode(Column).text("name").str());
  bool Positional = Columns.empty();
  if (Positional)
    Columns = Model.Refs[W.Row].Columns;

  Block *Proof = newBlock();
  Node Source = N.child("selectStmt");
  const Array *Rows = Source ? Source.Fields->getArray("valuesLists") : nullptr;
  if (Role.owned() && Source && Positional && !Model.Refs[W.Row].ColumnsKnown)
    unknown("which column gets which value depends on the schema");
  if (Rows && Rows->size() == 1 && !Source.Fields->get("withClause")) {
    NameScope Scope;
    Scope.Ctes = Ctes;
    const Array &Items = asNode((*Rows)[0]).list("items");
    for (size_t I = 0; I < Items.size() && I < Columns.size(); ++I) {
      TermId V = assigned(Items[I], W, Columns[I], Scope, B, Proof);
      if (V != NoTerm && Model.Terms[V].Kind == Term::OneOfMany)
        unknown("the values are put in as a whole at run time");
    }
  } else if (Source) {
    Block *Body = query(Source, nullptr, Ctes);
    if (!Body)
      return nullptr;
    if (Role.owned() && !Body->OutputsKnown)
      unknown("which column gets which value depends on the schema");
    std::vector<std::string> Positions;
    for (size_t I = 0; Body->OutputsKnown && I < Body->Outputs.size(); ++I)
      Positions.push_back("#" + std::to_string(I));
    RefId Row = derived(Body, B, NoGroup, "", Positions);
    for (size_t I = 0; I < Columns.size() && I < Positions.size(); ++I) {
      W.Values.emplace_back(Columns[I], Body->Outputs[I]);
      B->Links.emplace_back(columnTerm(W.Row, Columns[I]),
                            columnTerm(Row, Positions[I]));
    }
  }
  Proof->Writes.push_back(W);
  B->Checks.push_back(newSub(Proof, B));

  RefId Result = W.Row;
  if (const Object *Clause = N.object("onConflictClause"))
    Result = onConflict(N, {"OnConflictClause", Clause}, B, W.Row, Ctes);
  NameScope Scope;
  Scope.Ctes = Ctes;
  const Object *AliasObject = Table.object("alias");
  Scope.Items.push_back(
      {AliasObject ? AliasObject->getString("aliasname").value_or("").str()
                   : Name,
       Table.text("schemaname").str(), Result});
  returning(N.list("returningList"), B, Scope, Result, Result);
  return B;
}

} // namespace dbsafe::sql
