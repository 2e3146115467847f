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
constexpr unsigned MaxListedElements = 256;

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

/// True for a literal and for a list of such.
bool isMadeOfLiterals(const Expr *E) {
  E = E->IgnoreImplicit();
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return llvm::all_of(List->inits(), [](const Expr *Init) {
      return Init && isMadeOfLiterals(Init);
    });
  return isa<clang::StringLiteral, IntegerLiteral, CharacterLiteral,
             FloatingLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr>(E);
}

std::optional<llvm::APSInt> integerValue(const Expr *E, ASTContext &Context) {
  if (E->isValueDependent() || E->isTypeDependent())
    return std::nullopt;
  return E->getIntegerConstantExpr(Context);
}

} // namespace

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
    if (std::optional<llvm::APSInt> C = integerValue(E, Context)) {
      auto Char = char(C->getExtValue());
      return Char ? Texts.literal(llvm::StringRef(&Char, 1), E) : Texts.empty();
    }
  if (isNumeric(T)) {
    Hole H;
    H.From = Origin::Number;
    H.Where = E;
    H.Known = integerValue(E, Context).has_value();
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
  if (T->isEmpty() || T->isHole())
    return T;
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

Value FunctionEvaluator::reference(const ValueDecl *D, const Expr *E) {
  if (const auto *B = dyn_cast<BindingDecl>(D)) {
    if (const VarDecl *Holder = B->getHoldingVar())
      return reference(Holder, E);
    return B->getBinding() ? value(B->getBinding()) : Value();
  }
  const auto *V = dyn_cast<VarDecl>(D);
  if (!V)
    return {};
  PlaceId P = Places.variable(V);
  if (!V->getType()->isReferenceType())
    return Value::address(P);
  Value Target = load(P, E);
  return Target.isAddress() ? Target : Value::address(P);
}

Value FunctionEvaluator::member(const MemberExpr *E) {
  const auto *Member = dyn_cast<FieldDecl>(E->getMemberDecl());
  if (!Member) {
    if (const auto *V = dyn_cast<VarDecl>(E->getMemberDecl()))
      return reference(V, E);
    return {};
  }
  Value Base = value(E->getBase());
  // A field that shows its object's text, as a buffer's data does.
  if (TheProgram.Matcher.showsObject(Member)) {
    if (!Base.isAddress()) {
      PlaceId P = Places.temporary(E);
      store(P, Value::text(textOf(Base, E->getBase())));
      return Value::address(P);
    }
    const Value *Stored = Current.get(Base.P);
    return E->isArrow() && Stored && Stored->isAddress() ? *Stored : Base;
  }
  if (Base.isAddress() || Base.What == Value::Kind::Copy) {
    PlaceId P = Base.P;
    // The address of a pointer to the object, as a smart pointer's place is.
    if (E->isArrow())
      if (const Value *Stored = Current.get(P); Stored && Stored->isAddress())
        P = Stored->P;
    return Value::address(Places.field(P, Member));
  }
  if (Base.isText() && Base.T->isHole() &&
      Base.T->hole().From == Origin::Symbol)
    return Value::address(Places.field(Base.T->hole().Symbol, Member));
  if (isNumeric(E->getType()))
    return {};
  PlaceId P = Places.temporary(E);
  const catalog::Source *Source = TheProgram.Matcher.sourceOf(Member);
  store(P,
        Source ? Value::text(outside(*Source, E)) : Value::opaque(dynamic(E)));
  return Value::address(P);
}

Value FunctionEvaluator::subscript(const ArraySubscriptExpr *E) {
  Value Base = value(E->getBase());
  std::optional<llvm::APSInt> Index = integerValue(E->getIdx(), Context);
  if (Base.isAddress()) {
    if (isCharacter(E->getType()))
      return Value::address(Base.P, Base.Later || !Index || *Index != 0);
    unsigned At = Index && *Index >= 0 && *Index < MaxListedElements
                      ? unsigned(Index->getExtValue())
                      : AnyIndex;
    const Place Pointed = Places[Base.P];
    if (Pointed.What == Place::Kind::Element && E->getType()->isRecordType())
      return Value::address(
          Places.element(Pointed.Base, Pointed.Index == 0 ? At : AnyIndex));
    return Value::address(Places.element(Base.P, At));
  }
  PlaceId P = Places.temporary(E);
  store(P, Value::text(textOf(Base, E->getBase())));
  return Value::address(P);
}

Value FunctionEvaluator::advanced(PlaceId P, QualType Pointer) {
  const Place Here = Places[P];
  if (Here.What == Place::Kind::Element &&
      Pointer->getPointeeType()->isRecordType())
    return Value::address(Places.element(Here.Base, AnyIndex));
  return Value::address(P, true);
}

Value FunctionEvaluator::unary(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_AddrOf:
    return Sub->isGLValue() ? value(Sub) : Value();
  case UO_Deref: {
    Value V = value(Sub);
    if (V.isAddress() || isNumeric(E->getType()))
      return V;
    PlaceId P = Places.temporary(E);
    store(P, Value::text(textOf(V, Sub)));
    return Value::address(P);
  }
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    if (const VarDecl *V = flag(Sub))
      storeNumber(V, nullptr);
    if (!E->getType()->isPointerType())
      return {};
    Value Variable = value(Sub);
    if (!Variable.isAddress())
      return {};
    Value Old = load(Variable.P, E);
    if (Old.isAddress())
      store(Variable.P, advanced(Old.P, E->getType()));
    return E->isPrefix() && E->isGLValue() ? Variable : Old;
  }
  case UO_Extension:
    return value(Sub);
  default:
    return {};
  }
}

Value FunctionEvaluator::binary(const BinaryOperator *E) {
  const Expr *Left = E->getLHS(), *Right = E->getRHS();
  switch (E->getOpcode()) {
  case BO_Assign:
    return assign(Left, value(Right), Right);
  case BO_Comma:
    return value(Right);
  case BO_Add:
  case BO_Sub: {
    if (!E->getType()->isPointerType())
      return {};
    const Expr *Pointer = Left->getType()->isPointerType() ? Left : Right;
    const Expr *Offset = Pointer == Left ? Right : Left;
    Value V = value(Pointer);
    std::optional<llvm::APSInt> Constant = integerValue(Offset, Context);
    if (V.isAddress() && !(Constant && *Constant == 0))
      return advanced(V.P, E->getType());
    if (V.isText())
      return Value::text(partOf(V.T, E));
    return V;
  }
  case BO_AddAssign:
  case BO_SubAssign: {
    if (const VarDecl *V = flag(Left))
      storeNumber(V, nullptr);
    if (!E->getType()->isPointerType())
      return value(Left);
    Value Variable = value(Left);
    if (!Variable.isAddress())
      return {};
    Value Old = load(Variable.P, E);
    if (Old.isAddress())
      store(Variable.P, advanced(Old.P, E->getType()));
    else if (Old.isText())
      store(Variable.P, Value::text(partOf(Old.T, E)));
    return Variable;
  }
  default:
    if (const VarDecl *V = E->isAssignmentOp() ? flag(Left) : nullptr)
      storeNumber(V, nullptr);
    return E->isAssignmentOp() ? value(Left) : Value();
  }
}

Value FunctionEvaluator::assign(const Expr *Left, Value Right,
                                const Expr *RightE) {
  Value Target = value(Left);
  if (!Target.isAddress())
    return Target;
  if (isNumeric(Left->getType())) {
    if (const VarDecl *V = flag(Left))
      storeNumber(V, RightE);
    return Target;
  }
  if (isCharacterAccess(Left)) {
    // One character more in a text that is written character by character; a
    // NUL at its start empties it.
    TextRef Char = textOf(RightE);
    Value Whole = load(Target.P, Left);
    TextRef Old = textOf(Whole, Left);
    if (Old->hasOwn())
      Char = spliced(Char, RightE);
    if (Char->isEmpty() && !Target.Later)
      store(Target.P, Value::text(Texts.empty()));
    else
      store(Target.P, Value::text(Texts.concat(Old, Char)));
    storeChar(Target.P, Char);
    return Target;
  }
  if (Right.isNone() || isCharacter(Left->getType()))
    Right = Value::text(textOf(RightE));
  store(Target.P, Right);
  if (isCharacter(Left->getType()) && Right.isText())
    storeChar(Target.P, Right.T);
  return Target;
}

Value FunctionEvaluator::cast(const CastExpr *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getCastKind()) {
  case CK_LValueToRValue: {
    if (isNumeric(E->getType()))
      return {};
    Value V = value(Sub);
    if (!V.isAddress())
      return V;
    if (const catalog::Quoter *Q = Loops.copying(E))
      return quotedCharacter(*Q, loadText(V.P, E), E);
    if (isCharacter(E->getType()))
      if (TextRef Char = checkedChar(V.P, E))
        return Value::text(Char);
    if (isCharacterAccess(Sub))
      return Value::text(partOf(loadText(V.P, E), E));
    if (E->getType()->isRecordType())
      return Value::copy(V.P);
    return load(V.P, E);
  }
  case CK_ArrayToPointerDecay: {
    // A pointer into a table of objects points to its first.
    Value V = value(Sub);
    if (V.isAddress() && E->getType()->getPointeeType()->isRecordType())
      return Value::address(Places.element(V.P, 0));
    return V;
  }
  case CK_NullToPointer:
    return Value::text(Texts.empty());
  case CK_ToVoid:
  case CK_PointerToBoolean:
  case CK_MemberPointerToBoolean:
  case CK_PointerToIntegral:
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
    return {};
  case CK_IntegralCast:
    // 'a' is an int in C; as a char it is text again.
    if (isCharacter(E->getType()) &&
        isCharacter(Sub->IgnoreParenImpCasts()->getType()))
      return value(Sub->IgnoreParenImpCasts());
    return {};
  default:
    if (isNumeric(E->getType()) && !E->getType()->isEnumeralType())
      return {};
    return value(Sub);
  }
}

Value FunctionEvaluator::initList(const InitListExpr *E) {
  if (!E->isSemanticForm() && E->getSemanticForm())
    E = E->getSemanticForm();
  QualType T = E->getType();
  if (E->isTransparent() && E->getNumInits() == 1)
    return value(E->getInit(0));
  PlaceId P = Places.temporary(E);
  if (const auto *Record = T->getAsRecordDecl()) {
    unsigned At = 0;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
      At = Class->getNumBases();
    for (const FieldDecl *Field : Record->fields()) {
      if (Field->isUnnamedBitField())
        continue;
      if (Record->isUnion() && Field != E->getInitializedFieldInUnion())
        continue;
      if (At >= E->getNumInits())
        break;
      const Expr *Init = E->getInit(At++);
      // What is left out is zero, and no text.
      if (isNumeric(Field->getType()) || isa<ImplicitValueInitExpr>(Init))
        continue;
      Value V = value(Init);
      store(Places.field(P, Field), V.isNone() ? Value::text(textOf(Init)) : V);
    }
    return Value::copy(P);
  }
  if (T->isArrayType()) {
    if (isNumeric(QualType(T->getArrayElementTypeNoTypeQual(), 0)))
      return {};
    if (E->getNumInits() == 1 && isa<StringLiteral>(E->getInit(0)) &&
        isCharacterPointer(T))
      return value(E->getInit(0));
    for (unsigned I = 0; I < E->getNumInits(); ++I) {
      const Expr *Init = E->getInit(I);
      // Of a long table, the beginning says what literals look like in it.
      if (I >= MaxListedElements && isMadeOfLiterals(Init))
        continue;
      Value V = value(Init);
      if (V.isNone())
        V = Value::text(textOf(Init));
      store(Places.element(P, I < MaxListedElements ? I : AnyIndex), V);
    }
    return Value::copy(P);
  }
  return E->getNumInits() == 1 ? value(E->getInit(0)) : Value();
}

} // namespace dbsafe::provenance
