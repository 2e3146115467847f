//===- Callables.cpp - Functions that a call is given to call -------------===//
//
// std::transform, std::accumulate and their kin call what they are given for
// each element of a range. The catalogue says which operand is called with
// what; here it is found and its summary applied.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// What the call of an object may run: one function or several overloads.
void callOperators(const CXXRecordDecl &Class, Targets::List &Out) {
  auto Add = [&](const FunctionDecl *F) {
    if (F->isDefined() || F->isTemplateInstantiation())
      Out.push_back(F);
  };
  for (const Decl *D : Class.decls()) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    const FunctionDecl *F =
        Template ? Template->getTemplatedDecl() : dyn_cast<CXXMethodDecl>(D);
    if (!F || F->getOverloadedOperator() != OO_Call)
      continue;
    if (!Template)
      Add(F);
    else
      for (const FunctionDecl *Each : Template->specializations())
        Add(Each);
  }
  // struct overloaded : Ts... { using Ts::operator()...; };
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl();
        B && B->hasDefinition())
      callOperators(*B->getDefinition(), Out);
}

} // namespace

const FunctionDecl *FunctionEvaluator::calledBy(const Expr *Callable) {
  const Expr *E = Callable->IgnoreImplicit()->IgnoreParenCasts();
  if (const auto *AddressOf = dyn_cast<UnaryOperator>(E))
    E = AddressOf->getSubExpr()->IgnoreParenCasts();
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    if (const auto *F = dyn_cast<FunctionDecl>(R->getDecl()))
      return F;
  const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl();
  Targets::List All;
  if (Class && Class->hasDefinition())
    callOperators(*Class, All);
  return All.size() == 1 || (Class && Class->isLambda() && !All.empty())
             ? All.front()
             : nullptr;
}

bool FunctionEvaluator::callsArguments(const CallExpr *E) {
  return builderOf(E, [](const catalog::Builder &B) {
    return llvm::any_of(B.Text, [](const catalog::Item &Item) {
      return Item.What == catalog::Item::Kind::Call ||
             Item.What == catalog::Item::Kind::Fold;
    });
  });
}

Targets::List FunctionEvaluator::allCalledBy(const Expr *Callable) const {
  // A visitor of variants has one for each alternative.
  if (const CXXRecordDecl *Class =
          Callable->IgnoreImplicit()->getType()->getAsCXXRecordDecl();
      Class && Class->hasDefinition()) {
    Targets::List All;
    callOperators(*Class, All);
    if (All.size() > 1)
      return All;
  }
  const FunctionDecl *F = calledBy(Callable);
  if (F && (TheProgram.Summaries.count(F->getCanonicalDecl()) ||
            TheProgram.Matcher.match(F) || F->isDefined()))
    return {F};
  if (const ValueDecl *Own = Targets::holder(Callable))
    if (Targets::List Known = Bound.lookup(Own); !Known.empty())
      return Known;
  Targets::List Reached = TheProgram.Reached.of(Callable);
  if (Reached.empty() && F)
    Reached.push_back(F);
  return Reached;
}

Value FunctionEvaluator::callWith(const Expr *Callable,
                                  llvm::ArrayRef<CallArgument> Given,
                                  const CallContext &Outer) {
  Targets::List All = allCalledBy(Callable);
  if (All.empty())
    return Value::text(dynamic(Outer.Call));
  bool IsMethod =
      Callable->getType().getNonReferenceType()->isMemberFunctionPointerType();
  State Before = Current, After;
  std::optional<Value> Result;
  for (const FunctionDecl *F : All) {
    Current = Before;
    CallContext Call;
    Call.Call = Outer.Call;
    Call.Callee = F;
    Call.Given.emplace();
    llvm::ArrayRef<CallArgument> Arguments = Given;
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (Method && IsMethod && Method->isInstance() && !Arguments.empty()) {
      // Whose method it is comes first.
      Value Object = Arguments.front().V;
      Call.Object = Arguments.front().At;
      Call.This = Object.isAddress() || Object.What == Value::Kind::Copy
                      ? Object.P
                      : objectPlace(Call.Object);
      Arguments = Arguments.drop_front();
    } else if (Method && Method->getParent()->isLambda()) {
      if (ThisOwner)
        Call.This = Places.thisObject(ThisOwner);
    } else if (Method && Method->isInstance()) {
      Call.Object = Callable;
      Call.This = objectPlace(Callable);
    }
    for (const CallArgument &Each : Arguments) {
      Call.Given->push_back(Each.V);
      Call.Arguments.push_back(Each.At);
    }
    std::optional<Value> Known = callKnown(Call);
    Value V = Known ? *Known : Value::text(dynamic(Outer.Call));
    if (!Result) {
      After = Current;
      Result = V;
      continue;
    }
    joinInto(After, Current, false);
    Result = join(*Result, V, Outer.Call);
  }
  Current = After;
  return *Result;
}

Value FunctionEvaluator::invoke(const Expr *Callable,
                                llvm::ArrayRef<CallArgument> Given,
                                const CallContext &Call) {
  if (!Callable)
    return Value::text(dynamic(Call.Call));
  // What std::bind has made knows more than what it is called with.
  if (std::optional<Value> Result = callBound(Callable, Given, Call))
    return *Result;
  return callWith(Callable, Given, Call);
}

/// What an argument is to the function that it is handed on to.
FunctionEvaluator::CallArgument
FunctionEvaluator::handedOn(const Expr *Argument) {
  Value V = value(Argument);
  // A reference to a pointer is handed on as the pointer.
  if (Argument->isGLValue() && V.isAddress() &&
      Argument->getType()->isPointerType())
    V = load(V.P, Argument);
  if (V.What == Value::Kind::Copy)
    V = Value::address(V.P);
  return {V.isNone() ? Value::text(textOf(Argument)) : V, Argument};
}

llvm::SmallVector<FunctionEvaluator::CallArgument, 4>
FunctionEvaluator::argumentsFrom(unsigned First, const CallContext &Call) {
  llvm::SmallVector<CallArgument, 4> Result;
  for (unsigned I = First; I < Call.Arguments.size(); ++I)
    Result.push_back(Call.Given ? CallArgument{Call.given(I), Call.Arguments[I]}
                                : handedOn(Call.Arguments[I]));
  return Result;
}

llvm::SmallVector<FunctionEvaluator::CallArgument, 4>
FunctionEvaluator::membersOf(const catalog::Operand &Tuple,
                             const CallContext &Call) {
  llvm::SmallVector<CallArgument, 4> Result;
  const Expr *E = operandExpr(Tuple, Call);
  Value V = operandValue(Tuple, Call);
  if (!E || !(V.isAddress() || V.What == Value::Kind::Copy))
    return Result;
  for (unsigned I = 0; I < 16; ++I) {
    QualType T = operandType(Tuple, Call);
    const catalog::Within Step{catalog::Within::Kind::Member, I};
    PlaceId Member = within(V.P, T, Step, Call);
    if (T.isNull())
      break;
    Result.push_back({T->isRecordType() || isNumeric(T) ? Value::address(Member)
                                                        : load(Member, E),
                      E});
  }
  return Result;
}

/// Calls the function that Bound, a call of std::bind or its like, was given,
/// with what it was given too; Given takes the places that were left open.
Value FunctionEvaluator::callWithBound(const CallExpr *Bound,
                                       llvm::ArrayRef<CallArgument> Given,
                                       const CallContext &Call) {
  llvm::SmallVector<CallArgument, 4> All;
  for (const Expr *Each : llvm::drop_begin(llvm::ArrayRef<const Expr *>(
           Bound->getArgs(), Bound->getNumArgs()))) {
    std::optional<unsigned> Open = TheProgram.Matcher.placeholder(Each);
    if (!Open)
      All.push_back(handedOn(Each));
    else if (*Open < Given.size())
      All.push_back(Given[*Open]);
    else
      All.push_back({Value(), Each});
  }
  return callWith(Bound->getArg(0), All, Call);
}

std::optional<Value>
FunctionEvaluator::callBound(const Expr *Callable,
                             llvm::ArrayRef<CallArgument> Given,
                             const CallContext &Call) {
  for (const Expr *E = Callable; E;) {
    E = E->IgnoreImplicit()->IgnoreParenCasts();
    if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(R->getDecl());
      E = V && V->hasLocalStorage() ? V->getInit() : nullptr;
    } else if (const auto *K = dyn_cast<CXXConstructExpr>(E)) {
      E = K->getNumArgs() > 0 ? K->getArg(0) : nullptr;
    } else if (const auto *C = dyn_cast<CallExpr>(E);
               C && C->getNumArgs() > 0) {
      if (!builderOf(C, [](const catalog::Builder &B) { return B.Binds; }))
        return std::nullopt;
      return callWithBound(C, Given, Call);
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

void FunctionEvaluator::bind(const CallContext &Call) {
  const auto *E = dyn_cast<CallExpr>(Call.Call);
  if (!E || E->getNumArgs() == 0)
    return;
  // Whoever gets the result may call it, or not.
  State Before = Current;
  callWithBound(E, {}, Call);
  State After = Current;
  Current = Before;
  joinInto(Current, After, false);
}

Value FunctionEvaluator::elementOf(const catalog::Operand &Range,
                                   const CallContext &Call) {
  const Expr *E = operandExpr(Range, Call);
  Value V = operandValue(Range, Call);
  QualType T = operandType(Range, Call);
  if (!V.isAddress() || T.isNull() || isNumericRange(T) ||
      isCharacter(elementType(T)))
    return Value::text(partOf(operandText(Range, Call), E ? E : Call.Call));
  const catalog::Within Some;
  PlaceId P = within(V.P, T, Some, Call);
  return !T.isNull() && T->isRecordType() ? Value::address(P) : load(P, E);
}

/// What a callable gives for each element of a range, one after the other.
TextRef FunctionEvaluator::callElements(const catalog::Item &Item,
                                        const CallContext &Call) {
  const Expr *Callable = operandExpr(Item.From, Call);
  const Expr *Elements = operandExpr(Item.Others[0], Call);
  if (!Callable || !Elements)
    return Texts.empty();
  TextRef Whole = operandText(Item.Others[0], Call);
  CallArgument Element{elementOf(Item.Others[0], Call), Elements};
  TextRef Result = Texts.empty();
  // What it does to captured variables, it does again; a second turn sees what
  // the first has left.
  for (unsigned Turn = 0; Turn < 2; ++Turn) {
    State Before = Current;
    Result = textOf(callWith(Callable, Element, Call), Call.Call);
    State After = Current;
    Current = Before;
    joinInto(Current, After, /*Widen=*/true);
  }
  // A character for each character leaves the text's shape as it was.
  const FunctionDecl *F = calledBy(Callable);
  if (F && (isCharacter(F->getReturnType()) || isNumeric(F->getReturnType())))
    return Whole;
  return Texts.repeat(Result);
}

/// What a callable makes of a text and an element, of that and the next one,
/// and so on.
TextRef FunctionEvaluator::foldElements(const catalog::Item &Item,
                                        const CallContext &Call) {
  const Expr *Callable = operandExpr(Item.From, Call);
  const catalog::Operand &Range = Item.Others.back();
  const Expr *Elements = operandExpr(Range, Call);
  if (!Callable || !Elements)
    return Texts.empty();
  const Expr *Start = Call.Call;
  TextRef Result = Texts.empty();
  if (Item.Others.size() > 1 && operandExpr(Item.Others[0], Call)) {
    Start = operandExpr(Item.Others[0], Call);
    Result = operandText(Item.Others[0], Call);
  }
  Value Each = elementOf(Range, Call);
  const FunctionDecl *F = calledBy(Callable);
  // A callable that returns nothing writes to what it is given first.
  bool ByAddress = F && F->getReturnType()->isVoidType();
  PlaceId Into = Places.temporary(Callable);
  for (unsigned Turn = 0; Turn < 2; ++Turn) {
    store(Into, Value::text(Result));
    CallArgument Given[] = {
        {ByAddress ? Value::address(Into) : Value::text(Result), Start},
        {Each, Elements}};
    Value After = callWith(Callable, Given, Call);
    TextRef Next = ByAddress ? loadText(Into, Start) : textOf(After, Call.Call);
    Result = Texts.widen(Result, Next);
  }
  return Result;
}

/// A text in which other text takes the place of some of it.
TextRef FunctionEvaluator::replaced(const catalog::Item &Item,
                                    const CallContext &Call) {
  TextRef Whole = operandText(Item.From, Call);
  const catalog::Operand &With = Item.Others.back();
  const Expr *At = operandExpr(With, Call);
  TextRef New = operandText(With, Call);
  bool Known = false;
  if (At && Item.Others.size() > 1) {
    std::optional<std::string> What =
        constantValue(operandText(Item.Others.front(), Call));
    if (What && !What->empty())
      Whole = Texts.mapLiterals(Whole, [&](TextRef Literal) {
        llvm::StringRef Rest = Literal->bytes();
        TextRef Result = Texts.empty();
        for (unsigned Offset = Literal->offset();;) {
          size_t Found = Rest.find(*What);
          Result = Texts.concat(Result, Texts.literal(Rest.take_front(Found),
                                                      Literal->expr(), Offset));
          if (Found == llvm::StringRef::npos)
            return Result;
          Known = true;
          Result = Texts.concat(Result, Texts.spliced(New, At));
          Rest = Rest.drop_front(Found + What->size());
          Offset += unsigned(Found + What->size());
        }
      });
  }
  // Where it goes is not known. A literal within text that comes from
  // elsewhere makes it no better and no worse.
  if (Known || !New->hasHole() || !At)
    return Whole;
  return Texts.concat(Whole, Texts.spliced(New, At));
}

} // namespace dbsafe::provenance
