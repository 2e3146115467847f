//===- Memory.cpp - Loading and storing -----------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace dbsafe::provenance {

bool FunctionEvaluator::isSymbolic(PlaceId P) const {
  const Place &Root = Places[Places[P].Root];
  switch (Root.What) {
  case Place::Kind::Pointee:
  case Place::Kind::This:
    return true;
  case Place::Kind::Temporary:
    return false;
  case Place::Kind::Variable: {
    const auto *V = dyn_cast<VarDecl>(Root.Decl);
    if (!V)
      return false;
    if (V->hasGlobalStorage() || isa<ParmVarDecl>(V))
      return true;
    // A variable of another function: a lambda's capture.
    return V->getDeclContext() != Function && Function &&
           V->getDeclContext() != Function->getCanonicalDecl();
  }
  default:
    return false;
  }
}

bool FunctionEvaluator::isOutside(PlaceId P) const {
  const Place &Root = Places[Places[P].Root];
  if (Root.What == Place::Kind::Returned)
    return true;
  // A parameter's own copy dies with the call.
  if (Root.What == Place::Kind::Variable && isa<ParmVarDecl>(Root.Decl) &&
      cast<ParmVarDecl>(Root.Decl)->getDeclContext() == Function)
    return false;
  return isSymbolic(P);
}

TextRef FunctionEvaluator::symbol(PlaceId P, const Expr *At) {
  Hole H;
  const Place &Root = Places[Places[P].Root];
  if (const auto *D = dyn_cast_or_null<ValueDecl>(Root.Decl);
      D &&
      (Root.What == Place::Kind::Variable || Root.What == Place::Kind::Pointee))
    if (const catalog::Source *Source = TheProgram.Matcher.sourceOf(D))
      return outside(*Source, At);
  const Place &Here = Places[P];
  if (Here.What == Place::Kind::Field)
    if (const auto *Field = dyn_cast<FieldDecl>(Here.Decl))
      H.Secret = TheProgram.Matcher.secretOf(Field);
  H.From = Origin::Symbol;
  H.Symbol = P;
  H.Where = At;
  return Texts.hole(H);
}

static QualType typeOf(const Place &P) {
  if (const auto *V = dyn_cast_or_null<ValueDecl>(P.Decl))
    if (P.What == Place::Kind::Variable || P.What == Place::Kind::Field)
      return V->getType().getNonReferenceType();
  return {};
}

bool FunctionEvaluator::holdsPointer(PlaceId P) const {
  const Place &Here = Places[P];
  QualType T = typeOf(Here);
  if (Here.What == Place::Kind::Pointee)
    T = cast<ParmVarDecl>(Here.Decl)->getType()->getPointeeType();
  return !T.isNull() && T->isPointerType();
}

Value FunctionEvaluator::load(PlaceId P, const Expr *At) {
  const Value *Stored = Current.get(P);
  bool Known = Stored && !Stored->isNone();
  if (Places[P].Base == NoPlace)
    return Known ? *Stored : initial(P, At);
  std::optional<Value> Joined;
  llvm::SmallVector<PlaceId, 4> Aliases;
  Places.aliases(P, Aliases);
  for (PlaceId Each : Aliases)
    if (const Value *V = Current.get(Each); V && !V->isNone())
      Joined = Joined ? join(*Joined, *V, At) : *V;
  // Some element of the caller's: those that were written to are not all.
  const Place &Here = Places[P];
  if (Joined && !Known && Here.What == Place::Kind::Element &&
      Here.Index == AnyIndex && Joined->isText())
    if (Value Rest = others(P); !Rest.isNone())
      return join(*Joined, Rest, At);
  return Joined ? *Joined : initial(P, At);
}

Value FunctionEvaluator::initial(PlaceId P, const Expr *At) {
  QualType T = typeOf(Places[P]);
  if (!T.isNull() && isNumeric(T))
    return {};
  // What is known of a whole says something of its parts.
  for (PlaceId Around = Places[P].Base; Around != NoPlace;
       Around = Places[Around].Base) {
    const Value *Whole = Current.get(Around);
    if (!Whole || Whole->isNone())
      continue;
    switch (Whole->What) {
    case Value::Kind::Copy:
      return entry(Places.moved(P, Around, Whole->P), At);
    case Value::Kind::Address:
      if (Whole->P == Around)
        break;
      return load(Places.moved(P, Around, Whole->P), At);
    case Value::Kind::Opaque:
      return *Whole;
    case Value::Kind::Text:
      if (Whole->T->isHole() && Whole->T->hole().From == Origin::Symbol &&
          !Whole->T->hole().Formats)
        return entry(Places.moved(P, Around, Whole->T->hole().Symbol), At);
      return Value::text(Whole->T->isEmpty() ? Whole->T : partOf(Whole->T, At));
    case Value::Kind::None:
    case Value::Kind::Number:
      break;
    }
  }
  return entry(P, At);
}

const VarDecl *FunctionEvaluator::constantAround(PlaceId P) const {
  const Place &Root = Places[Places[P].Root];
  if (Root.What != Place::Kind::Variable)
    return nullptr;
  const auto *V = dyn_cast<VarDecl>(Root.Decl);
  if (!V || !V->hasGlobalStorage())
    return nullptr;
  if (TheProgram.isUnchanging(V))
    return V;
  // Pointers into a table of the file's own may go anywhere, but nothing
  // writes to this column of it.
  if (!V->hasExternalFormalLinkage())
    for (; P != NoPlace; P = Places[P].Base)
      if (Places[P].What == Place::Kind::Field)
        if (const auto *F = dyn_cast<FieldDecl>(Places[P].Decl);
            F && TheProgram.isUnchanging(F))
          return V;
  return nullptr;
}

Value FunctionEvaluator::constant(PlaceId P, const VarDecl *V, const Expr *At) {
  FunctionEvaluator &Constants = *TheProgram.Constants;
  if (this != &Constants) {
    unsigned Saved = std::exchange(Constants.Depth, Depth + 1);
    Value Result = Constants.constant(P, V, At);
    Constants.Depth = Saved;
    return Result;
  }
  PlaceId Root = Places.variable(V);
  if (!Evaluated.count(V)) {
    if (Depth >= 64) {
      Hole H;
      H.From = Origin::Constant;
      H.Where = At;
      return Value::text(Texts.hole(H));
    }
    Evaluated.insert(V);
    store(Root, evaluateInitializer(V));
    return load(P, At);
  }
  if (Places[P].Base != NoPlace)
    return load(P, At);
  if (const Value *Stored = Current.get(P); Stored && !Stored->isNone())
    return *Stored;
  if (!Places.children(P).empty())
    return Value::copy(P);
  QualType T = typeOf(Places[P]);
  return !T.isNull() && isNumeric(T) ? Value() : Value::text(Texts.empty());
}

Value FunctionEvaluator::entry(PlaceId P, const Expr *At) {
  const Place Here = Places[P];
  QualType T = typeOf(Here);
  if (!T.isNull() && isNumeric(T))
    return {};
  if (const VarDecl *V = constantAround(P)) {
    bool Seen = this == TheProgram.Constants.get() && Evaluated.count(V);
    if (!Seen || Here.Base == NoPlace)
      return constant(P, V, At);
    if (!Places.children(P).empty())
      return Value::copy(P);
  }
  if (Here.Base != NoPlace) {
    // Part of what comes from outside comes from there.
    for (PlaceId Around = P; Around != NoPlace; Around = Places[Around].Base)
      if (Places[Around].What == Place::Kind::Field)
        if (const catalog::Source *Source = TheProgram.Matcher.sourceOf(
                cast<ValueDecl>(Places[Around].Decl)))
          return Value::text(outside(*Source, At));
    if (isSymbolic(P) && !constantAround(P)) {
      if (Here.What == Place::Kind::Field)
        if (const FieldDecl *Of =
                TheProgram.textOfCursor(cast<ValueDecl>(Here.Decl)))
          return Value::address(Places.field(Here.Base, Of), true);
      if (Here.What == Place::Kind::Field)
        if (TextRef Fixed = fixedField(cast<ValueDecl>(Here.Decl)))
          return Value::text(Fixed);
      return Value::text(symbol(P, At));
    }
    if (Here.What == Place::Kind::Field)
      if (const auto *F = dyn_cast<FieldDecl>(Here.Decl);
          F && F->hasInClassInitializer() && F->getInClassInitializer() &&
          Depth < 64)
        return value(F->getInClassInitializer());
    return Value::text(Texts.empty());
  }
  switch (Here.What) {
  case Place::Kind::Variable: {
    const auto *V = dyn_cast<VarDecl>(Here.Decl);
    if (!V)
      return {};
    if (V->hasGlobalStorage())
      return Value::text(symbol(P, At));
    if (const auto *Param = dyn_cast<ParmVarDecl>(V)) {
      if (T->isPointerType() || V->getType()->isReferenceType())
        return Value::address(Places.pointee(Param));
      return Value::text(symbol(P, At));
    }
    if (isSymbolic(P))
      return Value::text(symbol(P, At));
    return Value::text(Texts.empty());
  }
  case Place::Kind::Pointee: {
    const auto *Param = cast<ParmVarDecl>(Here.Decl);
    QualType Pointee = Param->getType()->getPointeeType();
    if (!Pointee.isNull() && isNumeric(Pointee))
      return {};
    return Value::text(symbol(P, At));
  }
  case Place::Kind::This:
    return Value::text(symbol(P, At));
  default:
    return Value::text(Texts.empty());
  }
}

TextRef FunctionEvaluator::fixedField(const ValueDecl *D) {
  const auto *Field = dyn_cast<FieldDecl>(D);
  if (!Field || Depth >= 64)
    return nullptr;
  // Of a pointer to an object, its fields say what is there.
  QualType T = Field->getType();
  if (T->isPointerType() && T->getPointeeType()->isRecordType())
    return nullptr;
  const auto *Initializers = TheProgram.initializersOf(Field);
  if (!Initializers)
    return nullptr;
  llvm::SmallVector<TextRef, 4> All;
  for (const Expr *Init : *Initializers)
    All.push_back(isa<CXXDefaultInitExpr>(Init)
                      ? textOf(cast<CXXDefaultInitExpr>(Init)->getExpr())
                      : textOf(Init));
  if (Field->hasInClassInitializer() && Field->getInClassInitializer())
    All.push_back(textOf(Field->getInClassInitializer()));
  TextRef Fixed = Texts.join(All);
  return Fixed->hasHole() ? nullptr : Fixed;
}

TextRef FunctionEvaluator::elementsText(PlaceId P, const Expr *At) {
  llvm::SmallVector<TextRef, 8> Elements;
  for (PlaceId Child : Places.children(P))
    if (Places[Child].What == Place::Kind::Element &&
        Places[Child].Index != CharIndex) {
      if (const Value *V = Current.get(Child); V && !V->isNone())
        Elements.push_back(textOf(*V, At));
      else if (!Places.children(Child).empty() && Depth < 64)
        for (TextRef T : {elementsText(Child, At), fieldsText(Child, At)})
          if (T)
            Elements.push_back(T);
    }
  return Elements.empty() ? nullptr : Texts.join(Elements);
}

TextRef FunctionEvaluator::fieldsText(PlaceId P, const Expr *At) {
  TextRef Fields = Texts.empty();
  for (PlaceId Child : Places.children(P))
    if (Places[Child].What == Place::Kind::Field)
      if (const Value *V = Current.get(Child); V && !V->isNone())
        Fields = Texts.concat(Fields, textOf(*V, At));
  return Fields->isEmpty() ? nullptr : Fields;
}

TextRef FunctionEvaluator::loadText(PlaceId P, const Expr *At) {
  // An array or container is as text any of its elements, a structure what its
  // fields hold.
  const Value *Stored = Current.get(P);
  if (TextRef T = elementsText(P, At)) {
    // What was put into it since it was read from somewhere.
    TextRef Whole =
        Stored && (Stored->isText() || Stored->What == Value::Kind::Opaque)
            ? Stored->T
            : Texts.empty();
    return Whole->isEmpty() ? T : Texts.join(Whole, T);
  }
  if ((!Stored || Stored->isNone()) && !isSymbolic(P) && Depth < 64)
    if (TextRef T = fieldsText(P, At))
      return T;
  Value V = load(P, At);
  return V.What == Value::Kind::Copy ? entryText(V.P, At) : textOf(V, At);
}

TextRef FunctionEvaluator::entryText(PlaceId P, const Expr *At) {
  FunctionEvaluator &Constants = *TheProgram.Constants;
  if (!constantAround(P))
    return isSymbolic(P) ? symbol(P, At) : Texts.empty();
  if (this != &Constants)
    return Constants.loadText(P, At);
  TextRef T = elementsText(P, At);
  if (!T && Depth < 64)
    T = fieldsText(P, At);
  return T ? T : Texts.empty();
}

Value FunctionEvaluator::content(PlaceId P) {
  if (const Value *Stored = Current.get(P); Stored && !Stored->isNone())
    return *Stored;
  for (PlaceId Around = Places[P].Base; Around != NoPlace;
       Around = Places[Around].Base)
    if (const Value *Whole = Current.get(Around); Whole && !Whole->isNone())
      return Whole->What == Value::Kind::Copy
                 ? Value::copy(Places.moved(P, Around, Whole->P))
                 : initial(P, nullptr);
  return isSymbolic(P) ? Value::copy(P) : Value();
}

bool FunctionEvaluator::isOneOfMany(PlaceId P) const {
  for (; P != NoPlace; P = Places[P].Base)
    if (Places[P].What == Place::Kind::Element && Places[P].Index == AnyIndex)
      return true;
  return false;
}

/// True if T is Of, quoted.
static bool isQuoted(TextRef T, TextRef Of) {
  if (!T->isHole() || T->hole().From != Origin::Sanitized)
    return false;
  TextRef Inner = T->hole().Inner;
  bool IsSymbol = Inner && Inner->isHole() && Of->isHole() &&
                  Of->hole().From == Origin::Symbol;
  return T == Of || Inner == Of ||
         (IsSymbol && Inner->hole().From == Origin::Symbol &&
          Inner->hole().Symbol == Of->hole().Symbol);
}

Value FunctionEvaluator::others(PlaceId P) {
  Value V = initial(P, nullptr);
  bool Says = V.What == Value::Kind::Opaque ||
              (V.isText() && !V.T->isEmpty() && V.T->hasHole());
  return Says ? V : Value();
}

void FunctionEvaluator::forget(PlaceId P) {
  for (PlaceId Child : Places.children(P)) {
    if (const Value *Old = Current.get(Child); Old && !Old->isNone())
      Current.set(Memory, Child, Value());
    forget(Child);
  }
}

void FunctionEvaluator::write(PlaceId P, Value V) {
  V.Was = nullptr;
  if (const Place &Here = Places[P];
      Here.What == Place::Kind::Variable && isa<ParmVarDecl>(Here.Decl))
    AssignedParameters.insert(P);
  if (isOneOfMany(P)) {
    const Value *Known = Current.get(P);
    bool IsKnown = Known && !Known->isNone();
    Value Old = IsKnown ? *Known : V.isNone() ? Value() : others(P);
    // Who quotes an element in its place does so with each in turn.
    bool Requoted = Old.isText() && V.isText() && isQuoted(V.T, Old.T);
    if (Requoted)
      QuotedInPlace.insert(P);
    else if (!Old.isNone())
      V = V.isNone() ? Old : join(Old, V, nullptr);
  }
  if (!V.isNone() || Current.get(P))
    Current.set(Memory, P, V);
}

void FunctionEvaluator::store(PlaceId P, Value V) {
  if (Places[P].What == Place::Kind::Field)
    noteStore(P);
  if (V.What == Value::Kind::Copy) {
    if (V.P != P)
      copyObject(P, V.P);
    return;
  }
  // Storing the whole forgets the parts.
  if (!isOneOfMany(P))
    forget(P);
  write(P, V);
}

void FunctionEvaluator::assumeQuotedElements(const CFGBlock &Head) {
  for (PlaceId P : QuotedInPlace) {
    const Value *EachTurn = nullptr;
    bool Same = true;
    for (const CFGBlock::AdjacentBlock &Edge : Head.preds()) {
      const CFGBlock *From = Edge.getReachableBlock();
      if (!From || !Exits.count(From) || Order[From] < Order[&Head])
        continue;
      const Value *V = Exits[From].get(P);
      Same &= V && V->isText() && V->T->isHole() &&
              V->T->hole().From == Origin::Sanitized &&
              (!EachTurn || *EachTurn == *V);
      EachTurn = V;
    }
    // If there was no turn, there is no element.
    if (Same && EachTurn)
      Current.set(Memory, P, *EachTurn);
  }
}

Value FunctionEvaluator::joinPointers(const Value &A, const Value &B) {
  // Who follows a pointer has seen that it is not null.
  if (A.isAddress() && B.isText() && B.T->isEmpty())
    return A;
  if (B.isAddress() && A.isText() && A.T->isEmpty())
    return B;
  if (!A.isAddress() || !B.isAddress())
    return {};
  if (A.P == B.P)
    return Value::address(A.P, true);
  const Place PlaceA = Places[A.P], PlaceB = Places[B.P];
  if (PlaceA.What == Place::Kind::Element &&
      PlaceB.What == Place::Kind::Element && PlaceA.Base == PlaceB.Base)
    return Value::address(Places.element(PlaceA.Base, AnyIndex));
  return {};
}

Value FunctionEvaluator::join(const Value &A, const Value &B, const Expr *At) {
  if (A == B)
    return A;
  if (Value Pointer = joinPointers(A, B); !Pointer.isNone())
    return Pointer;
  if (A.isNone())
    return B;
  if (B.isNone())
    return A;
  if (A.What == Value::Kind::Opaque && B.What == Value::Kind::Opaque)
    return A;
  return Value::text(Texts.join(textOf(A, At), textOf(B, At)));
}

} // namespace dbsafe::provenance
