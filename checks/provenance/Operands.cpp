//===- Operands.cpp - What a catalogue entry's operands are in a call -----===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::provenance {

const Expr *FunctionEvaluator::operandExpr(const catalog::Operand &Operand,
                                           const CallContext &Call) {
  switch (Operand.Where) {
  case catalog::Operand::Kind::Argument:
    return Operand.Index < Call.Arguments.size() ? Call.Arguments[Operand.Index]
                                                 : nullptr;
  case catalog::Operand::Kind::This:
    return Call.Object ? Call.Object : Call.Call;
  case catalog::Operand::Kind::Return:
    return Call.Call;
  }
  return nullptr;
}

Value FunctionEvaluator::operandValue(const catalog::Operand &Operand,
                                      const CallContext &Call) {
  if (!Operand.Steps.empty()) {
    catalog::Operand Base = Operand;
    Base.Steps.clear();
    QualType T = operandType(Operand, Call);
    Value V = Operand.Where == catalog::Operand::Kind::Return
                  ? Value::address(Places.temporary(Call.Call))
                  : operandValue(Base, Call);
    if (V.isText() && V.T->isHole() && V.T->hole().From == Origin::Symbol &&
        !V.T->hole().Formats && !isCharacterPointer(T))
      V = Value::address(V.T->hole().Symbol);
    if (V.isAddress() || V.What == Value::Kind::Copy)
      return Value::address(within(V.P, T, Operand.Steps, Call));
    const Expr *E = operandExpr(Operand, Call);
    return V.isText() ? Value::text(partOf(V.T, E ? E : Call.Call)) : V;
  }
  if (Operand.Where == catalog::Operand::Kind::This)
    return Call.This == NoPlace ? Value() : Value::address(Call.This);
  const Expr *E = operandExpr(Operand, Call);
  if (Call.Given)
    return Call.given(Operand.Index);
  if (!E)
    return {};
  Value V = value(E);
  // An object that stands for another, as a stream around a stream does.
  if (V.isAddress() && E->isGLValue() && E->getType()->isRecordType())
    if (const Value *Stored = Current.get(V.P); Stored && Stored->isAddress())
      return *Stored;
  return V;
}

TextRef FunctionEvaluator::operandText(const catalog::Operand &Operand,
                                       const CallContext &Call) {
  if (!Operand.Steps.empty())
    return textOf(operandValue(Operand, Call), Call.Call);
  if (Operand.Where == catalog::Operand::Kind::This)
    return Call.This == NoPlace ? Texts.empty()
                                : loadText(Call.This, Call.Object);
  const Expr *E = operandExpr(Operand, Call);
  if (!E)
    return Texts.empty();
  if (Call.Given)
    return textOf(Call.given(Operand.Index), E);
  // Text that is cast to integers stays text: ODBC's SQLWCHAR.
  if (isNumericRange(E->IgnoreParenCasts()->getType())) {
    Hole H;
    H.From = Origin::Number;
    H.Where = E;
    return Texts.hole(H);
  }
  // Manipulators (std::endl, std::hex) are functions and no text.
  QualType T = E->getType();
  if (T->isFunctionPointerType() || T->isFunctionType())
    return Texts.empty();
  if (isNumeric(T) || !T->isPointerType())
    return textOf(E);
  return textOf(objectBehind(value(E), T), E);
}

/// Where the text behind a pointer is kept, if the pointer came with a text and
/// no place of its own, as from a call of which nothing is known: in the
/// pointer's variable.
Value FunctionEvaluator::bufferOf(const Expr *Pointer) {
  // memcpy's void * is what it was before.
  const Expr *Bare = Pointer ? Pointer->IgnoreParenImpCasts() : nullptr;
  if (Bare && Bare->getType()->isPointerType())
    Pointer = Bare;
  QualType Pointee =
      Pointer ? Pointer->getType()->getPointeeType() : QualType();
  if (Pointee.isNull() || Pointee.isConstQualified() ||
      !(isCharacter(Pointee) || Pointee->isRecordType()))
    return {};
  bool Later = false;
  for (;;) {
    Pointer = Pointer->IgnoreParenCasts();
    const auto *B = dyn_cast<BinaryOperator>(Pointer);
    if (!B || !B->isAdditiveOp())
      break;
    Later = true;
    Pointer =
        B->getLHS()->getType()->isPointerType() ? B->getLHS() : B->getRHS();
  }
  Value Variable = Pointer->isGLValue() ? value(Pointer) : Value();
  if (auto Kept = Buffers.find(Pointer); Kept != Buffers.end())
    Variable = Value::address(Kept->second);
  if (Variable.isAddress())
    Variable.Later |= Later;
  return Variable;
}

/// Behind a pointer that came from somewhere, as self->buffer did, there is an
/// object: it is known by where the pointer came from.
Value FunctionEvaluator::objectBehind(const Value &V, QualType Pointer) {
  bool IsObject =
      Pointer->isPointerType() && Pointer->getPointeeType()->isRecordType();
  if (!IsObject || !V.isText() || !V.T->isHole() ||
      V.T->hole().From != Origin::Symbol || V.T->hole().Formats)
    return V;
  return Value::address(V.T->hole().Symbol);
}

/// Where what is written to an operand goes.
Value FunctionEvaluator::targetOf(const catalog::Operand &Operand,
                                  const CallContext &Call) {
  Value Target = operandValue(Operand, Call);
  if (Operand.Where == catalog::Operand::Kind::Argument &&
      Operand.Steps.empty())
    if (const Expr *E = operandExpr(Operand, Call))
      Target = objectBehind(Target, E->getType());
  if (!Target.isAddress() && Operand.Where == catalog::Operand::Kind::Argument)
    Target = bufferOf(operandExpr(Operand, Call));
  return Target;
}

/// Old with New behind it. A list of arguments that is printed again was cut
/// short before: the buffer has grown since.
TextRef FunctionEvaluator::appended(TextRef Old, TextRef New,
                                    const CallContext &Call) {
  if (llvm::any_of(Call.Arguments,
                   [&](const Expr *E) { return isArgumentList(E); })) {
    TextRef Last = Old->kind() == Text::Kind::Concat ? Old->right() : Old;
    bool Again = Last == New ||
                 (Last->kind() == Text::Kind::Repeat && Last->body() == New);
    if (Again)
      Old = Last == Old ? Texts.empty() : Old->left();
  }
  return Texts.concat(Old, New);
}

void FunctionEvaluator::storeOperand(const catalog::Operand &Operand, TextRef T,
                                     const CallContext &Call,
                                     std::optional<Value> &Result) {
  if (Operand.Where == catalog::Operand::Kind::Return) {
    // A buffer that is handed out can be written to.
    QualType Pointee = Call.Call->getType()->getPointeeType();
    if (Call.Call->isPRValue() && !Pointee.isNull() &&
        !Pointee.isConstQualified()) {
      PlaceId P = Places.temporary(Call.Call);
      store(P, Value::text(T));
      Result = Value::address(P);
    } else {
      Result = Value::text(T);
    }
    return;
  }
  Value Target = targetOf(Operand, Call);
  if (!Target.isAddress())
    return;
  // What is printed to std::cout goes nowhere that is followed.
  const Place &Root = Places[Places[Target.P].Root];
  if (Root.What == Place::Kind::Variable &&
      Context.getSourceManager().isInSystemHeader(Root.Decl->getLocation()))
    return;
  if (Target.Later)
    T = appended(loadText(Target.P, Call.Call), T, Call);
  // char *p; asprintf(&p, ...): what p points to.
  store(Target.P, Value::text(T));
}

/// A character that a call gives access to, as v[i] does for a vector of them,
/// is one of its text's.
std::optional<Value>
FunctionEvaluator::characterWithin(const catalog::Builder &Builder,
                                   const CallContext &Call) {
  const catalog::Operand *Of = nullptr;
  if (!Builder.Returns && !Builder.Into)
    return std::nullopt;
  if (Builder.Returns)
    Of = &*Builder.Returns;
  else if (Builder.Into->Where == catalog::Operand::Kind::Return &&
           Builder.Text.size() == 1 &&
           Builder.Text[0].What == catalog::Item::Kind::Part)
    Of = &Builder.Text[0].From;
  if (!Of || !Call.Call->isGLValue() || !isCharacter(Call.Call->getType()))
    return std::nullopt;
  Value Whole = operandValue(*Of, Call);
  if (!Whole.isAddress())
    return std::nullopt;
  const Expr *Index = Call.Arguments.empty() ? nullptr : Call.Arguments[0];
  std::optional<llvm::APSInt> Constant;
  if (Index && !Index->isValueDependent())
    Constant = Index->getIntegerConstantExpr(Context);
  Whole.Later |= !Constant || *Constant != 0;
  return Whole;
}

} // namespace dbsafe::provenance
