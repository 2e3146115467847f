//===- ScopeTables.cpp - What a name in FROM stands for -------------------===//
//
// A table, a view, a common table expression. Views and CTEs are written out
// anew for every reference: two references are two sets of rows.
//
//===----------------------------------------------------------------------===//
#include "sql/ScopeInduction.h"
#include "sql/ScopeLowering.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Object;
using tree::Value;

namespace {

/// True if the tree has an unqualified reference to a table of that name.
bool mentions(const Value &V, StringRef Name) {
  if (const auto *List = V.getAsArray())
    return std::any_of(List->begin(), List->end(),
                       [&](const Value &E) { return mentions(E, Name); });
  const auto *Fields = V.getAsObject();
  if (!Fields)
    return false;
  if (Fields->getString("relname") == Name && !Fields->get("schemaname"))
    return true;
  return std::any_of(Fields->begin(), Fields->end(), [&](const auto &Field) {
    return mentions(Field.second, Name);
  });
}

} // namespace

const CteScope *ScopeLowering::withClause(const Node &N,
                                          const CteScope *Outer) {
  const Object *With = N.object("withClause");
  const Array *Ctes = With ? With->getArray("ctes") : nullptr;
  if (!Ctes)
    return Outer;
  bool Recursive = With->getBoolean("recursive").value_or(false);
  std::vector<CteScope *> Entries;
  const CteScope *Visible = Outer;
  for (const Value &Element : *Ctes) {
    Node Cte = asNode(Element);
    Node Query = Cte.child("ctequery");
    if (!Query)
      continue;
    CteScope &Entry = CteScopes.emplace_back();
    Entry.Name = Cte.text("ctename").str();
    Entry.Query = Query;
    Entry.Columns = names(Cte.list("aliascolnames"));
    Entry.Visible = Visible;
    Entry.Outer = Visible;
    Visible = &Entry;
    Entries.push_back(&Entry);
  }
  for (CteScope *Entry : Entries) {
    if (Recursive)
      Entry->Visible = Visible;
    if (!Entry->Query.is("SelectStmt")) // It runs, referenced or not.
      root(write(Entry->Query, Entry->Visible));
  }
  return Visible;
}

RefId ScopeLowering::tableReference(const Object &RangeVar, Block *B,
                                    GroupId Group, const CteScope *Ctes) {
  Node N{"RangeVar", &RangeVar};
  std::string Name = N.text("relname").str();
  std::string SchemaName = N.text("schemaname").str();
  const Object *AliasObject = N.object("alias");
  std::string Alias =
      AliasObject ? AliasObject->getString("aliasname").value_or("").str() : "";
  if (SchemaName.empty())
    for (const CteScope *Entry = Ctes; Entry; Entry = Entry->Outer)
      if (Entry->Name == Name)
        return Entry->Assumed
                   ? selfReference(*Entry, B, Group, Alias)
                   : cte(*Entry, B, Group, Alias.empty() ? Name : Alias);
  const TableRole &Role = Roles.role(SchemaName, Name);
  size_t Location = size_t(N.number("location"));
  if (Role.Definition && Role.Definition->View)
    return view(*Role.Definition, B, Group, Alias.empty() ? Name : Alias,
                Location);
  if (!Role.Known)
    unknown("table " + Role.Name + " is not in the schema");
  return baseTable(Role, Alias, Location, B, Group);
}

RefId ScopeLowering::baseTable(const TableRole &Role, const std::string &Alias,
                               size_t Location, Block *B, GroupId Group) {
  Ref R;
  R.Kind = Ref::Table;
  R.Role = &Role;
  std::string Name = Role.Name.substr(Role.Name.rfind('.') + 1);
  R.Alias = Alias.empty() ? Name : Alias;
  R.Display =
      Alias.empty() || Alias == Name ? Role.Name : Role.Name + " " + Alias;
  R.Location = Location;
  const Table *T = Role.Definition;
  R.ColumnsKnown = T && T->ColumnsKnown;
  if (T)
    for (const Column &C : T->Columns)
      R.Columns.push_back(C.Name);
  else
    for (const OwnerColumn &Owner : Role.Direct)
      R.Columns.push_back(Owner.Column);
  bool Protected = Role.owned() && T && T->RowSecurity && T->ForceRowSecurity;
  RefId Id = newRef(R, B, Group);
  if (Protected) {
    policies(Id, /*ForNewRow=*/false);
    for (const Condition *C : Model.Refs[Id].Policies->Conditions)
      addCondition(C, B, Group);
  }
  return Id;
}

void ScopeLowering::policies(RefId R, bool ForNewRow) {
  const Table &T = *Model.Refs[R].Role->Definition;
  Block *B = newBlock();
  Block *Home = Model.Refs[R].Home;
  NameScope Scope;
  Scope.Items.push_back({T.Name.substr(T.Name.rfind('.') + 1), "", R});
  // A row passes if any permissive policy lets it.
  Condition *Any = newCondition(Condition::Or, Home);
  for (const Policy &P : T.Policies) {
    if (!P.Permissive)
      continue;
    const SharedTree &Expression =
        ForNewRow ? (P.Check ? P.Check : P.Using) : P.Using;
    if (!ForNewRow && P.Command == "insert")
      continue;
    if (ForNewRow && (P.Command == "select" || P.Command == "delete"))
      continue;
    Any->Parts.push_back(Expression ? condition(*Expression, true, Scope, Home)
                                    : newCondition(Condition::Anything, Home));
  }
  B->Conditions.push_back(Any->Parts.empty()
                              ? newCondition(Condition::Never, Home)
                          : Any->Parts.size() == 1 ? Any->Parts[0]
                                                   : Any);
  Model.Refs[R].Policies = B;
}

RefId ScopeLowering::derived(Block *Body, Block *B, GroupId Group,
                             std::string Alias,
                             const std::vector<std::string> &Columns) {
  Sub *S = newSub(Body, B);
  S->Flows = !Body->AlwaysOneRow;
  Ref R;
  R.Kind = Ref::Derived;
  R.Alias = std::move(Alias);
  R.Columns = Body->OutputNames;
  R.ColumnsKnown = Body->OutputsKnown || Body->Stars.empty();
  R.Inner = S;
  if (!Columns.empty() && !Body->OutputsKnown)
    unknown("an alias renames columns that are not in the schema");
  for (size_t I = 0; I < Columns.size() && I < R.Columns.size(); ++I)
    R.Columns[I] = Columns[I];
  std::vector<std::string> Names = R.Columns;
  RefId Id = newRef(R, B, Group);
  for (size_t I = 0; I < Body->Outputs.size(); ++I) {
    TermId Output = Body->Outputs[I];
    if (Output == NoTerm || Names[I].empty() ||
        std::count(Names.begin(), Names.end(), Names[I]) > 1)
      continue;
    if (!S->Flows && Model.Terms[Output].Kind == Term::ColumnOf)
      continue;
    TermId Outside = columnTerm(Id, Names[I]);
    S->Out.emplace_back(Outside, Output);
    if (Body->Pushable[I])
      S->In.emplace_back(Outside, Output);
  }
  return Id;
}

void ScopeLowering::linkStar(RefId R, const std::string &Column) {
  Sub *S = const_cast<Sub *>(Model.Refs[R].Inner);
  const Block *Body = S->Body;
  const auto &Names = Model.Refs[R].Columns;
  if (Body->Stars.size() != 1 || !S->Flows ||
      std::find(Names.begin(), Names.end(), Column) != Names.end())
    return;
  TermId Outside = Model.ColumnTerms[{R, Column}];
  TermId Inside = columnTerm(Body->Stars[0], Column);
  S->Out.emplace_back(Outside, Inside);
  if (Body->StarsPushable)
    S->In.emplace_back(Outside, Inside);
}

RefId ScopeLowering::cte(const CteScope &Entry, Block *B, GroupId Group,
                         const std::string &Alias) {
  bool SelfReferring =
      Entry.Query.is("SelectStmt") && Entry.Visible &&
      Entry.Query.text("op") == "SETOP_UNION" && Entry.Query.object("rarg") &&
      [&] {
        for (const CteScope *V = Entry.Visible; V; V = V->Outer)
          if (V == &Entry)
            return mentions(*Entry.Query.Fields->get("rarg"), Entry.Name);
        return false;
      }();
  Block *Body = SelfReferring ? recursive(Entry)
                              : query(Entry.Query, nullptr, Entry.Visible);
  return Body ? derived(Body, B, Group, Alias, Entry.Columns) : NoRef;
}

RefId ScopeLowering::selfReference(const CteScope &Entry, Block *B,
                                   GroupId Group, const std::string &Alias) {
  Ref R;
  R.Kind = Ref::Derived;
  R.Alias = Alias.empty() ? Entry.Name : Alias;
  R.Columns = Entry.AssumedColumns;
  RefId Id = newRef(R, B, Group);
  for (const ColumnProperty &P : *Entry.Assumed) {
    TermId Outside = columnTerm(Id, Entry.AssumedColumns[P.Output]);
    if (P.Equals != NoTerm) {
      B->Links.emplace_back(Outside, P.Equals);
      continue;
    }
    Ref Parent;
    Parent.Kind = Ref::Assumed;
    Parent.Role = P.Role;
    RefId ParentId = newRef(Parent, B, Group);
    B->Links.emplace_back(Outside, columnTerm(ParentId, P.Key));
  }
  return Id;
}

/// Induction: what holds of the base arm's columns is assumed of the
/// reference to itself; what then does not hold of the recursive arm is
/// dropped, until nothing is.
Block *ScopeLowering::recursive(const CteScope &Entry) {
  if (tooLarge())
    return nullptr;
  ++Depth;
  const CteScope *Visible = withClause(Entry.Query, Entry.Visible);
  Block *Base =
      query({"SelectStmt", Entry.Query.object("larg")}, nullptr, Visible);
  Block *Arm = nullptr;
  std::vector<ColumnProperty> Properties;
  if (Base && Base->OutputsKnown)
    Properties = provenProperties(Model, Roles, *Base);
  std::vector<std::string> Columns =
      Base ? Base->OutputNames : std::vector<std::string>();
  for (size_t I = 0; I < Entry.Columns.size() && I < Columns.size(); ++I)
    Columns[I] = Entry.Columns[I];
  for (unsigned Round = 0; Base && Round < 30; ++Round) {
    CteScope &Self = CteScopes.emplace_back();
    Self.Name = Entry.Name;
    Self.Outer = Visible;
    Self.Assumed = &Properties;
    Self.AssumedColumns = Columns;
    Arm = query({"SelectStmt", Entry.Query.object("rarg")}, nullptr, &Self);
    if (!Arm || tooLarge())
      break;
    std::vector<ColumnProperty> Kept;
    for (const ColumnProperty &P : Properties)
      if (Arm->OutputsKnown && holds(Model, Roles, *Arm, P))
        Kept.push_back(P);
    bool Stable = Kept.size() == Properties.size();
    Properties = Kept;
    if (Stable)
      break;
    Arm = nullptr;
  }
  --Depth;
  if (!Base || !Arm) {
    unknown("a recursive query that could not be read");
    return nullptr;
  }
  Block *B = newBlock();
  B->Checks = {newSub(Base, B), newSub(Arm, B)};
  B->OutputNames = Columns;
  B->Outputs.assign(Columns.size(), NoTerm);
  B->Pushable.assign(Columns.size(), false);
  CteScope &Result = CteScopes.emplace_back();
  Result.Name = Entry.Name;
  Result.Assumed = &Properties;
  // Unique names, so that every column has its own term.
  for (size_t I = 0; I < Columns.size(); ++I)
    Result.AssumedColumns.push_back("#" + std::to_string(I));
  RefId Row = selfReference(Result, B, NoGroup, "");
  Result.Assumed = nullptr;
  for (const ColumnProperty &P : Properties)
    B->Outputs[P.Output] = columnTerm(Row, Result.AssumedColumns[P.Output]);
  return B;
}

} // namespace dbsafe::sql
