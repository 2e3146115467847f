//===- Calls.cpp - Calls, as the catalogue describes them -----------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::provenance {

PlaceId FunctionEvaluator::objectPlace(const Expr *Object) {
  Value V = value(Object);
  if (V.isAddress()) {
    // A pointer variable's place leads to the object it points to.
    if (Object->getType()->isPointerType())
      return V.P;
    if (const Value *Stored = Current.get(V.P); Stored && Stored->isAddress())
      return Stored->P;
    return V.P;
  }
  if (V.What == Value::Kind::Copy)
    return V.P;
  PlaceId P = Places.temporary(Object);
  store(P, Value::text(textOf(V, Object)));
  return P;
}

Value FunctionEvaluator::call(const CallExpr *E) {
  CallContext Call = contextOf(E);
  // A closure has no text of its own, and its object is its captures.
  if (Call.Object)
    Call.This = objectPlace(Call.Object);
  if (Targets::List Callees = targetsOf(E, Call); !Callees.empty())
    return resultOf(E, callAny(Callees, Call));
  if (!Call.Callee)
    return resultOf(E, unknownCall(Call));
  if (const catalog::Quoter *Q = Loops.replacing(E);
      Q && Call.This != NoPlace) {
    replaceQuotes(*Q, Call.This, E);
    return E->isGLValue() ? Value::address(Call.This) : Value();
  }
  if (std::optional<Value> Result = callKnown(Call))
    return resultOf(E, *Result);
  const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
  if (Method && Call.This != NoPlace && !Call.Arguments.empty() &&
      (Method->isCopyAssignmentOperator() ||
       Method->isMoveAssignmentOperator())) {
    Value V = value(Call.Arguments[0]);
    if (V.isAddress() || V.What == Value::Kind::Copy) {
      store(Call.This, Value::copy(V.P));
    } else {
      store(Call.This, V);
    }
    return Value::address(Call.This);
  }
  return resultOf(E, unknownCall(Call));
}

Targets::List FunctionEvaluator::targetsOf(const CallExpr *E,
                                           const CallContext &Call) {
  const Targets &Reached = TheProgram.Reached;
  if (!Call.Callee)
    return Reached.of(E->getCallee());
  if (TheProgram.Matcher.match(Call.Callee))
    return {};
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E))
    return Reached.ofVirtual(Member);
  // A std::function and its like are known by what they are given.
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  if (Operator && Operator->getOperator() == OO_Call && Call.Object &&
      !TheProgram.Summaries.count(Call.Callee->getCanonicalDecl()))
    return Reached.of(Call.Object);
  return {};
}

std::optional<Value> FunctionEvaluator::callKnown(const CallContext &Call) {
  if (std::optional<Value> Result = applyCatalog(Call))
    return Result;
  auto Known = TheProgram.Summaries.find(Call.Callee->getCanonicalDecl());
  if (Known == TheProgram.Summaries.end())
    return std::nullopt;
  return apply(*Known->second, Call.Callee, Call);
}

Value FunctionEvaluator::callAny(const Targets::List &Callees,
                                 const CallContext &Given) {
  State Before = Current, After;
  std::optional<Value> Result;
  for (const FunctionDecl *Callee : Callees) {
    CallContext Call = Given;
    Call.Callee = Callee;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (!Method || Method->isStatic() || Method->getParent()->isLambda()) {
      // What is called is no object of its.
      Call.Object = nullptr;
      Call.This = Method && Method->getParent()->isLambda() && ThisOwner
                      ? Places.thisObject(ThisOwner)
                      : NoPlace;
    }
    Current = Before;
    std::optional<Value> Known = callKnown(Call);
    Value V = Known ? *Known : unknownCall(Call);
    if (!Result) {
      After = Current;
      Result = V;
      continue;
    }
    joinInto(After, Current, false);
    Current = After;
    Result = join(*Result, V, Given.Call);
  }
  Current = After;
  return *Result;
}

/// A glvalue's value is an address; what a call returns as one gets a place.
Value FunctionEvaluator::resultOf(const Expr *Call, Value V) {
  if (!Call->isGLValue() || V.isAddress() || V.isNone())
    return V;
  if (V.What == Value::Kind::Copy)
    return Value::address(V.P);
  PlaceId P = Places.temporary(Call);
  store(P, V);
  return Value::address(P);
}

Value FunctionEvaluator::unknownCall(const CallContext &Call) {
  // A function of which nothing is known may fill the buffers and strings it
  // is given to write to.
  if (Call.Callee)
    for (unsigned I = 0; I < Call.Arguments.size(); ++I) {
      if (I >= Call.Callee->getNumParams())
        break;
      QualType T = Call.Callee->getParamDecl(I)->getType();
      QualType Pointee = T->getPointeeType();
      if (Pointee.isNull() || Pointee.isConstQualified())
        continue;
      bool IsBuffer = isCharacter(Pointee);
      bool IsString = T->isLValueReferenceType() && Pointee->isRecordType();
      if (!IsBuffer && !IsString)
        continue;
      Value V = value(Call.Arguments[I]);
      if (!V.isAddress())
        continue;
      const Value *Old = Current.get(V.P);
      // Objects that hold no text are not texts after the call either.
      if (IsString && !(Old && Old->isText()))
        continue;
      store(V.P, Value::text(dynamic(Call.Call)));
    }
  QualType T = Call.Call->getType();
  if (T->isVoidType() || isNumeric(T))
    return {};
  if (T->isRecordType())
    return Value::opaque(dynamic(Call.Call));
  return Value::text(dynamic(Call.Call));
}

Value FunctionEvaluator::construct(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Constructor = E->getConstructor();
  CallContext Call;
  Call.Call = E;
  Call.Callee = Constructor;
  Call.This = Places.temporary(E);
  Call.Arguments.assign(E->arg_begin(), E->arg_end());
  auto Built = [&]() -> Value {
    const Value *Stored = Current.get(Call.This);
    if (Stored && !Stored->isNone() && !Stored->isAddress())
      return *Stored;
    return Value::copy(Call.This);
  };
  // An object that is made anew in a loop starts empty.
  store(Call.This, Value());
  if (std::optional<Value> Result = applyCatalog(Call))
    // An object that stands for another, as an iterator does.
    return Result->isAddress() && Result->P != Call.This ? *Result : Built();
  if (Constructor->isCopyOrMoveConstructor() && E->getNumArgs() > 0) {
    Value V = value(E->getArg(0));
    if (const Value *Stored = V.isAddress() ? Current.get(V.P) : nullptr;
        Stored && Stored->isAddress())
      return *Stored;
    return V.isAddress() ? Value::copy(V.P) : V;
  }
  auto Known = TheProgram.Summaries.find(Constructor->getCanonicalDecl());
  if (Known != TheProgram.Summaries.end()) {
    apply(*Known->second, Constructor, Call);
    return Built();
  }
  llvm::SmallVector<const Expr *, 4> Given;
  for (const Expr *Argument : Call.Arguments)
    if (!isa<CXXDefaultArgExpr>(Argument) && !isNumeric(Argument->getType()))
      Given.push_back(Argument);
  // A class of which only the declaration is known, made from one thing,
  // most likely wraps it.
  if (Given.size() == 1)
    return Value::text(textOf(Given.front()));
  if (Given.empty())
    return Value::copy(Call.This);
  return Value::opaque(dynamic(E));
}

void FunctionEvaluator::destroyTemporary(const CXXBindTemporaryExpr *E) {
  CallContext Call;
  Call.Call = E;
  Call.Callee = E->getTemporary()->getDestructor();
  Value V = value(E);
  Call.This = V.What == Value::Kind::Copy ? V.P : Places.temporary(E);
  if (V.isText() && !Current.get(Call.This))
    store(Call.This, V);
  applyCatalog(Call);
}

void FunctionEvaluator::destroyVariable(const VarDecl *V) {
  const CXXRecordDecl *Class = V->getType()->getAsCXXRecordDecl();
  CallContext Call;
  Call.Call = V->getInit();
  Call.Callee = Class ? Class->getDestructor() : nullptr;
  Call.This = Places.variable(V);
  if (Call.Call && Call.Callee)
    applyCatalog(Call);
}

Value FunctionEvaluator::lambda(const LambdaExpr *E) {
  // Whoever gets the closure may call it: its sites are reached from here,
  // with its captures as they are now.
  if (Awaited.count(E))
    return {};
  // Whoever may is known if all of them are seen.
  const FunctionDecl *Operator = E->getCallOperator();
  auto Known = TheProgram.Summaries.find(Operator->getCanonicalDecl());
  if (Known == TheProgram.Summaries.end() ||
      TheProgram.CalledByName.count(Operator->getCanonicalDecl()))
    return {};
  CallContext Call;
  Call.Call = E;
  Call.Callee = Operator;
  if (ThisOwner)
    Call.This = Places.thisObject(ThisOwner);
  State Before = Current;
  apply(*Known->second, Operator, Call);
  // It may run or not.
  State After = Current;
  Current = Before;
  joinInto(Current, After, false);
  return {};
}

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
  return textOf(E);
}

/// Where the text behind a pointer is kept, if the pointer came with a text and
/// no place of its own, as from a call of which nothing is known: in the
/// pointer's variable.
Value FunctionEvaluator::bufferOf(const Expr *Pointer) {
  if (!Pointer || !isCharacterPointer(Pointer->getType()) ||
      Pointer->getType()->getPointeeType().isConstQualified())
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
  if (Variable.isAddress())
    Variable.Later |= Later;
  return Variable;
}

/// Where what is written to an operand goes.
Value FunctionEvaluator::targetOf(const catalog::Operand &Operand,
                                  const CallContext &Call) {
  Value Target = operandValue(Operand, Call);
  if (!Target.isAddress() && Operand.Where == catalog::Operand::Kind::Argument)
    Target = bufferOf(operandExpr(Operand, Call));
  return Target;
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
    T = Texts.concat(loadText(Target.P, Call.Call), T);
  // char *p; asprintf(&p, ...): what p points to.
  store(Target.P, Value::text(T));
}

/// A character that a call gives access to, as v[i] does for a vector of them,
/// is one of its text's.
std::optional<Value>
FunctionEvaluator::characterWithin(const catalog::Builder &Builder,
                                   const CallContext &Call) {
  const catalog::Operand *Of = nullptr;
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

std::optional<Value> FunctionEvaluator::applyCatalog(const CallContext &Call) {
  const Matches *M = TheProgram.Matcher.match(Call.Callee);
  if (!M)
    return std::nullopt;
  auto Holds = [&](const catalog::Entry *Entry) {
    return TheProgram.Matcher.holds(*Entry, Call.Arguments) ||
           holdsByValue(*Entry, Call);
  };
  std::optional<Value> Result;
  bool Applied = false;
  for (const catalog::Sink *Sink : M->Sinks)
    if (Holds(Sink)) {
      recordSink(*Sink, Call);
      Applied = true;
    }
  for (const catalog::Use *Use : M->Uses)
    if (Holds(Use))
      recordUse(*Use, Call);
  for (const catalog::Connect *Connect : M->Connects)
    if (Holds(Connect)) {
      recordConnect(*Connect, Call);
      Applied = true;
    }
  llvm::SmallVector<const catalog::Quoter *, 2> Quoters;
  for (const catalog::Quoter *Quoter : M->Quoters)
    if (Holds(Quoter)) {
      Applied = true;
      Quoters.push_back(Quoter);
      TextRef T = quote(*Quoter, Call);
      if (Quoter->Append) {
        const Expr *At = operandExpr(Quoter->From, Call);
        T = Texts.concat(operandText(Quoter->Into, Call),
                         At ? Texts.spliced(T, At) : T);
      }
      storeOperand(Quoter->Into, T, Call, Result);
    }
  // What replaces every quote in a text is a call that, with other arguments,
  // merely makes text.
  auto IsQuoted = [&](const catalog::Builder &Builder) {
    return llvm::any_of(Quoters, [&](const catalog::Quoter *Quoter) {
      return Builder.Into == Quoter->Into && Builder.When.empty();
    });
  };
  // All entries read the state before the call.
  llvm::SmallVector<std::pair<const catalog::Builder *, TextRef>, 2> Built;
  for (const catalog::Builder *Builder : M->Builders)
    if (Holds(Builder)) {
      Applied = true;
      bool Makes = Builder->Into && !IsQuoted(*Builder);
      Built.emplace_back(Builder, Makes ? build(*Builder, Call) : nullptr);
    }
  for (auto [Builder, T] : Built) {
    if (std::optional<Value> Character = characterWithin(*Builder, Call))
      Result = Character;
    else if (T && Builder->Into)
      storeOperand(*Builder->Into, T, Call, Result);
    if (Builder->Returns) {
      Result = operandValue(*Builder->Returns, Call);
      Result->Later |= Builder->AtEnd && Result->isAddress();
    }
  }
  for (const catalog::Source *Source : M->Sources) {
    if (!Holds(Source))
      continue;
    Applied = true;
    storeOperand(Source->Into, outside(*Source, Call.Call), Call, Result);
  }
  if (!M->Effects.empty() && M->isLinked())
    return applyEffects(M->Effects, Call);
  if (!Applied)
    return std::nullopt;
  if (!Result) {
    QualType T = Call.Call->getType();
    if (T->isVoidType() || isNumeric(T))
      return Value();
    Result = T->isRecordType() ? Value::opaque(dynamic(Call.Call))
                               : Value::text(dynamic(Call.Call));
  }
  return Result;
}

TextRef FunctionEvaluator::build(const catalog::Builder &Builder,
                                 const CallContext &Call) {
  using Kind = catalog::Item::Kind;
  struct Piece {
    TextRef T;
    const Expr *At; ///< Null for what can't be spliced.
  };
  llvm::SmallVector<Piece, 6> Pieces;
  // Where writing goes on behind a text, that text is kept anyway.
  Value Target;
  if (Builder.Into && Builder.Into->Where != catalog::Operand::Kind::Return)
    Target = targetOf(*Builder.Into, Call);
  bool Kept = Target.isAddress() && Target.Later;
  bool KeptOwn = Kept && loadText(Target.P, Call.Call)->hasOwn();
  for (const catalog::Item &Item : Builder.Text) {
    if (Kept && Item.What == Kind::Operand && Item.From == *Builder.Into) {
      Pieces.push_back({Texts.empty(), nullptr});
      continue;
    }
    bool IsThis = Item.From.Where == catalog::Operand::Kind::This;
    const Expr *At = IsThis ? nullptr : operandExpr(Item.From, Call);
    switch (Item.What) {
    case Kind::Literal:
      Pieces.push_back({Texts.literal(Item.Text, Call.Call), nullptr});
      break;
    case Kind::Operand:
      Pieces.push_back({Item.Character && At ? characterText(At)
                                             : operandText(Item.From, Call),
                        At});
      break;
    case Kind::Rest:
      for (unsigned I = Item.From.Index; I < Call.Arguments.size(); ++I)
        Pieces.push_back(
            {operandText({catalog::Operand::Kind::Argument, I}, Call),
             Call.Arguments[I]});
      break;
    case Kind::Elements:
    case Kind::Repeat:
      Pieces.push_back(
          {Texts.repeat(Item.Character && At ? characterText(At)
                                             : operandText(Item.From, Call)),
           At});
      break;
    case Kind::Call:
      Pieces.push_back({callElements(Item, Call), nullptr});
      break;
    case Kind::Fold:
      Pieces.push_back({foldElements(Item, Call), nullptr});
      break;
    case Kind::Replace:
      Pieces.push_back({replaced(Item, Call), nullptr});
      break;
    case Kind::Part:
      Pieces.push_back({partOf(operandText(Item.From, Call), Call.Call), At});
      break;
    case Kind::Format:
      Pieces.push_back({buildFormat(Builder, Item, Call), nullptr});
      break;
    }
  }
  // A value is spliced where it first meets text that is written here. What
  // only appends one unknown to another, such as a string builder's own
  // append, hands it on.
  bool Written = KeptOwn || llvm::any_of(Pieces, [](const Piece &P) {
                   return P.T->hasOwn();
                 });
  TextRef Result = Texts.empty();
  for (const Piece &P : Pieces)
    Result =
        Texts.concat(Result, Written && P.At && (Pieces.size() > 1 || KeptOwn)
                                 ? spliced(P.T, P.At)
                                 : P.T);
  return Result;
}

TextRef FunctionEvaluator::spliced(TextRef T, const Expr *At) {
  // Text that is built from another's characters is a copy of it: it is spliced
  // where the copy is.
  if (isCharacter(At->getType()) && T->isHole() &&
      T->hole().From == Origin::Symbol) {
    const auto *D = dyn_cast_or_null<ValueDecl>(Places[T->hole().Symbol].Decl);
    if (D && !isCharacter(D->getType().getNonReferenceType()))
      return T;
  }
  return Texts.spliced(T, At);
}

} // namespace dbsafe::provenance
