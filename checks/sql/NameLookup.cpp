#include "sql/NameLookup.h"
#include "sql/Words.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Object;
using tree::Value;

namespace {

constexpr unsigned MaxDepth = 100;

std::string aliasOf(const Node &N) {
  const Object *Alias = N.object("alias");
  return Alias ? Alias->getString("aliasname").value_or("").str() : "";
}

/// Renames the first columns: AS t(a, b).
template <typename Shape>
void rename(Shape &Columns, const std::vector<std::string> &Names) {
  if (Names.size() > Columns.Columns.size() && Columns.Known)
    Columns.Known = false;
  for (size_t I = 0; I < Names.size() && I < Columns.Columns.size(); ++I)
    Columns.Columns[I] = Names[I];
}

std::vector<std::string> aliasColumns(const Node &N) {
  const Object *Alias = N.object("alias");
  const Array *Columns = Alias ? Alias->getArray("colnames") : nullptr;
  return Columns ? names(*Columns) : std::vector<std::string>();
}

bool isServersOwn(StringRef SchemaName, StringRef Name) {
  return SchemaName == "pg_catalog" || SchemaName == "information_schema" ||
         SchemaName == "pg_temp" || SchemaName == "temp" ||
         SchemaName == "mysql" || SchemaName == "performance_schema" ||
         SchemaName == "sys" || Name.starts_with("pg_") ||
         Name.starts_with("sqlite_") || Name == "dual";
}

} // namespace

bool NameLookup::Shape::has(StringRef Name) const {
  return std::find(Columns.begin(), Columns.end(), Name) != Columns.end();
}

NameLookup::Shape NameLookup::visit(const Node &N, const Cte *Ctes,
                                    const Level *Outer) {
  if (!N || Depth > MaxDepth)
    return {};
  ++Depth;
  Shape Result;
  if (N.is("SelectStmt"))
    Result = select(N, with(N, Ctes, Outer), Outer);
  else if (N.is("InsertStmt") || N.is("UpdateStmt") || N.is("DeleteStmt") ||
           N.is("MergeStmt"))
    Result = write(N, with(N, Ctes, Outer));
  else if (oneOf(N.Type, {"ExplainStmt", "PrepareStmt", "DeclareCursorStmt",
                          "CreateTableAsStmt", "CopyStmt"}))
    visit(N.child("query"), Ctes, Outer);
  --Depth;
  return Result;
}

const NameLookup::Cte *NameLookup::with(const Node &N, const Cte *Ctes,
                                        const Level *Outer) {
  const Object *With = N.object("withClause");
  const Array *List = With ? With->getArray("ctes") : nullptr;
  if (!List)
    return Ctes;
  bool Recursive = With->getBoolean("recursive").value_or(false);
  for (const Value &Element : *List) {
    Node Each = asNode(Element);
    Cte &Entry = Memory.emplace_back();
    Entry.Name = Each.text("ctename").str();
    Entry.Before = Ctes;
    Shape Body =
        visit(Each.child("ctequery"), Recursive ? &Entry : Ctes, Outer);
    rename(Body, names(Each.list("aliascolnames")));
    // What SEARCH and CYCLE add is not followed.
    if (Each.Fields->get("search_clause") || Each.Fields->get("cycle_clause"))
      Body.Known = false;
    Entry.Columns = std::move(Body);
    Ctes = &Entry;
  }
  return Ctes;
}

NameLookup::Shape NameLookup::select(const Node &N, const Cte *Ctes,
                                     const Level *Outer) {
  Level L;
  L.Outer = Outer;
  L.Ctes = Ctes;
  if (const Object *Left = N.object("larg")) {
    Shape Result = visit({"SelectStmt", Left}, Ctes, Outer);
    if (const Object *Right = N.object("rarg"))
      visit({"SelectStmt", Right}, Ctes, Outer);
    return Result;
  }
  if (const Value *Rows = N.Fields->get("valuesLists")) {
    expression(*Rows, L);
    Shape Result;
    Result.Known = true;
    size_t Width = asNode(N.list("valuesLists")[0]).list("items").size();
    for (size_t I = 0; I < Width; ++I)
      Result.Columns.push_back("column" + std::to_string(I + 1));
    return Result;
  }
  for (const Value &Item : N.list("fromClause"))
    from(Item, L);
  Shape Result = outputs(N.list("targetList"), L);
  Level Clauses = L;
  Clauses.Outputs = Result.Columns;
  bool Strict = Text.dialect() == Dialect::PostgreSQL;
  for (StringRef Clause : {"whereClause", "havingClause"})
    if (const Value *V = N.Fields->get(Clause))
      expression(*V, Strict ? L : Clauses);
  for (StringRef Clause : {"groupClause", "sortClause", "distinctClause",
                           "windowClause", "limitCount", "limitOffset"})
    if (const Value *V = N.Fields->get(Clause))
      expression(*V, Clauses);
  return Result;
}

void NameLookup::from(const Value &V, Level &L) {
  Node N = asNode(V);
  if (N.is("JoinExpr")) {
    size_t Begin = L.Items.size();
    for (StringRef Side : {"larg", "rarg"})
      if (const Value *Item = N.Fields->get(Side))
        from(*Item, L);
    if (const Value *On = N.Fields->get("quals"))
      expression(*On, L);
    if (!aliasOf(N).empty()) {
      L.Items.resize(Begin);
      L.Items.push_back({aliasOf(N), "", {}});
    }
    return;
  }
  Item New;
  if (N.is("RangeVar")) {
    New = table(*N.Fields, L.Ctes);
  } else if (N.is("RangeSubselect")) {
    New.Columns =
        visit(N.child("subquery"), L.Ctes, N.flag("lateral") ? &L : L.Outer);
  } else if (N.is("RangeTableSample")) {
    if (const Value *Relation = N.Fields->get("relation"))
      from(*Relation, L);
    return;
  } else {
    expression(V, L);
  }
  if (!aliasOf(N).empty())
    New.Alias = aliasOf(N);
  rename(New.Columns, aliasColumns(N));
  L.Items.push_back(std::move(New));
}

NameLookup::Item NameLookup::table(const Object &RangeVar, const Cte *Ctes) {
  Node N{"RangeVar", &RangeVar};
  std::string Name = N.text("relname").str();
  StringRef SchemaName = N.text("schemaname");
  Item Result;
  Result.Alias = Result.Table = Name;
  if (SchemaName.empty())
    for (const Cte *C = Ctes; C; C = C->Before)
      if (C->Name == Name) {
        Result.Columns = C->Columns;
        return Result;
      }
  std::string Full = tableName(SchemaName.str(), Name);
  if (Made.count(Full) || markedHole(Full) != ~0u)
    return Result;
  if (const Table *T = Model.find(Full)) {
    Result.Columns = shapeOf(*T);
    return Result;
  }
  bool ManyNamesakes = std::any_of(
      Model.Tables.begin(), Model.Tables.end(), [&](const auto &Entry) {
        return StringRef(Entry.first).ends_with("." + Name);
      });
  if (!isServersOwn(SchemaName, Name) && Model.Complete && !ManyNamesakes)
    unknownTable(size_t(N.number("location")), Full);
  return Result;
}

NameLookup::Shape NameLookup::shapeOf(const Table &T) {
  Shape Result;
  if (T.View) {
    ++Silence;
    Result = visit(asNode(*T.View), nullptr, nullptr);
    --Silence;
    rename(Result, T.ViewColumns);
    return Result;
  }
  Result.Known = T.ColumnsKnown;
  for (const Column &C : T.Columns)
    Result.Columns.push_back(C.Name);
  return Result;
}

NameLookup::Shape NameLookup::outputs(const Array &Targets, const Level &L) {
  Shape Result;
  Result.Known = true;
  for (const Value &Element : Targets) {
    Node Target = asNode(Element);
    const Value *V = Target ? Target.Fields->get("val") : nullptr;
    if (!V)
      continue;
    expression(*V, L);
    Node Expression = asNode(*V);
    std::string Name = Target.text("name").str();
    const Array &Fields = Expression.list("fields");
    if (Expression.is("ColumnRef") && !Fields.empty() &&
        asNode(Fields.back()).Type == "A_Star") {
      std::vector<std::string> Of = names(Fields);
      for (const Item &I : L.Items) {
        if (!Of.empty() && I.Alias != Of.back())
          continue;
        Result.Known &= I.Columns.Known;
        Result.Columns.insert(Result.Columns.end(), I.Columns.Columns.begin(),
                              I.Columns.Columns.end());
      }
      continue;
    }
    while (Name.empty() && Expression.is("TypeCast") && Expression.child("arg"))
      Expression = Expression.child("arg");
    if (Name.empty() && Expression.is("ColumnRef") && !names(Fields).empty())
      Name = names(Fields).back();
    else if (Name.empty() && Expression.is("FuncCall"))
      Name = names(Expression.list("funcname")).back();
    else if (Name.empty() && !Expression.is("A_Const") &&
             !Expression.is("ParamRef") && !Expression.is("A_Expr"))
      Result.Known = false; // CASE and others have names of their own.
    Result.Columns.push_back(Name);
  }
  return Result;
}

void NameLookup::assignments(const Array &Targets, const Item &Into,
                             const Level &L) {
  for (const Value &Element : Targets) {
    Node Target = asNode(Element);
    target(Target, Into);
    if (const Value *V = Target ? Target.Fields->get("val") : nullptr)
      expression(*V, L);
  }
}

NameLookup::Shape NameLookup::write(const Node &N, const Cte *Ctes) {
  const Object *Relation = N.object("relation");
  if (!Relation)
    return {};
  Item Into = table(*Relation, nullptr);
  if (std::string Alias = aliasOf({"RangeVar", Relation}); !Alias.empty())
    Into.Alias = Alias;
  Level L;
  L.Ctes = Ctes;
  L.Items.push_back(Into);
  if (N.is("InsertStmt")) {
    for (const Value &Column : N.list("cols"))
      target(asNode(Column), Into);
    visit(N.child("selectStmt"), Ctes, nullptr);
    if (const Object *Conflict = N.object("onConflictClause")) {
      Node Clause{"OnConflictClause", Conflict};
      Level Both = L;
      Both.Items.push_back({"excluded", Into.Table, Into.Columns});
      if (const Object *Infer = Clause.object("infer"))
        expression(Value(Object(*Infer)), L);
      assignments(Clause.list("targetList"), Into, Both);
      if (const Value *Where = Clause.Fields->get("whereClause")) {
        // Plain names mean the table's row.
        expression(*Where, Both);
      }
    }
  } else if (N.is("UpdateStmt")) {
    for (const Value &Item : N.list("fromClause"))
      from(Item, L);
    assignments(N.list("targetList"), Into, L);
  } else if (N.is("DeleteStmt")) {
    for (const Value &Item : N.list("usingClause"))
      from(Item, L);
  } else {
    merge(N, L);
  }
  if (const Value *Where = N.Fields->get("whereClause"))
    expression(*Where, L);
  return outputs(N.list("returningList"), L);
}

void NameLookup::merge(const Node &N, Level &L) {
  Item Into = L.Items[0];
  if (const Value *Source = N.Fields->get("sourceRelation"))
    from(*Source, L);
  if (const Value *On = N.Fields->get("joinCondition"))
    expression(*On, L);
  for (const Value &Element : N.list("mergeWhenClauses")) {
    Node When = asNode(Element);
    if (!When)
      continue;
    if (const Value *If = When.Fields->get("condition"))
      expression(*If, L);
    assignments(When.list("targetList"), Into, L);
    if (const Value *Values = When.Fields->get("values"))
      expression(*Values, L);
  }
}

} // namespace dbsafe::sql
