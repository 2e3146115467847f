//===- ScopeValues.cpp - What an expression is equal to -------------------===//
#include "sql/KnownFunctions.h"
#include "sql/Placeholders.h"
#include "sql/ScopeLowering.h"
#include "sql/SlotTree.h"
#include "sql/Words.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Value;

namespace {

std::string functionName(const Node &N) {
  std::string Result;
  for (const std::string &Part : names(N.list("funcname"))) {
    if (Part == "pg_catalog")
      continue;
    Result += (Result.empty() ? "" : ".") + Part;
  }
  return Result;
}

enum class Family { Unknown, Integer, Text, Uuid, Other };

Family family(StringRef Type) {
  return (oneOf(Type, {""}) ? Family::Unknown
          : oneOf(Type, {"int2", "int4", "int8", "serial", "bigserial",
                         "smallserial", "integer", "bigint", "smallint", "oid"})
              ? Family::Integer
          : oneOf(Type, {"text", "varchar", "bpchar", "char", "citext", "name"})
              ? Family::Text
          : oneOf(Type, {"uuid"}) ? Family::Uuid
                                  : Family::Other);
}

/// The expression of "SELECT expression" without anything else.
const Value *onlyExpression(const Node &Query) {
  if (!Query || Query.list("targetList").size() != 1)
    return nullptr;
  for (StringRef Clause : {"fromClause", "whereClause", "havingClause",
                           "withClause", "limitCount", "limitOffset"})
    if (Query.Fields->get(Clause))
      return nullptr;
  Node Target = asNode(Query.list("targetList")[0]);
  return Target ? Target.Fields->get("val") : nullptr;
}

} // namespace

TermId ScopeLowering::value(const Value &V, const NameScope &Scope, Block *Home,
                            Checks &Found) {
  Node N = asNode(V);
  if (!N)
    return NoTerm;
  if (N.is("ColumnRef"))
    return resolve(N.list("fields"), Scope);
  if (N.is("ParamRef")) {
    unsigned Number = unsigned(N.number("number"));
    return Lists.count(Number) ? fixed(Term::OneOfMany) : parameter(Number);
  }
  if (N.is("A_Const")) {
    if (N.flag("isnull"))
      return fixed(Term::Null);
    const auto *String = N.object("sval");
    StringRef Text = String ? String->getString("sval").value_or("") : "";
    if (unsigned Hole = markedHole(Text); Hole != ~0u)
      return Text == holeMarker(Hole) ? parameter(StandInBase + Hole) : NoTerm;
    return fixed(Term::Constant);
  }
  if (N.is("SetToDefault"))
    return fixed(Term::Unset);
  if (N.is("TypeCast"))
    return castValue(N, Scope, Home, Found);
  if (N.is("A_Indirection"))
    if (TermId T = rowColumn(N, Scope); T != NoTerm)
      return T;
  if (N.is("CollateClause") && N.Fields->get("arg"))
    return value(*N.Fields->get("arg"), Scope, Home, Found);
  if (N.is("FuncCall"))
    if (TermId T = functionValue(N); T != NoTerm)
      return T;
  if (N.is("A_Expr") && N.text("kind") == "AEXPR_NULLIF") {
    // NULLIF(current_setting('app.user_id', true), '') is it, or NULL.
    const Value *Left = N.Fields->get("lexpr"), *Right = N.Fields->get("rexpr");
    if (Left && Right && asNode(*Right).is("A_Const"))
      return value(*Left, Scope, Home, Found);
  }
  if (N.is("SubLink") && N.text("subLinkType") == "EXPR_SUBLINK")
    if (const Value *Only = onlyExpression(N.child("subselect"));
        Only && !hasAggregate(*Only))
      return value(*Only, Scope, Home, Found);
  collect(V, Scope, Home, Found);
  return NoTerm;
}

/// (t).user_id: a column of the row t, unless t is a column itself.
TermId ScopeLowering::rowColumn(const Node &N, const NameScope &Scope) {
  Node Row = N.child("arg");
  std::vector<std::string> Column = names(N.list("indirection"));
  if (!Row.is("ColumnRef") || Column.size() != 1 ||
      N.list("indirection").size() != 1)
    return NoTerm;
  std::vector<std::string> Name = names(Row.list("fields"));
  if (Name.size() != 1 || Row.list("fields").size() != 1 ||
      unqualifiedColumn(Name[0], Scope) != NoTerm)
    return NoTerm;
  return qualifiedColumn("", Name[0], Column[0], Scope);
}

TermId ScopeLowering::functionValue(const Node &N) {
  std::string Name = functionName(N);
  const auto &Principals = Roles.principals();
  for (unsigned D = 0; D < Principals.size(); ++D) {
    const Principal &P = Principals[D];
    if (N.list("args").empty() &&
        std::find(P.Functions.begin(), P.Functions.end(), Name) !=
            P.Functions.end())
      return session(D);
    if (Name != "current_setting" || N.list("args").empty())
      continue;
    Node Argument = asNode(N.list("args")[0]);
    if (Argument.is("TypeCast"))
      Argument = Argument.child("arg");
    const auto *String =
        Argument.is("A_Const") ? Argument.object("sval") : nullptr;
    std::string Setting =
        String ? String->getString("sval").value_or("").str() : "";
    if (std::find(P.Settings.begin(), P.Settings.end(), Setting) !=
        P.Settings.end())
      return session(D);
  }
  return NoTerm;
}

TermId ScopeLowering::castValue(const Node &N, const NameScope &Scope,
                                Block *Home, Checks &Found) {
  const Value *Argument = N.Fields->get("arg");
  if (!Argument)
    return NoTerm;
  TermId Inner = value(*Argument, Scope, Home, Found);
  if (Inner == NoTerm || Model.Terms[Inner].Kind == Term::Constant ||
      Model.Terms[Inner].Kind == Term::Null)
    return Inner;
  const auto *Type = N.object("typeName");
  const auto *TypeNames = Type ? Type->getArray("names") : nullptr;
  if (!TypeNames || Type->get("typmods") || Type->get("arrayBounds"))
    return NoTerm;
  std::vector<std::string> Name = names(*TypeNames);
  Family To = Name.empty() ? Family::Other : family(Name.back());
  bool BuiltIn = Name.size() == 2 && Name[0] == "pg_catalog";
  bool Exact = To == Family::Integer || To == Family::Uuid ||
               (To == Family::Text &&
                (Name.back() == "text" || Name.back() == "varchar"));
  if (Model.Terms[Inner].Kind != Term::ColumnOf) {
    bool Domain = To == Family::Other && !BuiltIn && Name.back() != "date";
    return Exact || Domain || Name.back() == "numeric" ? Inner : NoTerm;
  }
  // A column: only a cast that keeps different values different.
  std::string From;
  TermId Column = Inner;
  for (unsigned Steps = 0; Steps < 50 && Column != NoTerm; ++Steps) {
    const Term &T = Model.Terms[Column];
    if (T.Kind != Term::ColumnOf)
      break;
    const Ref &R = Model.Refs[T.Ref];
    if (R.Role && R.Role->Definition) {
      if (const auto *C = R.Role->Definition->column(T.Column))
        From = C->Type;
      break;
    }
    TermId Next = NoTerm;
    if (R.Inner)
      for (auto [Outside, Inside] : R.Inner->Out)
        if (Outside == Column)
          Next = Inside;
    Column = Next;
  }
  Family Source = family(From);
  bool Injective = Exact && (Source == Family::Unknown || Source == To ||
                             (To == Family::Text && Source != Family::Other));
  return Injective ? Inner : NoTerm;
}

void ScopeLowering::collect(const Value &V, const NameScope &Scope, Block *Home,
                            Checks &Found) {
  if (const auto *List = V.getAsArray()) {
    for (const Value &Element : *List)
      collect(Element, Scope, Home, Found);
    return;
  }
  const auto *Object = V.getAsObject();
  if (!Object)
    return;
  if (Node N = asNode(V)) {
    if (N.is("SubLink")) {
      if (const Value *Tested = N.Fields->get("testexpr"))
        collect(*Tested, Scope, Home, Found);
      if (const Sub *S = opaqueSubquery(N, Scope, Home))
        Found.push_back(S);
      return;
    }
    if (N.is("FuncCall"))
      checkFunction(N);
    if (N.is("CurrentOfExpr"))
      unknown("WHERE CURRENT OF: the cursor's query is elsewhere");
  }
  for (const auto &Field : *Object)
    collect(Field.second, Scope, Home, Found);
}

void ScopeLowering::checkFunction(const Node &N) {
  std::string Name = functionName(N);
  if (readsNoTable(Name) || functionValue(N) != NoTerm ||
      Roles.model().PureFunctions.count(Name))
    return;
  unknown("function " + Name + "() may read any table",
          /*OnlyIfScoped=*/true);
}

namespace {

/// The names that FROM items have anywhere in a tree.
void itemNames(const Value &V, std::set<std::string> &Names) {
  if (const auto *List = V.getAsArray())
    for (const Value &Element : *List)
      itemNames(Element, Names);
  const auto *Fields = V.getAsObject();
  if (!Fields)
    return;
  for (StringRef Kind : {"relname", "aliasname"})
    if (auto Name = Fields->getString(Kind))
      Names.insert(Name->str());
  for (const auto &Field : *Fields)
    itemNames(Field.second, Names);
}

/// True if every column in V is of a table that is not among Inside.
bool allOutside(const Value &V, const std::set<std::string> &Inside,
                bool &Any) {
  if (const auto *List = V.getAsArray())
    return std::all_of(List->begin(), List->end(), [&](const Value &E) {
      return allOutside(E, Inside, Any);
    });
  const auto *Fields = V.getAsObject();
  if (!Fields)
    return true;
  if (Node N = asNode(V); N.is("ColumnRef")) {
    std::vector<std::string> Name = names(N.list("fields"));
    Any = true;
    // An unqualified column may well be an outer one where nothing is inside.
    return Name.size() > 1 ? !Inside.count(Name[Name.size() - 2])
                           : Inside.empty();
  }
  return std::all_of(Fields->begin(), Fields->end(), [&](const auto &Field) {
    return allOutside(Field.second, Inside, Any);
  });
}

/// True if a subquery has an aggregate over columns of the query around it
/// alone: then it is that query's aggregate.
bool aggregatesIn(const Value &V, const std::set<std::string> &Inside) {
  if (const auto *List = V.getAsArray())
    return std::any_of(List->begin(), List->end(),
                       [&](const Value &E) { return aggregatesIn(E, Inside); });
  const auto *Fields = V.getAsObject();
  if (!Fields)
    return false;
  if (Node N = asNode(V); N.is("FuncCall") && !N.Fields->get("over") &&
                          isAggregate(functionName(N))) {
    bool Any = false;
    const Value *Arguments = N.Fields->get("args");
    if (Arguments && allOutside(*Arguments, Inside, Any) && Any)
      return true;
  }
  return std::any_of(Fields->begin(), Fields->end(), [&](const auto &Field) {
    return aggregatesIn(Field.second, Inside);
  });
}

bool aggregatesOutside(const Value &Query) {
  std::set<std::string> Inside;
  itemNames(Query, Inside);
  return aggregatesIn(Query, Inside);
}

} // namespace

bool ScopeLowering::hasAggregate(const Value &V) const {
  if (const auto *List = V.getAsArray())
    return std::any_of(List->begin(), List->end(),
                       [&](const Value &E) { return hasAggregate(E); });
  const auto *Object = V.getAsObject();
  if (!Object)
    return false;
  if (Node N = asNode(V)) {
    bool Aggregate = N.is("FuncCall") && !N.Fields->get("over") &&
                     (isAggregate(functionName(N)) || N.flag("agg_star") ||
                      N.flag("agg_distinct") || N.Fields->get("agg_filter") ||
                      N.Fields->get("agg_order") || N.flag("agg_within_group"));
    if (Aggregate)
      return true;
    if (N.is("SubLink")) {
      const Value *Query = N.Fields->get("subselect");
      return Query && aggregatesOutside(*Query);
    }
  }
  return std::any_of(Object->begin(), Object->end(), [&](const auto &Field) {
    return hasAggregate(Field.second);
  });
}

} // namespace dbsafe::sql
