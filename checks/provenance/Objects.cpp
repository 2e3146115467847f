//===- Objects.cpp - Containers, pairs and what is in them ----------------===//
//
// An object in a container keeps its fields apart: rows[i].column and
// rows[i].value are two texts. The catalogue says where a call puts an object
// and which part it hands out (docs/catalog.md, "Parts of operands"); here its
// parts are found, copied and made.
//
//===----------------------------------------------------------------------===//
#include "provenance/Constructions.h"
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace dbsafe::provenance {

using catalog::Within;

namespace {

// Of an object that is copied whole; lists that hang on each other are not
// followed to their ends.
constexpr unsigned MaxCopiedLevels = 5;
constexpr size_t MaxCopiedParts = 2048;
constexpr unsigned MaxIndex = 256;

/// True for what leads to an element, as iterators and pointers do.
bool isIterator(QualType T) {
  T = T.getNonReferenceType().getCanonicalType();
  if (T->isPointerType())
    return true;
  const auto *Class = T->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() &&
         !Class->lookup(&Class->getASTContext().Idents.get("iterator_category"))
              .empty();
}

/// The template arguments of a class, those of packs one by one.
llvm::SmallVector<TemplateArgument, 4> argumentsOf(QualType T) {
  llvm::SmallVector<TemplateArgument, 4> Result;
  if (T.isNull())
    return Result;
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Class)
    return Result;
  for (const TemplateArgument &Each : Class->getTemplateArgs().asArray())
    if (Each.getKind() == TemplateArgument::Pack)
      Result.append(Each.pack_begin(), Each.pack_end());
    else
      Result.push_back(Each);
  return Result;
}

/// The member that the first template argument of a call names: by number, or
/// by type.
unsigned memberNamed(const FunctionDecl *Callee, QualType Tuple) {
  const TemplateArgumentList *Given =
      Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
  if (!Given || Given->size() == 0)
    return AnyIndex;
  const TemplateArgument &First = Given->get(0);
  if (First.getKind() == TemplateArgument::Integral)
    return unsigned(First.getAsIntegral().getZExtValue());
  if (First.getKind() == TemplateArgument::Type)
    for (auto [I, Each] : llvm::enumerate(argumentsOf(Tuple)))
      if (Each.getKind() == TemplateArgument::Type &&
          Each.getAsType().getCanonicalType() ==
              First.getAsType().getCanonicalType())
        return unsigned(I);
  return AnyIndex;
}

QualType memberType(QualType Tuple, unsigned Index) {
  auto All = argumentsOf(Tuple);
  return Index < All.size() && All[Index].getKind() == TemplateArgument::Type
             ? All[Index].getAsType()
             : QualType();
}

} // namespace

QualType FunctionEvaluator::operandType(const catalog::Operand &Operand,
                                        const CallContext &Call) {
  switch (Operand.Where) {
  case catalog::Operand::Kind::This:
    if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.Callee))
      return Method->getFunctionObjectParameterType().getUnqualifiedType();
    break;
  case catalog::Operand::Kind::Return:
    return Call.Call->getType();
  case catalog::Operand::Kind::Argument:
    if (Operand.Index < Call.Arguments.size())
      return Call.Arguments[Operand.Index]->getType();
    break;
  }
  return {};
}

PlaceId FunctionEvaluator::within(PlaceId P, QualType &T,
                                  llvm::ArrayRef<Within> Steps,
                                  const CallContext &Call) {
  for (const Within &Step : Steps) {
    if (Step.What == Within::Kind::Member || Step.What == Within::Kind::Named) {
      unsigned Index = Step.What == Within::Kind::Member
                           ? Step.Index
                           : memberNamed(Call.Callee, T);
      P = Places.element(P, Index);
      T = memberType(T, Index);
      continue;
    }
    QualType Element = T.isNull() ? QualType() : elementType(T);
    // A range of characters is a text.
    if (isCharacter(Element))
      return P;
    if (!T.isNull() && isIterator(T)) {
      if (const Place Here = Places[P]; Here.What == Place::Kind::Element)
        P = Places.element(Here.Base, AnyIndex);
    } else {
      unsigned Index = AnyIndex;
      if (Step.What == Within::Kind::At && Step.Index < Call.Arguments.size())
        if (std::optional<llvm::APSInt> N =
                integerValue(Call.Arguments[Step.Index]);
            N && *N >= 0 && *N < MaxIndex)
          Index = unsigned(N->getExtValue());
      P = Places.element(P, Index);
    }
    T = Element;
  }
  return P;
}

FunctionEvaluator::Copied FunctionEvaluator::copyOf(PlaceId From) {
  Copied Result;
  Result.From = From;
  // The parts as they are now: the original may change afterwards.
  auto Gather = [&](auto &Self, PlaceId Alias, PlaceId Around,
                    unsigned Level) -> void {
    for (PlaceId Child : Places.children(Around)) {
      if (Level > MaxCopiedLevels || Result.Parts.size() > MaxCopiedParts)
        return;
      if (const Value *V = Current.get(Child); V && !V->isNone()) {
        Value &Part = Result.Parts[Places.moved(Child, Alias, From)];
        Part = Part.isNone() ? *V : join(Part, *V, nullptr);
      }
      Self(Self, Alias, Child, Level + 1);
    }
  };
  llvm::SmallVector<PlaceId, 4> Aliases;
  Places.aliases(From, Aliases);
  for (PlaceId Alias : Aliases)
    Gather(Gather, Alias, Alias, 0);
  Result.Whole = content(From);
  // Of several that it may be, what any holds.
  if (Aliases.size() > 1 || (!Aliases.empty() && Aliases.front() != From)) {
    Value Joined;
    for (PlaceId Alias : Aliases)
      if (const Value *V = Current.get(Alias); V && !V->isNone())
        Joined = Joined.isNone() ? *V : join(Joined, *V, nullptr);
    if (!Joined.isNone())
      Result.Whole = Joined;
  }
  return Result;
}

void FunctionEvaluator::paste(PlaceId Into, const Copied &Object) {
  Value Whole = Object.Whole;
  if (Whole.What == Value::Kind::Copy && Whole.P == Into)
    Whole = Value();
  if (!isOneOfMany(Into))
    forget(Into);
  write(Into, Whole);
  for (const auto &[P, V] : Object.Parts)
    write(Places.moved(P, Object.From, Into), V);
}

void FunctionEvaluator::copyObject(PlaceId Into, PlaceId From) {
  paste(Into, copyOf(From));
}

FunctionEvaluator::Copied
FunctionEvaluator::copyOf(const catalog::Operand &Operand,
                          const CallContext &Call) {
  const Expr *E = operandExpr(Operand, Call);
  QualType T = operandType(Operand, Call);
  Copied Result;
  if (!E || (Operand.Steps.empty() && !T.isNull() && isNumeric(T)))
    return Result;
  Value V = operandValue(Operand, Call);
  bool IsPlace =
      V.isAddress() && (!Operand.Steps.empty() || E->isGLValue() ||
                        Operand.Where == catalog::Operand::Kind::This);
  if (IsPlace || V.What == Value::Kind::Copy)
    return copyOf(V.P);
  Result.Whole = V.isNone() ? Value::text(operandText(Operand, Call)) : V;
  return Result;
}

void FunctionEvaluator::storeObject(const catalog::Builder &Builder,
                                    const Copied &Object,
                                    const CallContext &Call,
                                    std::optional<Value> &Result) {
  const catalog::Operand &Into = *Builder.Into;
  if (Into.Where != catalog::Operand::Kind::Return) {
    Value Target = targetOf(Into, Call);
    if (Target.isAddress())
      paste(Target.P, Object);
    return;
  }
  QualType T = Call.Call->getType();
  PlaceId P = Places.temporary(Call.Call);
  if (Into.Steps.empty() && !T->isRecordType()) {
    Result = Object.Whole;
    return;
  }
  // An object that is made anew in a loop starts empty.
  if (!Result)
    store(P, Value());
  paste(within(P, T, Into.Steps, Call), Object);
  Result = Value::copy(P);
}

FunctionEvaluator::Copied
FunctionEvaluator::constructed(const catalog::Builder &Builder,
                               const CallContext &Call) {
  unsigned First = *Builder.Construct;
  Copied Result;
  if (First >= Call.Arguments.size())
    return Result;
  // What it is made of, if it can't be seen how.
  auto Simple = [&] {
    if (Call.Arguments.size() == First + 1)
      return copyOf(catalog::Operand{catalog::Operand::Kind::Argument, First},
                    Call);
    TextRef T = Texts.empty();
    for (unsigned I = First; I < Call.Arguments.size(); ++I)
      T = Texts.concat(
          T, operandText(catalog::Operand{catalog::Operand::Kind::Argument, I},
                         Call));
    Result.Whole = Value::text(T);
    return Result;
  };
  // std::make_shared<Row>(...): the type is what the result leads to.
  QualType T = operandType(*Builder.Into, Call);
  bool IsHolder = Builder.Into->Where == catalog::Operand::Kind::This &&
                  Builder.Into->Steps.empty(); // std::optional
  if (IsHolder && !T.isNull()) {
    T = elementType(T);
  } else if (Builder.Into->Where == catalog::Operand::Kind::Return) {
    T = memberType(T, 0);
  } else if (Value Target = operandValue(*Builder.Into, Call);
             Target.isAddress() && !Builder.Into->Steps.empty()) {
    CallContext Outer = Call;
    within(Places.temporary(Call.Call), T, Builder.Into->Steps, Outer);
  }
  const auto *Class =
      T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  size_t Given = Call.Arguments.size() - First;
  bool IsCopy = Given == 1 &&
                Call.Arguments[First]->getType()->getAsCXXRecordDecl() == Class;
  Class = Class && !IsCopy ? definitionOf(Class) : nullptr;
  if (!Class)
    return Simple();
  PlaceId Made =
      Places.temporary(Builder.Into->Where == catalog::Operand::Kind::Return
                           ? Call.Arguments[First]
                           : Call.Call);
  llvm::ArrayRef<const Expr *> Arguments(Call.Arguments);
  Arguments = Arguments.drop_front(First);
  if (Class->isAggregate()) {
    auto Field = Class->field_begin();
    for (const Expr *Each : Arguments) {
      if (Field == Class->field_end())
        break;
      if (!isNumeric(Field->getType())) {
        CallContext One = Call;
        One.Arguments = {Each};
        paste(Places.field(Made, *Field), copyOf(catalog::Operand(), One));
      }
      ++Field;
    }
    return copyOf(Made);
  }
  const CXXConstructorDecl *Only =
      constructorFor(Class, Arguments, TheProgram.Matcher);
  if (!Only)
    return Simple();
  CallContext Inner;
  Inner.Call = Call.Call;
  Inner.Callee = Only;
  Inner.This = Made;
  Inner.Arguments.assign(Arguments.begin(), Arguments.end());
  store(Made, Value());
  return callKnown(Inner) ? copyOf(Made) : Simple();
}

} // namespace dbsafe::provenance
