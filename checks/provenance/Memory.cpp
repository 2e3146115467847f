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

Value FunctionEvaluator::load(PlaceId P, const Expr *At) {
  if (const Value *Stored = Current.get(P); Stored && !Stored->isNone())
    return *Stored;
  const Place Here = Places[P];
  // An element of which nothing is known by its index.
  if (Here.What == Place::Kind::Element) {
    std::optional<Value> Joined;
    for (PlaceId Sibling : Places.children(Here.Base)) {
      if (Here.Index != AnyIndex && Places[Sibling].Index != AnyIndex)
        continue;
      if (const Value *Stored = Current.get(Sibling);
          Stored && !Stored->isNone())
        Joined = Joined ? join(*Joined, *Stored, At) : *Stored;
    }
    if (Joined)
      return *Joined;
  }
  return initial(P, At);
}

Value FunctionEvaluator::initial(PlaceId P, const Expr *At) {
  const Place Here = Places[P];
  QualType T = typeOf(Here);
  if (!T.isNull() && isNumeric(T))
    return {};
  if (Here.Base != NoPlace) {
    // What is known of the whole says something of its parts.
    const Value *Base = Current.get(Here.Base);
    Value Whole = Base ? *Base : Value();
    if (Whole.isNone() && Places[Here.Base].What != Place::Kind::Pointee &&
        Places[Here.Base].What != Place::Kind::This)
      Whole = initial(Here.Base, At);
    auto PartOf = [&](PlaceId Base) {
      return Here.What == Place::Kind::Field
                 ? Places.field(Base, cast<ValueDecl>(Here.Decl))
                 : Places.element(Base, Here.Index);
    };
    if (Whole.What == Value::Kind::Copy && Whole.P != Here.Base)
      return load(PartOf(Whole.P), At);
    if (Here.What == Place::Kind::Field)
      if (const catalog::Source *Source =
              TheProgram.Matcher.sourceOf(cast<ValueDecl>(Here.Decl)))
        return Value::text(outside(*Source, At));
    if (Whole.What == Value::Kind::Opaque)
      return Whole;
    if (Whole.isText() && !Whole.T->isEmpty() && !Whole.T->isSymbolic())
      return Value::text(partOf(Whole.T, At));
    if (isSymbolic(P)) {
      const Place &Root = Places[Here.Root];
      if (Root.What == Place::Kind::Variable && !isa<ParmVarDecl>(Root.Decl) &&
          !Whole.isNone() && !Whole.isText())
        return Whole;
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
    if (V->hasGlobalStorage()) {
      if (TheProgram.isUnchanging(V))
        return evaluateInitializer(V);
      return Value::text(symbol(P, At));
    }
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
  TextRef T = Texts.join(All);
  return T->hasHole() ? nullptr : T;
}

TextRef FunctionEvaluator::loadText(PlaceId P, const Expr *At) {
  // An array or initializer list is as text any of its elements, a structure
  // what its fields hold.
  const Value *Stored = Current.get(P);
  if (!Stored || Stored->isNone()) {
    llvm::SmallVector<TextRef, 8> Elements;
    TextRef Fields = Texts.empty();
    for (PlaceId Child : Places.children(P)) {
      const Value *V = Current.get(Child);
      if (!V || V->isNone())
        continue;
      if (Places[Child].What == Place::Kind::Element)
        Elements.push_back(textOf(*V, At));
      else if (Depth < 64)
        Fields = Texts.concat(Fields, textOf(*V, At));
    }
    if (!Elements.empty())
      return Texts.join(Elements);
    if (!Fields->isEmpty() && !isSymbolic(P))
      return Fields;
  }
  return textOf(load(P, At), At);
}

void FunctionEvaluator::store(PlaceId P, Value V) {
  const Place Here = Places[P];
  if (Here.What == Place::Kind::Element && Here.Index == AnyIndex)
    if (const Value *Old = Current.get(P); Old && !Old->isNone())
      V = join(*Old, V, nullptr);
  // Storing the whole forgets the parts.
  auto Forget = [&](auto &Self, PlaceId Base) -> void {
    for (PlaceId Child : Places.children(Base)) {
      if (const Value *Old = Current.get(Child); Old && !Old->isNone())
        Current.set(Memory, Child, Value());
      Self(Self, Child);
    }
  };
  Forget(Forget, P);
  Current.set(Memory, P, V);
}

Value FunctionEvaluator::join(const Value &A, const Value &B, const Expr *At) {
  if (A == B)
    return A;
  if (A.isAddress() && B.isAddress() && A.P == B.P)
    return Value::address(A.P, true);
  if (A.isNone())
    return B;
  if (B.isNone())
    return A;
  if (A.What == Value::Kind::Opaque && B.What == Value::Kind::Opaque)
    return A;
  return Value::text(Texts.join(textOf(A, At), textOf(B, At)));
}

} // namespace dbsafe::provenance
