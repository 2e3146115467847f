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

/// What a callable object's call runs; null if it has no single body.
const FunctionDecl *callOperator(const CXXRecordDecl &Class) {
  const FunctionTemplateDecl *Generic = nullptr;
  if (Class.isLambda())
    if (const CXXMethodDecl *Operator = Class.getLambdaCallOperator()) {
      Generic = Operator->getDescribedFunctionTemplate();
      if (!Generic)
        return Operator;
    }
  if (Generic) {
    auto All = Generic->specializations();
    return All.begin() == All.end() ? nullptr : *All.begin();
  }
  const FunctionDecl *Only = nullptr;
  for (const CXXMethodDecl *Method : Class.methods())
    if (Method->getOverloadedOperator() == OO_Call) {
      if (Only)
        return nullptr;
      Only = Method;
    }
  return Only;
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
  return Class && Class->hasDefinition() ? callOperator(*Class) : nullptr;
}

bool FunctionEvaluator::callsArguments(const CallExpr *E) {
  return builderOf(E, [](const catalog::Builder &B) {
    return llvm::any_of(B.Text, [](const catalog::Item &Item) {
      return Item.What == catalog::Item::Kind::Call ||
             Item.What == catalog::Item::Kind::Fold;
    });
  });
}

Value FunctionEvaluator::callWith(const Expr *Callable,
                                  llvm::ArrayRef<CallArgument> Given,
                                  const CallContext &Outer) {
  const FunctionDecl *F = calledBy(Callable);
  if (!F)
    return Value::text(dynamic(Outer.Call));
  CallContext Call;
  Call.Call = Outer.Call;
  Call.Callee = F;
  Call.Given.emplace();
  for (const CallArgument &Each : Given) {
    Call.Given->push_back(Each.V);
    Call.Arguments.push_back(Each.At);
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F)) {
    if (!Method->getParent()->isLambda()) {
      Call.Object = Callable;
      Call.This = objectPlace(Callable);
    } else if (ThisOwner) {
      Call.This = Places.thisObject(ThisOwner);
    }
  }
  if (std::optional<Value> Result = applyCatalog(Call))
    return *Result;
  auto Known = TheProgram.Summaries.find(F->getCanonicalDecl());
  if (Known == TheProgram.Summaries.end())
    return Value::text(dynamic(Outer.Call));
  return apply(*Known->second, F, Call);
}

/// What a callable gives for each element of a range, one after the other.
TextRef FunctionEvaluator::callElements(const catalog::Item &Item,
                                        const CallContext &Call) {
  const Expr *Callable = operandExpr(Item.From, Call);
  const Expr *Elements = operandExpr(Item.Others[0], Call);
  if (!Callable || !Elements)
    return Texts.empty();
  TextRef Whole = operandText(Item.Others[0], Call);
  CallArgument Element{Value::text(partOf(Whole, Elements)), Elements};
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
  TextRef Each = partOf(operandText(Range, Call), Elements);
  const FunctionDecl *F = calledBy(Callable);
  // A callable that returns nothing writes to what it is given first.
  bool ByAddress = F && F->getReturnType()->isVoidType();
  PlaceId Into = Places.temporary(Callable);
  for (unsigned Turn = 0; Turn < 2; ++Turn) {
    store(Into, Value::text(Result));
    CallArgument Given[] = {
        {ByAddress ? Value::address(Into) : Value::text(Result), Start},
        {Value::text(Each), Elements}};
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
