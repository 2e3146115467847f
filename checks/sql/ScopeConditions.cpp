//===- ScopeConditions.cpp - Predicates in negation normal form -----------===//
#include "sql/Placeholders.h"
#include "sql/ScopeLowering.h"
#include "sql/SlotTree.h"
#include "llvm/Support/SaveAndRestore.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Value;

namespace {

/// The operator's name, if it is an unqualified one or pg_catalog's.
std::string operatorName(const Node &N) {
  std::vector<std::string> Name = names(N.list("name"));
  if (Name.size() == 2 && Name[0] == "pg_catalog")
    return Name[1];
  return Name.size() == 1 ? Name[0] : "";
}

std::optional<bool> booleanConstant(const Value &V) {
  Node N = asNode(V);
  if (N.is("TypeCast"))
    if (const Value *Inner = N.Fields->get("arg"))
      return booleanConstant(*Inner);
  if (!N.is("A_Const"))
    return std::nullopt;
  if (const auto *Bool = N.object("boolval"))
    return Bool->getBoolean("boolval").value_or(false);
  return std::nullopt;
}

bool isNullConstant(const Value &V) {
  Node N = asNode(V);
  return N.is("A_Const") && N.flag("isnull");
}

/// A constant's value for comparing it with another one.
std::optional<std::string> literal(const Value &V) {
  Node N = asNode(V);
  if (!N.is("A_Const"))
    return std::nullopt;
  if (const auto *Integer = N.object("ival"))
    return std::to_string(Integer->getInteger("ival").value_or(0));
  return std::nullopt;
}

bool isStrictOperator(StringRef Op) {
  return Op == "=" || Op == "<>" || Op == "<" || Op == ">" || Op == "<=" ||
         Op == ">=";
}

bool isScalarSubquery(const Value &V) {
  Node N = asNode(V);
  return N.is("SubLink") && N.text("subLinkType") == "EXPR_SUBLINK";
}

} // namespace

const Condition *ScopeLowering::both(std::vector<const Condition *> Parts,
                                     Block *Home) {
  if (Parts.size() == 1)
    return Parts[0];
  Condition *C = newCondition(Condition::And, Home);
  C->Parts = std::move(Parts);
  return C;
}

const Condition *ScopeLowering::nothing(const Value &V, const NameScope &Scope,
                                        Block *Home) {
  Condition *C = newCondition(Condition::Anything, Home);
  collect(V, Scope, Home, C->Checks);
  return C;
}

const Condition *ScopeLowering::condition(const Value &V, bool Positive,
                                          const NameScope &Scope, Block *Home) {
  llvm::SaveAndRestore Inside(InCondition, true);
  Node N = asNode(V);
  if (isNullConstant(V))
    return newCondition(Condition::Never, Home);
  if (auto Constant = booleanConstant(V))
    return newCondition(
        *Constant == Positive ? Condition::Anything : Condition::Never, Home);
  if (N.is("BoolExpr"))
    return junction(N, Positive, Scope, Home);
  if (N.is("A_Expr"))
    return comparison(N, Positive, Scope, Home);
  if (N.is("SubLink"))
    return subquery(N, Positive, Scope, Home);
  const Value *Argument = N ? N.Fields->get("arg") : nullptr;
  if (N.is("BooleanTest") && Argument) {
    StringRef Test = N.text("booltesttype");
    if (Test == "IS_TRUE" && Positive)
      return condition(*Argument, true, Scope, Home);
    if (Test == "IS_FALSE" && Positive)
      return condition(*Argument, false, Scope, Home);
    if (Test == "IS_NOT_TRUE" && !Positive)
      return condition(*Argument, true, Scope, Home);
  }
  if (N.is("NullTest") && Argument &&
      (N.text("nulltesttype") == "IS_NOT_NULL") == Positive) {
    Condition *C = newCondition(Condition::Equal, Home);
    C->Left = value(*Argument, Scope, Home, C->Checks);
    return C;
  }
  if (N.is("ColumnRef")) {
    // True or false, but not NULL.
    Condition *C = newCondition(Condition::Equal, Home);
    C->Left = resolve(N.list("fields"), Scope);
    return C;
  }
  return nothing(V, Scope, Home);
}

const Condition *ScopeLowering::junction(const Node &N, bool Positive,
                                         const NameScope &Scope, Block *Home) {
  StringRef Op = N.text("boolop");
  const Array &Arguments = N.list("args");
  if (Op == "NOT_EXPR")
    return Arguments.empty() ? newCondition(Condition::Anything, Home)
                             : condition(Arguments[0], !Positive, Scope, Home);
  bool IsAnd = (Op == "AND_EXPR") == Positive;
  Condition *C = newCondition(IsAnd ? Condition::And : Condition::Or, Home);
  for (const Value &Argument : Arguments)
    C->Parts.push_back(condition(Argument, Positive, Scope, Home));
  return C;
}

const Condition *ScopeLowering::comparison(const Node &N, bool Positive,
                                           const NameScope &Scope,
                                           Block *Home) {
  StringRef Kind = N.text("kind");
  std::string Op = operatorName(N);
  const Value *Left = N.Fields->get("lexpr"), *Right = N.Fields->get("rexpr");
  auto Nothing = [&] {
    Condition *C = newCondition(Condition::Anything, Home);
    for (const auto &Field : *N.Fields)
      collect(Field.second, Scope, Home, C->Checks);
    return C;
  };
  if (!Left || !Right)
    return Nothing();
  bool Equals = (Op == "=") == Positive && (Op == "=" || Op == "<>");
  if (Kind == "AEXPR_OP") {
    auto L = literal(*Left), R = literal(*Right);
    if (L && R && (Op == "=" || Op == "<>"))
      return newCondition(
          (*L == *R) == Equals ? Condition::Anything : Condition::Never, Home);
    if (Op == "=" || Op == "<>")
      for (auto [Tested, Other] :
           {std::pair(Left, Right), std::pair(Right, Left)})
        if (auto Constant = booleanConstant(*Other))
          return condition(*Tested, *Constant == Equals, Scope, Home);
    if (Equals)
      return equality(*Left, *Right, /*Same=*/false, Scope, Home);
    if (isStrictOperator(Op)) {
      Condition *A = newCondition(Condition::Equal, Home);
      Condition *B = newCondition(Condition::Equal, Home);
      A->Left = value(*Left, Scope, Home, A->Checks);
      B->Left = value(*Right, Scope, Home, B->Checks);
      return both({A, B}, Home);
    }
  } else if (Kind == "AEXPR_IN" && Equals) {
    if (Node List = asNode(*Right))
      return membership(*Left, List.list("items"), Scope, Home);
  } else if ((Kind == "AEXPR_OP_ANY" && Op == "=" && Positive) ||
             (Kind == "AEXPR_OP_ALL" && Op == "<>" && !Positive)) {
    return anyOf(N, Scope, Home);
  } else if ((Kind == "AEXPR_NOT_DISTINCT" && Positive) ||
             (Kind == "AEXPR_DISTINCT" && !Positive)) {
    return equality(*Left, *Right, /*Same=*/true, Scope, Home);
  } else if (Kind == "AEXPR_LIKE" || Kind == "AEXPR_ILIKE" ||
             (Kind == "AEXPR_BETWEEN" && Positive)) {
    Condition *C = newCondition(Condition::Equal, Home);
    C->Left = value(*Left, Scope, Home, C->Checks);
    collect(*Right, Scope, Home, C->Checks);
    return C;
  }
  return Nothing();
}

const Condition *ScopeLowering::equality(const Value &Left, const Value &Right,
                                         bool Same, const NameScope &Scope,
                                         Block *Home) {
  Node L = asNode(Left), R = asNode(Right);
  if (!Same && isScalarSubquery(Right) && R.child("subselect"))
    return inSubquery(&Left, R.child("subselect"), /*Single=*/true, Scope,
                      Home);
  if (!Same && isScalarSubquery(Left) && L.child("subselect"))
    return inSubquery(&Right, L.child("subselect"), /*Single=*/true, Scope,
                      Home);
  if (!Same && L.is("RowExpr") && R.is("RowExpr")) {
    const Array &A = L.list("args"), &B = R.list("args");
    std::vector<const Condition *> Parts;
    for (size_t I = 0; I < A.size() && I < B.size(); ++I)
      Parts.push_back(equality(A[I], B[I], false, Scope, Home));
    return both(std::move(Parts), Home);
  }
  Condition *C = newCondition(Condition::Equal, Home);
  C->Left = value(Left, Scope, Home, C->Checks);
  C->Right = value(Right, Scope, Home, C->Checks);
  if (Same && !neverNull(C->Left) && !neverNull(C->Right))
    C->Kind = Condition::Anything; // It may be two NULLs.
  return C;
}

bool ScopeLowering::neverNull(TermId T) const {
  if (T == NoTerm || Model.Terms[T].Kind != Term::ColumnOf)
    return false;
  const Ref &R = Model.Refs[Model.Terms[T].Ref];
  // A row that an outer join may replace by NULLs is there in that join's ON.
  bool There = R.Group == NoGroup;
  for (GroupId G = OnGroup; G != NoGroup; G = Model.Groups[G].Parent)
    There |= R.Group == G;
  if (R.Kind != Ref::Table || !There || !R.Role || !R.Role->Definition)
    return false;
  const Column *C = R.Role->Definition->column(Model.Terms[T].Column);
  return C && C->NotNull;
}

const Condition *ScopeLowering::membership(const Value &Left,
                                           const Array &Elements,
                                           const NameScope &Scope,
                                           Block *Home) {
  if (Elements.size() == 1)
    return equality(Left, Elements[0], false, Scope, Home);
  Condition *C = newCondition(Condition::Or, Home);
  for (const Value &Element : Elements) {
    if (tooLarge())
      break;
    const Condition *Part = equality(Left, Element, false, Scope, Home);
    if (Part->Right != NoTerm &&
        Model.Terms[Part->Right].Kind == Term::Parameter)
      Model.Listed.insert(Part->Right);
    C->Parts.push_back(Part);
  }
  return C;
}

const Condition *ScopeLowering::anyOf(const Node &N, const NameScope &Scope,
                                      Block *Home) {
  const Value &Left = *N.Fields->get("lexpr");
  const Value *Right = N.Fields->get("rexpr");
  while (asNode(*Right).is("TypeCast") && asNode(*Right).Fields->get("arg"))
    Right = asNode(*Right).Fields->get("arg");
  Node R = asNode(*Right);
  if (R.is("FuncCall") && !R.list("args").empty() &&
      names(R.list("funcname")) == std::vector<std::string>{"string_to_array"})
    R = asNode(R.list("args")[0]);
  if (R.is("A_ArrayExpr"))
    return membership(Left, R.list("elements"), Scope, Home);
  if (R.is("SubLink") && R.text("subLinkType") == "ARRAY_SUBLINK" &&
      R.child("subselect"))
    return inSubquery(&Left, R.child("subselect"), /*Single=*/false, Scope,
                      Home);
  Condition *C = newCondition(Condition::Equal, Home);
  C->Left = value(Left, Scope, Home, C->Checks);
  if (R.is("ParamRef"))
    C->Right = fixed(Term::OneOfMany);
  else
    collect(*Right, Scope, Home, C->Checks);
  return C;
}

const Sub *ScopeLowering::opaqueSubquery(const Node &N, const NameScope &Scope,
                                         Block *Home) {
  Node Query = N.child("subselect");
  if (!Query)
    return nullptr;
  Block *Body = query(Query, &Scope, Scope.Ctes);
  return Body ? newSub(Body, Home) : nullptr;
}

const Condition *ScopeLowering::subquery(const Node &N, bool Positive,
                                         const NameScope &Scope, Block *Home) {
  StringRef Type = N.text("subLinkType");
  Node Query = N.child("subselect");
  const Value *Tested = N.Fields->get("testexpr");
  std::vector<std::string> Op = names(N.list("operName"));
  bool Equals = Op.empty() || (Op.size() == 1 && Op[0] == "=");
  if (Type == "ANY_SUBLINK" && Positive && Equals && Tested && Query)
    return inSubquery(Tested, Query, /*Single=*/false, Scope, Home);
  Condition *C = newCondition(Condition::Anything, Home);
  TermId TestedTerm = Tested ? value(*Tested, Scope, Home, C->Checks) : NoTerm;
  if (!Query)
    return C;
  Block *Body = query(Query, &Scope, Scope.Ctes);
  if (!Body)
    return C;
  Sub *S = newSub(Body, Home);
  if (Type == "EXISTS_SUBLINK" && Positive && !Body->AlwaysOneRow) {
    S->Flows = true;
    C->Kind = Condition::Exists;
    C->Inner = S;
    return C;
  }
  // x NOT IN (...) depends only on the rows that equal x, if none is NULL.
  if (Type == "ANY_SUBLINK" && Equals && TestedTerm != NoTerm &&
      Body->Outputs.size() == 1 && Body->OutputsKnown && Body->Pushable[0] &&
      neverNull(Body->Outputs[0]))
    S->In.emplace_back(TestedTerm, Body->Outputs[0]);
  C->Checks.push_back(S);
  return C;
}

const Condition *ScopeLowering::inSubquery(const Value *Tested,
                                           const Node &Query, bool Single,
                                           const NameScope &Scope,
                                           Block *Home) {
  Condition *C = newCondition(Condition::Exists, Home);
  std::vector<TermId> Terms;
  Node Row = asNode(*Tested);
  if (Row.is("RowExpr"))
    for (const Value &Part : Row.list("args"))
      Terms.push_back(value(Part, Scope, Home, C->Checks));
  else
    Terms.push_back(value(*Tested, Scope, Home, C->Checks));
  return rowOf(C, Terms, Query, Single, Scope, Home);
}

/// Makes C say that the terms are equal to a row of Query.
const Condition *ScopeLowering::rowOf(Condition *C,
                                      const std::vector<TermId> &Terms,
                                      const Node &Query, bool Single,
                                      const NameScope &Scope, Block *Home) {
  Block *Body = query(Query, &Scope, Scope.Ctes);
  if (!Body) {
    C->Kind = Condition::Anything;
    return C;
  }
  Sub *S = newSub(Body, Home);
  S->Flows = !Body->AlwaysOneRow;
  std::vector<const Condition *> Parts{C};
  for (size_t I = 0; I < Terms.size() && I < Body->Outputs.size(); ++I) {
    if (!Body->OutputsKnown || Terms[I] == NoTerm)
      break;
    Condition *Strict = newCondition(Condition::Equal, Home);
    Strict->Left = Terms[I];
    TermId Output = Body->Outputs[I];
    bool Free = Output != NoTerm && Model.Terms[Output].Kind != Term::ColumnOf;
    if (Free)
      Strict->Right = Output;
    Parts.push_back(Strict);
    if (Output == NoTerm || Free || !S->Flows)
      continue;
    S->Out.emplace_back(Terms[I], Output);
    if (!Single && Body->Pushable[I])
      S->In.emplace_back(Terms[I], Output);
  }
  C->Inner = S;
  return both(std::move(Parts), Home);
}

} // namespace dbsafe::sql
