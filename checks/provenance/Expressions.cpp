//===- Expressions.cpp - What expressions evaluate to ---------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "llvm/Support/ConvertUTF.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {
// Deeper expressions than this are not evaluated through recursion; the CFG
// lists operands before operators, so only what it leaves out recurses.
constexpr unsigned MaxDepth = 128;

/// Counts how deeply evaluation nests.
class Deeper {
public:
  explicit Deeper(unsigned &Depth) : Depth(Depth) { ++Depth; }
  ~Deeper() { --Depth; }
  Deeper(const Deeper &) = delete;
  Deeper &operator=(const Deeper &) = delete;

private:
  unsigned &Depth;
};

std::string bytesOf(const StringLiteral &L) {
  if (L.getCharByteWidth() == 1)
    return L.getString().str();
  std::string Result;
  for (unsigned I = 0; I < L.getLength(); ++I) {
    char Buffer[4];
    char *End = Buffer;
    if (llvm::ConvertCodePointToUTF8(L.getCodeUnit(I), End))
      Result.append(Buffer, End);
  }
  return Result;
}

} // namespace

std::optional<llvm::APSInt>
FunctionEvaluator::integerValue(const Expr *E) const {
  if (E->isValueDependent() || E->isTypeDependent())
    return std::nullopt;
  return E->getIntegerConstantExpr(Context);
}

Value FunctionEvaluator::value(const Expr *E) {
  auto Found = Values.find(E);
  if (Found != Values.end())
    return Found->second;
  // What could not be parsed may have no type.
  if (Depth >= MaxDepth || E->getType().isNull())
    return {};
  Deeper Inside(Depth);
  Value V = expression(E);
  Values[E] = V;
  return V;
}

TextRef FunctionEvaluator::dynamic(const Expr *E) {
  Hole H;
  H.Where = E;
  return Texts.hole(H);
}

TextRef FunctionEvaluator::outside(const catalog::Source &Source,
                                   const Expr *Where) {
  Hole H;
  H.From = Origin::Outside;
  H.Source = &Source;
  H.Where = Where;
  return Texts.hole(H);
}

TextRef FunctionEvaluator::textOf(const Expr *E) {
  QualType T = E->getType();
  if (T.isNull())
    return dynamic(E);
  if (isCharacter(T))
    if (const auto *C = dyn_cast<ConditionalOperator>(E->IgnoreParenImpCasts()))
      if (C->isPRValue() && Depth < MaxDepth) {
        // In C its arms are integers.
        Deeper Inside(Depth);
        return Texts.join(characterText(C->getTrueExpr()),
                          characterText(C->getFalseExpr()));
      }
  if (isCharacter(T) && E->isPRValue())
    if (std::optional<llvm::APSInt> C = integerValue(E)) {
      auto Char = char(C->getExtValue());
      return Char ? Texts.literal(llvm::StringRef(&Char, 1), E) : Texts.empty();
    }
  if (isNumeric(T)) {
    Hole H;
    H.From = Origin::Number;
    H.Where = E;
    H.Known = integerValue(E).has_value();
    return Texts.hole(H);
  }
  return textOf(value(E), E);
}

TextRef FunctionEvaluator::textOf(const Value &V, const Expr *E) {
  switch (V.What) {
  case Value::Kind::Text:
  case Value::Kind::Opaque:
    return V.T;
  case Value::Kind::Address:
  case Value::Kind::Copy: {
    if (Depth >= MaxDepth)
      break;
    Deeper Inside(Depth);
    return loadText(V.P, E);
  }
  case Value::Kind::None:
  case Value::Kind::Number:
    break;
  }
  return dynamic(E);
}

TextRef FunctionEvaluator::partOf(TextRef T, const Expr *E) {
  if (T->isEmpty())
    return T;
  // Where there is nothing but holes, as in a list of values, each of them
  // still stands alone: what it is put into comes later.
  auto Alone = [&](TextRef Piece) {
    Hole H = Piece->hole();
    H.Splice = nullptr;
    return Texts.hole(H);
  };
  if (T->isHole()) {
    // What callers give may be a constant, of which a piece is none that is
    // known.
    Hole Piece = Alone(T)->hole();
    if (Piece.From == Origin::Symbol && !Piece.Formats)
      Piece.Part = true;
    return Texts.hole(Piece);
  }
  llvm::SmallVector<TextRef, 4> Holes;
  bool Constant = false;
  for (const Line &L : lines(T, 16))
    for (TextRef Piece : L) {
      if (Piece->isHole())
        Holes.push_back(Piece);
      else
        Constant = true;
    }
  if (Constant) {
    Hole H;
    H.From = Origin::Constant;
    H.Where = E;
    Holes.push_back(Texts.hole(H));
  } else {
    for (TextRef &Each : Holes)
      Each = Alone(Each);
  }
  return Texts.join(Holes);
}

bool FunctionEvaluator::isCharacterAccess(const Expr *E) {
  E = E->IgnoreParens();
  if (!isCharacter(E->getType()))
    return false;
  if (isa<ArraySubscriptExpr>(E) || isa<CXXOperatorCallExpr>(E) ||
      isa<CXXMemberCallExpr>(E))
    return true;
  const auto *U = dyn_cast<UnaryOperator>(E);
  return U && U->getOpcode() == UO_Deref;
}

Value FunctionEvaluator::expression(const Expr *E) {
  if (const auto *L = dyn_cast<StringLiteral>(E))
    return Value::text(Texts.literal(bytesOf(*L), L));
  if (const auto *P = dyn_cast<PredefinedExpr>(E)) {
    Hole H;
    H.From = Origin::Constant;
    H.Where = P;
    return Value::text(Texts.hole(H));
  }
  if (isa<CXXNullPtrLiteralExpr>(E) || isa<GNUNullExpr>(E))
    return Value::text(Texts.empty());
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    return reference(R->getDecl(), E);
  if (isa<CXXThisExpr>(E))
    return ThisOwner ? Value::address(Places.thisObject(ThisOwner)) : Value();
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return member(M);
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
    return subscript(S);
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return unary(U);
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return binary(B);
  if (const auto *C = dyn_cast<ConditionalOperator>(E)) {
    // An arm that the CFG has pruned was never evaluated.
    const Expr *True = C->getTrueExpr(), *False = C->getFalseExpr();
    if (Graph && Values.count(True) != Values.count(False) &&
        !isa<DeclRefExpr>(True) && !isa<DeclRefExpr>(False))
      return Values.count(True) ? value(True) : value(False);
    Value A = value(True), B = value(False);
    if (isNumeric(E->getType()))
      return {};
    if (A.isNone() || B.isNone())
      return Value::text(Texts.join(textOf(True), textOf(False)));
    return join(A, B, E);
  }
  if (const auto *C = dyn_cast<BinaryConditionalOperator>(E))
    return join(value(C->getCommon()), value(C->getFalseExpr()), E);
  if (const auto *C = dyn_cast<CastExpr>(E))
    return cast(C);
  if (const auto *C = dyn_cast<CXXConstructExpr>(E))
    return construct(C);
  if (const auto *C = dyn_cast<CallExpr>(E))
    return call(C);
  if (const auto *R = dyn_cast<RecoveryExpr>(E))
    return broken(R);
  if (const auto *L = dyn_cast<InitListExpr>(E))
    return initList(L);
  if (const auto *L = dyn_cast<CXXStdInitializerListExpr>(E))
    return value(L->getSubExpr());
  if (const auto *L = dyn_cast<LambdaExpr>(E))
    return lambda(L);
  if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E)) {
    const Expr *Sub = M->getSubExpr();
    Value V = value(Sub);
    if (V.What == Value::Kind::Copy)
      return Value::address(V.P);
    // Its destructor knows it by the expression that binds it.
    const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Sub->IgnoreParens());
    PlaceId P = Places.temporary(Bound ? static_cast<const Expr *>(Bound) : M);
    if (V.isNone() && !isNumeric(Sub->getType()))
      V = Value::text(textOf(Sub));
    store(P, V);
    return Value::address(P);
  }
  if (const auto *N = dyn_cast<CXXNewExpr>(E)) {
    PlaceId P = Places.temporary(N);
    Value V = N->hasInitializer() && N->getInitializer()
                  ? value(N->getInitializer())
                  : Value::text(Texts.empty());
    if (V.What == Value::Kind::Copy)
      return Value::address(V.P);
    store(P, V);
    return Value::address(P);
  }
  if (const auto *D = dyn_cast<CXXDefaultArgExpr>(E))
    return value(D->getExpr());
  if (const auto *D = dyn_cast<CXXDefaultInitExpr>(E))
    return value(D->getExpr());
  if (const auto *F = dyn_cast<FullExpr>(E))
    return value(F->getSubExpr());
  if (const auto *P = dyn_cast<ParenExpr>(E))
    return value(P->getSubExpr());
  if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E))
    return value(B->getSubExpr());
  if (const auto *S = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return value(S->getReplacement());
  if (const auto *R = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return value(R->getSemanticForm());
  if (const auto *O = dyn_cast<OpaqueValueExpr>(E))
    return O->getSourceExpr() ? value(O->getSourceExpr()) : Value();
  if (const auto *C = dyn_cast<CompoundLiteralExpr>(E)) {
    Value V = value(C->getInitializer());
    if (V.What == Value::Kind::Copy)
      return Value::address(V.P);
    PlaceId P = Places.temporary(C);
    store(P, V);
    return Value::address(P);
  }
  if (const auto *G = dyn_cast<GenericSelectionExpr>(E))
    return G->isResultDependent() ? Value() : value(G->getResultExpr());
  return {};
}

} // namespace dbsafe::provenance
