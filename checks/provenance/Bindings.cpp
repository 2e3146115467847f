//===- Bindings.cpp - What is bound to a statement's placeholders ---------===//
//
// Which statement a call is about, how many values it binds and where they
// come from, as far as the call itself says so.
//
//===----------------------------------------------------------------------===//
#include "provenance/Enclosing.h"
#include "provenance/FunctionEvaluator.h"
#include "provenance/ValueOrigins.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// Of an array whose length the call does not tell.
constexpr unsigned MaxElements = 100;

/// True if T may hold several values, or none: a pack of parameters, a list.
bool isPack(QualType T) {
  const auto *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || !Record->getDeclName().isIdentifier())
    return false;
  llvm::StringRef Name = Record->getName();
  return Name.contains("params") || Name.contains("range") ||
         Name.contains("pair") || Name.contains("Args");
}

} // namespace

ValueOrigin FunctionEvaluator::originOf(TextRef T) const {
  // What the text holds here is known.
  for (const Line &L : lines(T, 4))
    for (TextRef Piece : L)
      if (Piece->isHole() && Piece->hole().From == Origin::Outside)
        return {Piece->hole().Source};
  ValueOrigin Result;
  if (T->isSymbolic())
    Result.Text = T;
  return Result;
}

ValueOrigin FunctionEvaluator::originOf(const Expr *E) {
  return ValueOrigins(TheProgram.Matcher, Context)
      .of(E, Function,
          [&](const Expr *Text) { return originOf(textOf(Text)); });
}

BoundValue FunctionEvaluator::boundValue(const Expr *Argument,
                                         unsigned Number) {
  return {Argument, Number, {}, originOf(Argument)};
}

bool FunctionEvaluator::handOn(
    std::vector<BoundValue> &Values,
    llvm::function_ref<const Expr *(PlaceId)> ArgumentFor,
    llvm::function_ref<TextRef(TextRef)> Substitute) {
  std::vector<BoundValue> Result;
  for (BoundValue &V : Values) {
    const Expr *Argument = nullptr;
    ValueOrigin Here;
    if (V.From.Given) {
      Argument = ArgumentFor(Places.variable(V.From.Given));
    } else if (V.From.Text) {
      for (const Line &L : lines(V.From.Text, 4))
        for (TextRef Piece : L)
          if (!Argument && Piece->isHole() &&
              Piece->hole().From == Origin::Symbol)
            Argument = ArgumentFor(Piece->hole().Symbol);
      Here = originOf(Substitute(V.From.Text));
    }
    if (!Argument)
      continue;
    if (!Here.Source && !Here.isOpen())
      Here = originOf(Argument);
    if (!Here.Source && !Here.isOpen())
      continue;
    V.Argument = Argument;
    V.From = Here;
    Result.push_back(V);
  }
  Values = std::move(Result);
  return !Values.empty();
}

void FunctionEvaluator::recordBinding(const catalog::Binding &Binds,
                                      const CallContext &Call, Site &S) {
  if (Binds.Statement) {
    bool Made = Binds.Statement->Where == catalog::Operand::Kind::Return ||
                (Binds.Statement->Where == catalog::Operand::Kind::This &&
                 isa<CXXConstructExpr>(Call.Call));
    const Expr *E = operandExpr(*Binds.Statement, Call);
    if (Made)
      S.Statement = Function ? madeIn(*Function, Call.Call) : nullptr;
    else
      S.Statement = E ? variableOf(E) : nullptr;
  }
  auto ArgumentAt = [&](std::optional<unsigned> Index) -> const Expr * {
    return Index && *Index < Call.Arguments.size() ? Call.Arguments[*Index]
                                                   : nullptr;
  };
  auto NumberAt =
      [&](std::optional<unsigned> Index) -> std::optional<unsigned> {
    const Expr *E = ArgumentAt(Index);
    if (!E || E->isValueDependent())
      return std::nullopt;
    std::optional<llvm::APSInt> N = E->getIntegerConstantExpr(Context);
    return N && N->isNonNegative() && N->getActiveBits() < 31
               ? std::optional<unsigned>(unsigned(N->getZExtValue()))
               : std::nullopt;
  };
  if (const Expr *Name = ArgumentAt(Binds.Prepared))
    S.Prepared = constantValue(textOf(Name));
  S.Count = NumberAt(Binds.Count);
  if (const Expr *Array = ArgumentAt(Binds.Values))
    bindArray(Array, Binds.Member, S.Count, S);
  if (Binds.Arguments && Call.Arguments.size() >= *Binds.Arguments) {
    unsigned Number = 0;
    bool Certain = true;
    for (unsigned I = *Binds.Arguments; I < Call.Arguments.size(); ++I) {
      const Expr *E = Call.Arguments[I];
      if (isa<CXXDefaultArgExpr>(E))
        continue;
      if (isPack(E->getType())) {
        Certain = false;
        break;
      }
      S.Values.push_back(boundValue(E, ++Number));
    }
    if (Certain)
      S.Count = Number;
  }
  const Expr *Value = ArgumentAt(Binds.Value);
  if (!Value)
    return;
  BoundValue Bound = boundValue(Value, 0);
  if (std::optional<unsigned> Position = NumberAt(Binds.Position))
    Bound.Number = *Position + 1 - Binds.First;
  else if (const Expr *Position = ArgumentAt(Binds.Position))
    Bound.Name = nameOfPosition(Position);
  if (const Expr *Name = ArgumentAt(Binds.Name);
      Name && !isa<CXXDefaultArgExpr>(Name))
    Bound.Name = constantValue(textOf(Name)).value_or("");
  S.Values.push_back(std::move(Bound));
}

/// sqlite3_bind_parameter_index(s, ":user"): a position that is looked up by a
/// name.
std::string FunctionEvaluator::nameOfPosition(const Expr *Position) {
  const auto *Lookup = dyn_cast<CallExpr>(Position->IgnoreParenImpCasts());
  const FunctionDecl *Callee = Lookup ? Lookup->getDirectCallee() : nullptr;
  const Matches *M = Callee ? TheProgram.Matcher.match(Callee) : nullptr;
  if (M)
    for (const catalog::Use *U : M->Uses)
      if (U->Binds.Name && *U->Binds.Name < Lookup->getNumArgs())
        return constantValue(textOf(Lookup->getArg(*U->Binds.Name)))
            .value_or("");
  return "";
}

/// const char *values[] = {id, user}; or MYSQL_BIND binds[2], whose member
/// buffer points to the value.
void FunctionEvaluator::bindArray(const Expr *Array, const std::string &Member,
                                  std::optional<unsigned> Count, Site &S) {
  const auto *V = dyn_cast_or_null<VarDecl>(variableOf(Array));
  const auto *List =
      V && V->getInit() && !TheProgram.Changed.count(V->getCanonicalDecl())
          ? dyn_cast<InitListExpr>(V->getInit()->IgnoreImplicit())
          : nullptr;
  Value Whole = value(Array);
  if (!Whole.isAddress() && Whole.What != Value::Kind::Copy)
    return;
  // A pointer to the first is one to all of them; one to a single value or
  // struct is one to the array's only element.
  PlaceId Base = Whole.P;
  if (Places[Base].What == Place::Kind::Element && Places[Base].Index == 0)
    Base = Places[Base].Base;
  llvm::SmallVector<std::pair<unsigned, PlaceId>, 4> Elements;
  for (PlaceId Child : Places.children(Base))
    if (Places[Child].What == Place::Kind::Element &&
        Places[Child].Index < (Count ? *Count : MaxElements))
      Elements.emplace_back(Places[Child].Index, Child);
  if (Elements.empty() && (!Member.empty() || Count == 1u))
    Elements.emplace_back(0, Base);
  for (auto [Index, P] : Elements) {
    const Expr *Written = List && Member.empty() && Index < List->getNumInits()
                              ? List->getInit(Index)
                              : nullptr;
    if (Written) {
      S.Values.push_back(boundValue(Written, Index + 1));
      continue;
    }
    if (!Member.empty()) {
      PlaceId Field = NoPlace;
      for (PlaceId Part : Places.children(P))
        if (Places[Part].What == Place::Kind::Field &&
            cast<NamedDecl>(Places[Part].Decl)->getName() == Member)
          Field = Part;
      if (Field == NoPlace)
        continue;
      P = Field;
    }
    S.Values.push_back({Array, Index + 1, {}, originOf(P, Array)});
  }
}

/// The origin of what P holds or points to.
ValueOrigin FunctionEvaluator::originOf(PlaceId P, const Expr *At) {
  if (Value Pointer = load(P, At); Pointer.isAddress()) {
    if (const auto *V = dyn_cast_or_null<VarDecl>(Places[Pointer.P].Decl);
        V && Places[Pointer.P].What == Place::Kind::Variable &&
        isNumeric(V->getType()))
      return ValueOrigins(TheProgram.Matcher, Context)
          .of(V, Function,
              [&](const Expr *Text) { return originOf(textOf(Text)); });
    return originOf(loadText(Pointer.P, At));
  }
  return originOf(loadText(P, At));
}

} // namespace dbsafe::provenance
