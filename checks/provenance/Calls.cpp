//===- Calls.cpp - Calls of the known, the several and the unknown --------===//
#include "provenance/BrokenCalls.h"
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/GlobPattern.h"

using namespace clang;

namespace dbsafe::provenance {

FunctionEvaluator::CallContext FunctionEvaluator::contextOf(const CallExpr *E) {
  CallContext Call;
  Call.Call = E;
  Call.Callee = E->getDirectCallee();
  llvm::ArrayRef<const Expr *> Arguments(E->getArgs(), E->getNumArgs());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    Call.Object = Member->getImplicitObjectArgument();
  } else if (const auto *B =
                 dyn_cast<BinaryOperator>(E->getCallee()->IgnoreParens());
             B && B->isPtrMemOp()) {
    Call.Object = B->getLHS(); // (object.*method)(...)
  } else if (const Expr *Object = objectOfMember(E->getCallee())) {
    Call.Object = Object; // Where an argument's type is missing.
  } else if (isa<CXXOperatorCallExpr>(E)) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.Callee);
    if (Method && Method->isInstance() && !Arguments.empty()) {
      Call.Object = Arguments.front();
      Arguments = Arguments.drop_front();
    }
  }
  Call.Arguments.assign(Arguments.begin(), Arguments.end());
  return Call;
}

/// The parameter of F that E is, or shows: name of name.c_str().
static std::optional<unsigned> parameterIn(const Expr *E,
                                           const FunctionDecl *F) {
  E = E->IgnoreParenCasts()->IgnoreImplicit();
  if (const auto *Shown = dyn_cast<CXXMemberCallExpr>(E);
      Shown && Shown->getNumArgs() == 0 && Shown->getImplicitObjectArgument())
    E = Shown->getImplicitObjectArgument()->IgnoreParenCasts();
  const auto *R = dyn_cast<DeclRefExpr>(E);
  const auto *Param = R ? dyn_cast<ParmVarDecl>(R->getDecl()) : nullptr;
  const auto *Of =
      Param ? dyn_cast<FunctionDecl>(Param->getDeclContext()) : nullptr;
  if (!Of || Of->getCanonicalDecl() != F->getCanonicalDecl())
    return std::nullopt;
  return Param->getFunctionScopeIndex();
}

/// True if Text is Wanted, or like it, as 'when' has it.
static bool isLike(llvm::StringRef Text, llvm::StringRef Wanted) {
  if (!Wanted.contains('*'))
    return Text == Wanted;
  llvm::Expected<llvm::GlobPattern> Glob =
      llvm::GlobPattern::create(Wanted, /*MaxSubPatterns=*/64);
  if (Glob)
    return Glob->match(Text.lower());
  llvm::consumeError(Glob.takeError());
  return false;
}

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
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E))
    recordStream(O);
  // A closure has no text of its own, and its object is its captures.
  if (Call.Object)
    Call.This = objectPlace(Call.Object);
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
      O && O->getOperator() == OO_Call && Call.Object && Call.Callee &&
      !TheProgram.Summaries.count(Call.Callee->getCanonicalDecl())) {
    llvm::SmallVector<CallArgument, 4> Given = argumentsFrom(0, Call);
    if (std::optional<Value> Result = callBound(Call.Object, Given, Call))
      return resultOf(E, *Result);
  }
  answer(Call);
  Targets::List Callees = targetsOf(E, Call);
  const Matches *Elsewhere = overridersOf(E);
  if (!Callees.empty() || Elsewhere)
    return resultOf(E, callAny(Callees, Elsewhere, Call));
  if (!Call.Callee) {
    Call.Through = Targets::holder(E->getCallee());
    std::optional<Value> Result = applyCatalog(Call);
    return resultOf(E, Result ? *Result : unknownCall(Call));
  }
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

Value FunctionEvaluator::broken(const RecoveryExpr *E) {
  std::optional<BrokenCall> Meant = brokenCall(E);
  if (!Meant)
    return {};
  CallContext Call;
  Call.Call = E;
  Call.Callee = Meant->Callee;
  Call.Object = Meant->Object;
  Call.Arguments.assign(Meant->Arguments.begin(), Meant->Arguments.end());
  if (Call.Object)
    Call.This = objectPlace(Call.Object);
  if (std::optional<Value> Result = callKnown(Call))
    return resultOf(E, *Result);
  return resultOf(E, unknownCall(Call));
}

Targets::List FunctionEvaluator::targetsOf(const CallExpr *E,
                                           const CallContext &Call) {
  const Targets &Reached = TheProgram.Reached;
  const Expr *Called = Call.Callee ? Call.Object : E->getCallee();
  if (const ValueDecl *Holder = Called ? Targets::holder(Called) : nullptr)
    if (Targets::List Known = Bound.lookup(Holder); !Known.empty())
      return Known;
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
  if (std::optional<Value> Result = replaceQuotes(Call))
    return Result;
  const Summary *Known =
      Call.Elsewhere ? nullptr : summaryFor(Call.Callee, Call);
  if (!Known)
    return std::nullopt;
  Value Result = apply(*Known, Call.Callee, Call);
  // std::string setting(const char *name) { return getenv(name); }
  TextRef T = Result.isText()                    ? Result.T
              : Result.What == Value::Kind::Copy ? loadText(Result.P, Call.Call)
                                                 : nullptr;
  if (!T || !T->hasHole())
    return Result;
  TextRef Marked = Texts.map(
      T, [](TextRef Node) { return Node->hasHole(); },
      [&](const Hole &H) -> TextRef {
        const auto *Inner = H.From == Origin::Outside && !H.Secret
                                ? dyn_cast_or_null<CallExpr>(H.Where)
                                : nullptr;
        const FunctionDecl *F = Inner ? Inner->getDirectCallee() : nullptr;
        const Matches *M = F ? TheProgram.Matcher.match(F) : nullptr;
        Hole Copy = H;
        for (const catalog::Secret *Each :
             M ? M->Secrets : decltype(M->Secrets)()) {
          if (Each->When.size() != 1 ||
              Each->When[0].first >= Inner->getNumArgs())
            continue;
          std::optional<unsigned> Index =
              parameterIn(Inner->getArg(Each->When[0].first), Call.Callee);
          if (!Index || *Index >= Call.Arguments.size())
            continue;
          std::optional<std::string> Name =
              constantValue(textOf(Call.Arguments[*Index]));
          if (Name && isLike(*Name, Each->When[0].second))
            Copy.Secret = Each;
        }
        return Copy.Secret ? Texts.hole(Copy) : nullptr;
      });
  if (Marked == T)
    return Result;
  if (Result.isText())
    return Value::text(Marked);
  store(Result.P, Value::text(Marked));
  return Result;
}

const Matches *FunctionEvaluator::overridersOf(const CallExpr *E) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *M = Member ? Targets::dispatched(Member) : nullptr;
  return M && !TheProgram.Matcher.match(M)
             ? TheProgram.Matcher.matchOverriders(M)
             : nullptr;
}

Value FunctionEvaluator::callAny(const Targets::List &Callees,
                                 const Matches *Elsewhere,
                                 const CallContext &Given) {
  State Before = Current, After;
  std::optional<Value> Result;
  Targets::List All = Callees;
  if (Elsewhere) {
    const auto *Named = cast<CXXMethodDecl>(Given.Callee);
    if (All.empty() && TheProgram.Reached.isInherited(Named))
      All.push_back(Named);
    All.push_back(nullptr);
  }
  for (const FunctionDecl *Callee : All) {
    CallContext Call = Given;
    if (Callee)
      Call.Callee = Callee;
    else
      Call.Elsewhere = Elsewhere;
    const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
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
  return Result.value_or(Value());
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

Value FunctionEvaluator::construct(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Constructor = E->getConstructor();
  CallContext Call;
  Call.Call = E;
  Call.Callee = Constructor;
  Call.This = Places.temporary(E);
  Call.Arguments.assign(E->arg_begin(), E->arg_end());
  answer(Call);
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

} // namespace dbsafe::provenance
