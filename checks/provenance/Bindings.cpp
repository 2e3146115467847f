//===- Bindings.cpp - What is bound to a statement's placeholders ---------===//
//
// Which statement a call is about, how many values it binds and where they
// come from, as far as the call itself says so.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// E without what only looks at it or moves it: &e, *e, e.get(), (T)e.
const Expr *core(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && (U->getOpcode() == UO_AddrOf || U->getOpcode() == UO_Deref)) {
      E = U->getSubExpr();
    } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(E);
               C && C->getNumArgs() == 0 && C->getMethodDecl() &&
               C->getMethodDecl()->getDeclName().isIdentifier() &&
               C->getMethodDecl()->getName() == "get") {
      E = C->getImplicitObjectArgument();
    } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
               O &&
               (O->getOperator() == OO_Arrow || O->getOperator() == OO_Star) &&
               O->getNumArgs() == 1) {
      E = O->getArg(0);
    } else {
      return E;
    }
  }
}

const ValueDecl *variableOf(const Expr *E) {
  E = core(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return dyn_cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    if (isa<CXXThisExpr>(Member->getBase()->IgnoreImpCasts()))
      return Member->getMemberDecl();
  return nullptr;
}

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

const catalog::Source *FunctionEvaluator::sourceOf(const Expr *E,
                                                   unsigned Depth) {
  E = core(E);
  if (Depth > 8)
    return nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    if (!V)
      return nullptr;
    if (!isNumeric(V->getType())) {
      // What the variable holds here is known.
      for (const Line &L : lines(textOf(E), 4))
        for (TextRef Piece : L)
          if (Piece->isHole() && Piece->hole().From == Origin::Outside)
            return Piece->hole().Source;
      return nullptr;
    }
    // A number is followed to where its only value was made.
    bool Fixed =
        V->isLocalVarDecl() && !TheProgram.Changed.count(V->getCanonicalDecl());
    return Fixed && V->getInit() ? sourceOf(V->getInit(), Depth + 1) : nullptr;
  }
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      if (const Matches *M = TheProgram.Matcher.match(Callee))
        for (const catalog::Source *S : M->Sources)
          if (S->Into.Where == catalog::Operand::Kind::Return)
            return S;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      if (const catalog::Source *S =
              sourceOf(Member->getImplicitObjectArgument(), Depth + 1))
        return S;
    for (const Expr *Argument : Call->arguments())
      if (const catalog::Source *S = sourceOf(Argument, Depth + 1))
        return S;
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    for (const Expr *Argument : Construct->arguments())
      if (const catalog::Source *S = sourceOf(Argument, Depth + 1))
        return S;
  return nullptr;
}

void FunctionEvaluator::recordBinding(const catalog::Binding &Binds,
                                      const CallContext &Call, Site &S) {
  if (Binds.Statement &&
      Binds.Statement->Where == catalog::Operand::Kind::Return)
    S.Statement = nullptr;
  else if (Binds.Statement)
    if (const Expr *E = operandExpr(*Binds.Statement, Call))
      S.Statement = variableOf(E);
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
  if (const Expr *Array = ArgumentAt(Binds.Values); Array && S.Count)
    bindArray(Array, *S.Count, S);
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
      S.Values.push_back({E, ++Number, {}, sourceOf(E)});
    }
    if (Certain)
      S.Count = Number;
  }
  const Expr *Value = ArgumentAt(Binds.Value);
  if (!Value)
    return;
  BoundValue Bound{Value, 0, {}, sourceOf(Value)};
  if (std::optional<unsigned> Position = NumberAt(Binds.Position))
    Bound.Number = *Position + 1 - Binds.First;
  else if (const Expr *Name = ArgumentAt(Binds.Name))
    Bound.Name = constantValue(textOf(Name)).value_or("");
  S.Values.push_back(std::move(Bound));
}

/// const char *values[] = {id, user}
void FunctionEvaluator::bindArray(const Expr *Array, unsigned Count, Site &S) {
  const auto *V = dyn_cast_or_null<VarDecl>(variableOf(Array));
  const auto *List =
      V && V->getInit() && !TheProgram.Changed.count(V->getCanonicalDecl())
          ? dyn_cast<InitListExpr>(V->getInit()->IgnoreImplicit())
          : nullptr;
  if (!List)
    return;
  for (unsigned I = 0; I < List->getNumInits() && I < Count; ++I)
    S.Values.push_back(
        {List->getInit(I), I + 1, {}, sourceOf(List->getInit(I))});
}

} // namespace dbsafe::provenance
