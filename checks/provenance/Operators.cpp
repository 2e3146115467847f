//===- Operators.cpp - Names, members, operators, casts -------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

constexpr unsigned MaxListedElements = 256;

/// True for what a pointer walks over: not for the characters of a text.
bool isOfTable(QualType T) { return T->isRecordType() || T->isPointerType(); }

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

} // namespace

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
  if (const catalog::Operand *Shown = TheProgram.Matcher.shown(Member)) {
    if (Base.What == Value::Kind::Copy)
      Base = Value::address(Base.P);
    if ((!Shown->Steps.empty() || E->isArrow()) && Base.isText() &&
        Base.T->isHole() && Base.T->hole().From == Origin::Symbol)
      Base = Value::address(Base.T->hole().Symbol);
    if (!Base.isAddress()) {
      PlaceId P = Places.temporary(E);
      store(P, Value::text(textOf(Base, E->getBase())));
      return Value::address(P);
    }
    if (const Value *Stored = Current.get(Base.P);
        E->isArrow() && Stored && Stored->isAddress())
      Base = *Stored;
    if (Shown->Steps.empty())
      return Base;
    QualType T = E->getBase()->getType();
    if (E->isArrow() && T->isPointerType())
      T = T->getPointeeType();
    return Value::address(within(Base.P, T, Shown->Steps, {}));
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
  std::optional<llvm::APSInt> Index = integerValue(E->getIdx());
  if (Base.isAddress()) {
    if (isCharacter(E->getType()))
      return Value::address(Base.P, Base.Later || !Index || *Index != 0);
    unsigned At = Index && *Index >= 0 && *Index < MaxListedElements
                      ? unsigned(Index->getExtValue())
                      : AnyIndex;
    const Place Pointed = Places[Base.P];
    if (Pointed.What == Place::Kind::Element && isOfTable(E->getType()))
      return Value::address(
          Places.element(Pointed.Base, Pointed.Index == 0 ? At : AnyIndex));
    return Value::address(Places.element(Base.P, At));
  }
  // b->text[i], where the text came without a place.
  if (isCharacter(E->getType()))
    if (Value Kept = bufferOf(E->getBase()); Kept.isAddress())
      return Value::address(Kept.P, Kept.Later || !Index || *Index != 0);
  PlaceId P = Places.temporary(E);
  store(P, Value::text(textOf(Base, E->getBase())));
  return Value::address(P);
}

Value FunctionEvaluator::advanced(PlaceId P, QualType Pointer) {
  const Place Here = Places[P];
  if (isOfTable(Pointer->getPointeeType()))
    return Value::address(Places.element(
        Here.What == Place::Kind::Element ? Here.Base : P, AnyIndex));
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
    std::optional<llvm::APSInt> Constant = integerValue(Offset);
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
    if (const VarDecl *V = E->isAssignmentOp() ? flag(Left) : nullptr) {
      // ok |= k == column
      if (E->getOpcode() == BO_OrAssign || E->getOpcode() == BO_AndAssign)
        storeOutcomes(V, outcomesOfBoth(outcomesOf(Left), outcomesOf(Right),
                                        E->getOpcode() == BO_OrAssign));
      else
        storeNumber(V, nullptr);
    }
    return E->isAssignmentOp() ? value(Left) : Value();
  }
}

/// A character that is written over others to cover them.
static bool isMask(TextRef Char) {
  return Char->isLiteral() && Char->bytes().size() == 1 &&
         llvm::StringRef("*xX#").contains(Char->bytes());
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
  if (const auto *Cursor = dyn_cast<MemberExpr>(Left->IgnoreParens()))
    if (const FieldDecl *Of =
            TheProgram.textOfCursor(Cursor->getMemberDecl())) {
      moveCursor(Target.P, Places.field(Places[Target.P].Base, Of), RightE);
      return Target;
    }
  if (isCharacterAccess(Left)) {
    // One character more in a text that is written character by character; a
    // NUL at its start empties it.
    TextRef Char = textOf(RightE);
    Value Whole = load(Target.P, Left);
    TextRef Old = textOf(Whole, Left);
    if (isMask(Char))
      Old = Texts.cut(Old);
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
  // for (char &c : text) c = '*';
  if (const auto *R = dyn_cast<DeclRefExpr>(Left->IgnoreParens());
      R && Right.isText() && isMask(Right.T))
    if (const auto *Loop =
            RangeVariables.lookup(dyn_cast<VarDecl>(R->getDecl())))
      if (Value Whole = value(Loop->getRangeInit()); Whole.isAddress())
        store(Whole.P, Value::text(Texts.cut(loadText(Whole.P, Left))));
  if (isCharacter(Left->getType()) && Right.isText())
    storeChar(Target.P, Right.T);
  return Target;
}

/// A pointer to a text's end is set: to where it begins, which empties the
/// text, or to somewhere in it.
void FunctionEvaluator::moveCursor(PlaceId Cursor, PlaceId Of,
                                   const Expr *Where) {
  Where = Where->IgnoreParenCasts();
  if (const auto *Set = dyn_cast<BinaryOperator>(Where);
      Set && Set->getOpcode() == BO_Assign)
    Where = Set->getLHS()->IgnoreParenCasts();
  bool AtStart = isa<MemberExpr>(Where);
  if (AtStart)
    store(Of, Value::text(Texts.empty()));
  store(Cursor, Value::address(Of, !AtStart));
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
    if (V.isAddress() && isOfTable(E->getType()->getPointeeType()))
      return Value::address(Places.element(V.P, 0));
    return V;
  }
  case CK_NullToPointer:
    return Value::text(Texts.empty());
  case CK_IntegralToPointer:
    // A constant that marks something: (char *)-1.
    return integerValue(Sub) ? Value::text(Texts.empty()) : value(Sub);
  case CK_ToVoid:
  case CK_PointerToBoolean:
  case CK_MemberPointerToBoolean:
  case CK_PointerToIntegral:
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
    return {};
  case CK_IntegralCast:
    // 'a' is an int in C; as a char it is text again.
    if (!isCharacter(E->getType()) ||
        !isCharacter(Sub->IgnoreParenImpCasts()->getType()))
      return {};
    // What is read stays read: between are promotions.
    while (!isCharacter(Sub->getType()) && isa<ImplicitCastExpr>(Sub))
      Sub = cast<ImplicitCastExpr>(Sub)->getSubExpr();
    return value(Sub);
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
      // What an array class wraps is itself.
      bool IsWhole = TheProgram.Matcher.shown(Field);
      store(IsWhole ? P : Places.field(P, Field),
            V.isNone() ? Value::text(textOf(Init)) : V);
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
