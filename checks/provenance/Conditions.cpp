//===- Conditions.cpp - What a condition says of a value ------------------===//
//
// After `if (c != "name" && c != "date") return;` c is one of two literals. On
// every edge of the CFG, the places that the condition has compared hold what
// they were equal to.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace dbsafe::provenance {

const Expr *comparedObject(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      E = M->getSubExpr();
    else if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E))
      E = B->getSubExpr();
    else if (const auto *C = dyn_cast<CXXMemberCallExpr>(E);
             C && C->getNumArgs() == 0 && C->getImplicitObjectArgument())
      E = C->getImplicitObjectArgument();
    else if (const auto *K = dyn_cast<CXXConstructExpr>(E);
             K && K->getNumArgs() > 0 &&
             (K->getNumArgs() == 1 || isa<CXXDefaultArgExpr>(K->getArg(1))))
      E = K->getArg(0);
    else
      return E;
  }
}

const Expr *returnedCondition(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition) ||
      !Definition->getReturnType()->isIntegralOrEnumerationType())
    return nullptr;
  const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
  if (!Body || Body->size() != 1)
    return nullptr;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  return Return ? Return->getRetValue() : nullptr;
}

State FunctionEvaluator::edgeState(const CFGBlock &Block,
                                   const CFGBlock &Successor) {
  State Exit = Exits[&Block];
  const Stmt *Terminator = Block.getTerminatorStmt();
  const auto *Condition =
      dyn_cast_or_null<Expr>(Block.getTerminatorCondition());
  if (!Terminator || !Condition)
    return Exit;
  State Saved = Current;
  Current = Exit;
  if (isa<SwitchStmt>(Terminator)) {
    if (const auto *Case = dyn_cast_or_null<CaseStmt>(Successor.getLabel()))
      assumeCase(Condition, Case);
  } else if (Block.succ_size() == 2) {
    // Of A && B, this block has evaluated only B; A has a block of its own.
    for (;;) {
      Condition = Condition->IgnoreParenImpCasts();
      const auto *B = dyn_cast<BinaryOperator>(Condition);
      if (!B || !B->isLogicalOp())
        break;
      Condition = B->getRHS();
    }
    const CFGBlock *True = Block.succ_begin()->getReachableBlock();
    const CFGBlock *False = (Block.succ_begin() + 1)->getReachableBlock();
    if (True != False) {
      bool Holds = &Successor == True;
      assume(implied(Condition, Holds));
      assumeChars(Condition, Holds);
      if (!Holds && isa<ForStmt, WhileStmt, CXXForRangeStmt>(Terminator)) {
        endOfCount(Condition);
        assumeCheckedTexts(Block);
        assumeQuotedElements(Block);
      }
    }
  }
  State Result = Current;
  Current = Saved;
  return Result;
}

bool FunctionEvaluator::isNamedAlike(PlaceId P) const {
  for (; P != NoPlace; P = Places[P].Base)
    if (Places[P].What == Place::Kind::Element && Places[P].Index == AnyIndex)
      if (const auto *Of =
              dyn_cast_or_null<ValueDecl>(Places[Places[P].Base].Decl);
          Of && Elements.differ(Of))
        return false;
  return true;
}

void FunctionEvaluator::forgetNarrowedElements() {
  for (PlaceId P : Narrowed)
    if (const Value *V = Current.get(P); V && V->Was && isOneOfMany(P))
      Current.set(Memory, P, Value::text(V->Was));
}

void FunctionEvaluator::assume(const Implied &Known) {
  for (const auto &[P, T] : Known) {
    if (!isNamedAlike(P))
      continue;
    const Value *Old = Current.get(P);
    TextRef Was = Old && Old->Was ? Old->Was : loadText(P, nullptr);
    // A comparison takes nothing from what is known already.
    if (!Was->hasHole())
      continue;
    Value V = Value::text(T);
    V.Was = Was;
    forget(P);
    Current.set(Memory, P, V);
    if (Narrowed.size() < 32)
      Narrowed.insert(P);
  }
}

void FunctionEvaluator::assumeCase(const Expr *Condition,
                                   const CaseStmt *Case) {
  const Expr *Variable = Condition->IgnoreParenImpCasts();
  if (!isCharacter(Variable->getType()) || !Variable->isGLValue() ||
      isCharacterAccess(Variable) || Case->getRHS())
    return;
  std::optional<llvm::APSInt> Char =
      Case->getLHS()->getIntegerConstantExpr(Context);
  Value V = value(Variable);
  if (!Char || !V.isAddress())
    return;
  auto Byte = char(Char->getExtValue());
  store(V.P,
        Value::text(Texts.literal(llvm::StringRef(&Byte, 1), Case->getLHS())));
}

FunctionEvaluator::Implied FunctionEvaluator::implied(const Expr *Condition,
                                                      bool Holds) {
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto *C = dyn_cast<ExprWithCleanups>(Condition))
    return implied(C->getSubExpr(), Holds);
  if (const auto *R = dyn_cast<CXXRewrittenBinaryOperator>(Condition))
    return implied(R->getSemanticForm(), Holds);
  if (const auto *U = dyn_cast<UnaryOperator>(Condition))
    return U->getOpcode() == UO_LNot ? implied(U->getSubExpr(), !Holds)
                                     : Implied();
  if (const auto *B = dyn_cast<BinaryOperator>(Condition))
    return impliedByOperator(B, Holds);
  if (const auto *C = dyn_cast<CallExpr>(Condition))
    if (Implied Result = impliedByCall(C, Holds); !Result.empty())
      return Result;
  if (flag(Condition) || isa<CallExpr>(Condition))
    return impliedByNumber(Condition, BO_NE, 0, Holds);
  if (!Holds && isCharacterAccess(Condition))
    return impliedByEnd(Condition);
  return {};
}

FunctionEvaluator::Implied
FunctionEvaluator::impliedByOperator(const BinaryOperator *B, bool Holds) {
  const Expr *Left = B->getLHS(), *Right = B->getRHS();
  if (B->isLogicalOp()) {
    Implied A = implied(Left, Holds), C = implied(Right, Holds);
    // Of A && B that holds both hold; of A || B that holds, one does.
    if ((B->getOpcode() == BO_LAnd) == Holds) {
      A.insert(C.begin(), C.end());
      return A;
    }
    Implied Both;
    for (const auto &[Place, T] : A)
      if (auto Other = C.find(Place); Other != C.end())
        Both[Place] = Texts.join(T, Other->second);
    return Both;
  }
  if (B->isComparisonOp())
    for (auto [E, Other] : {std::pair(Left, Right), {Right, Left}})
      if (std::optional<llvm::APSInt> Number =
              Other->isValueDependent()
                  ? std::nullopt
                  : Other->getIntegerConstantExpr(Context);
          Number && Number->getBitWidth() <= 64 &&
          (flag(E) || isa<CallExpr>(E->IgnoreParenImpCasts()))) {
        auto How = E == Left || B->isEqualityOp()
                       ? B->getOpcode()
                       : BinaryOperator::reverseComparisonOp(B->getOpcode());
        if (Implied Result =
                impliedByNumber(E, How, int64_t(Number->getExtValue()), Holds);
            !Result.empty())
          return Result;
      }
  if (!B->isEqualityOp())
    return {};
  bool Equal = (B->getOpcode() == BO_EQ) == Holds;
  if (Equal)
    for (auto [E, Other] : {std::pair(Left, Right), {Right, Left}}) {
      if (Implied Result = impliedByLength(E, Other); !Result.empty())
        return Result;
      if (std::optional<llvm::APSInt> N = integerValue(Other);
          N && *N == 0 && isCharacterAccess(E->IgnoreParenImpCasts()))
        if (Implied Result = impliedByEnd(E->IgnoreParenImpCasts());
            !Result.empty())
          return Result;
    }
  for (auto [E, Other] : {std::pair(Left, Right), {Right, Left}}) {
    const auto *Call = dyn_cast<CallExpr>(E->IgnoreParenImpCasts());
    if (!Call)
      continue;
    // strpbrk(s, "'") == NULL
    if (Other->isNullPointerConstant(Context,
                                     Expr::NPC_ValueDependentIsNotNull))
      return impliedByCall(Call, !Equal);
    // strcmp(a, b) == 0, s.count(x) == 1, find(...) == end
    std::optional<llvm::APSInt> Number = Other->getIntegerConstantExpr(Context);
    if (Number && Number->isAllOnes())
      return impliedByFind(Call, !Equal);
    if (Number)
      return impliedByCall(Call, Equal ? *Number != 0 : *Number == 0);
    return impliedByFind(Call, !Equal);
  }
  if (Equal && isCharacter(Left->IgnoreParenImpCasts()->getType()))
    return impliedEqual(Left->IgnoreParenImpCasts(),
                        textOf(Right->IgnoreParenImpCasts()));
  return {};
}

FunctionEvaluator::Implied FunctionEvaluator::impliedByCall(const CallExpr *E,
                                                            bool Nonzero) {
  CallContext Call = contextOf(E);
  if (!Call.Callee)
    return {};
  if (const Matches *M = TheProgram.Matcher.match(Call.Callee))
    for (const catalog::Comparison *C : M->Comparisons) {
      if (C->Holds == catalog::Comparison::Outcome::Length)
        continue;
      bool Holds = C->Holds == catalog::Comparison::Outcome::Nonzero ? Nonzero
                   : C->Holds == catalog::Comparison::Outcome::Zero  ? !Nonzero
                                                                     : false;
      if (Holds && TheProgram.Matcher.holds(*C, Call.Arguments))
        return impliedByComparison(*C, Call);
    }
  // find(...) == end, where the iterators are objects.
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
      O && O->getNumArgs() == 2 &&
      (O->getOperator() == OO_EqualEqual ||
       O->getOperator() == OO_ExclaimEqual)) {
    bool Equal = (O->getOperator() == OO_EqualEqual) == Nonzero;
    for (unsigned I : {0U, 1U})
      if (const auto *Found = dyn_cast<CallExpr>(comparedCall(O->getArg(I))))
        if (Implied Result = impliedByFind(Found, !Equal); !Result.empty())
          return Result;
    return {};
  }
  return impliedByPredicate(Call, Nonzero);
}

const Expr *FunctionEvaluator::comparedCall(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E)) {
      E = M->getSubExpr();
    } else if (const auto *C = dyn_cast<CXXConstructExpr>(E);
               C && C->getNumArgs() == 1) {
      E = C->getArg(0);
    } else if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
      // auto it = set.find(x); if (it == set.end())
      const auto *V = dyn_cast<VarDecl>(R->getDecl());
      const Expr *Init = V && V->hasLocalStorage() ? V->getInit() : nullptr;
      if (!Init || isa<DeclRefExpr>(Init->IgnoreParenImpCasts()))
        return E;
      E = Init;
    } else if (const auto *W = dyn_cast<ExprWithCleanups>(E)) {
      E = W->getSubExpr();
    } else {
      return E;
    }
  }
}

FunctionEvaluator::Implied FunctionEvaluator::impliedByFind(const CallExpr *E,
                                                            bool Found) {
  CallContext Call = contextOf(E);
  const Matches *M =
      Call.Callee ? TheProgram.Matcher.match(Call.Callee) : nullptr;
  if (M)
    for (const catalog::Comparison *C : M->Comparisons)
      if (C->Holds == (Found ? catalog::Comparison::Outcome::Found
                             : catalog::Comparison::Outcome::End) &&
          TheProgram.Matcher.holds(*C, Call.Arguments))
        return impliedByComparison(*C, Call);
  return {};
}

const catalog::Comparison *FunctionEvaluator::lengthCall(const Expr *E,
                                                         CallContext &Call) {
  const auto *C = dyn_cast<CallExpr>(comparedCall(E));
  if (!C)
    return nullptr;
  Call = contextOf(C);
  const Matches *M =
      Call.Callee ? TheProgram.Matcher.match(Call.Callee) : nullptr;
  for (const catalog::Comparison *Each :
       M ? M->Comparisons : decltype(M->Comparisons)())
    if (Each->Holds == catalog::Comparison::Outcome::Length)
      return Each;
  return nullptr;
}

TextRef FunctionEvaluator::amongText(const catalog::Operand &Among,
                                     CallContext &Call) {
  if (Call.Object && Call.This == NoPlace)
    Call.This = objectPlace(Call.Object);
  return operandText(Among, Call);
}

/// What the object of a comparison is.
static const Expr *comparedBy(const catalog::Operand &O, const Expr *Object,
                              llvm::ArrayRef<const Expr *> Arguments) {
  if (O.Where == catalog::Operand::Kind::This)
    return Object;
  return O.Index < Arguments.size() ? Arguments[O.Index] : nullptr;
}

FunctionEvaluator::Implied FunctionEvaluator::impliedByLength(const Expr *A,
                                                              const Expr *B) {
  CallContext Span, Whole;
  const catalog::Comparison *Part = lengthCall(A, Span);
  if (!Part || !(Part->Only || Part->Without))
    return {};
  const catalog::Comparison *Length = lengthCall(B, Whole);
  if (!Length || Length->Only || Length->Without)
    return {};
  const Expr *Of = comparedBy(Part->Value, Span.Object, Span.Arguments);
  const Expr *All = comparedBy(Length->Value, Whole.Object, Whole.Arguments);
  if (!Of || !All)
    return {};
  Value One = value(comparedObject(Of)), Other = value(comparedObject(All));
  if (!One.isAddress() || !Other.isAddress() || One.P != Other.P)
    return {};
  return impliedByComparison(*Part, Span);
}

FunctionEvaluator::Implied FunctionEvaluator::impliedByEnd(const Expr *E) {
  // s[strspn(s, "abc")] == 0
  const Expr *Of = nullptr, *Index = nullptr;
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
    Of = S->getBase();
    Index = S->getIdx();
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
             O && O->getNumArgs() == 2) {
    Of = O->getArg(0);
    Index = O->getArg(1);
  }
  CallContext Span;
  const catalog::Comparison *Part = Index ? lengthCall(Index, Span) : nullptr;
  if (!Part || !(Part->Only || Part->Without))
    return {};
  const Expr *All = comparedBy(Part->Value, Span.Object, Span.Arguments);
  if (!All)
    return {};
  Value One = value(comparedObject(Of)), Other = value(comparedObject(All));
  if (!One.isAddress() || !Other.isAddress() || One.P != Other.P)
    return {};
  return impliedByComparison(*Part, Span);
}

FunctionEvaluator::Implied
FunctionEvaluator::impliedByComparison(const catalog::Comparison &C,
                                       CallContext &Call) {
  auto ExprOf = [&](const catalog::Operand &O) -> const Expr * {
    return O.Where == catalog::Operand::Kind::This ? Call.Object
                                                   : operandExpr(O, Call);
  };
  const Expr *A = ExprOf(C.Value);
  if (!A)
    return {};
  if (C.Text)
    return impliedEqual(A, Texts.literal(*C.Text, A));
  if (C.Characters || isCharacter(A->IgnoreParenImpCasts()->getType()))
    return {}; // of a character: Characters.cpp
  if (C.Some)
    return impliedBySome(ExprOf(*C.Some), textOf(A));
  if (C.Every || C.Only || C.Without) {
    CharSet Chars;
    if (C.Every) {
      const Expr *Predicate = ExprOf(*C.Every);
      Chars = Predicate ? charsOfPredicate(Predicate) : ~CharSet();
    } else {
      const Expr *Set = ExprOf(C.Only ? *C.Only : *C.Without);
      // In C, a character is an integer.
      TextRef T = !Set                        ? dynamic(A)
                  : isNumeric(Set->getType()) ? characterText(Set)
                                              : textOf(Set);
      std::optional<std::string> Bytes = constantValue(T);
      if (!Bytes)
        return {};
      for (unsigned char Each : *Bytes)
        Chars.set(Each);
      if (C.Without)
        Chars = ~Chars;
    }
    const Expr *Whole = comparedObject(A);
    Value V = value(Whole);
    if (!V.isAddress() || Chars.all())
      return {};
    PlaceId P = V.P;
    if (const Value *Stored = Current.get(P); Stored && Stored->isAddress())
      P = Stored->P;
    else if (Whole->getType()->isPointerType())
      if (Value Pointed = load(P, Whole); Pointed.isAddress())
        P = Pointed.P;
    TextRef Was = loadText(P, A);
    if (TextRef T = Was->hasHole() ? limited(Was, Chars, A) : nullptr)
      return {{P, T}};
    return {};
  }
  if (!C.Among)
    return {};
  const Expr *B = ExprOf(*C.Among);
  if (!B)
    return {};
  TextRef Among =
      C.Among->Steps.empty() ? textOf(B) : amongText(*C.Among, Call);
  if (!Among->hasHole())
    return impliedEqual(A, Among);
  // Equality reads the same from the other side; membership does not.
  if (C.Holds == catalog::Comparison::Outcome::Zero ||
      C.Among->Where == catalog::Operand::Kind::Argument)
    if (TextRef Other = textOf(A);
        !Other->hasHole() && C.Holds != catalog::Comparison::Outcome::Found)
      return impliedEqual(B, Other);
  return {};
}

FunctionEvaluator::Implied FunctionEvaluator::impliedEqual(const Expr *E,
                                                           TextRef T) {
  if (T->hasHole())
    return {};
  const Expr *Variable = comparedObject(E);
  if (!Variable->isGLValue() || isCharacterAccess(Variable))
    return {};
  Value V = value(Variable);
  if (!V.isAddress())
    return {};
  Implied Result;
  Result[V.P] = T;
  return Result;
}

FunctionEvaluator::Implied
FunctionEvaluator::impliedBySome(const Expr *Predicate, TextRef Element) {
  // any_of(..., [&](const auto &each) { return each == column; })
  const FunctionDecl *F = nullptr;
  if (Predicate)
    if (Targets::List Known = TheProgram.Reached.of(Predicate);
        Known.size() == 1)
      F = Known.front();
  // Of a generic one, what it is instantiated as.
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F))
    if (const FunctionTemplateDecl *Generic =
            Method->getDescribedFunctionTemplate())
      for (const FunctionDecl *Each : Generic->specializations())
        F = Each;
  const Expr *Condition = F ? returnedCondition(F) : nullptr;
  const FunctionDecl *Definition = F ? F->getDefinition() : nullptr;
  if (!Condition || !Definition || Definition->getNumParams() != 1 ||
      Depth >= 8)
    return {};
  const ParmVarDecl *Param = Definition->getParamDecl(0);
  FunctionEvaluator Inner(TheProgram, Definition);
  Inner.Depth = Depth + 1;
  Inner.Current = Current;
  PlaceId Each = Param->getType()->isReferenceType() ? Places.pointee(Param)
                                                     : Places.variable(Param);
  Inner.Current.set(Inner.Memory, Each, Value::text(Element));
  Implied Result;
  for (const auto &[P, T] : Inner.implied(Condition, true))
    if (Places[P].Root != Each)
      Result[P] = T;
  return Result;
}

FunctionEvaluator::Implied
FunctionEvaluator::impliedByPredicate(const CallContext &Call, bool Nonzero) {
  // bool isColumn(const std::string &c) { return c == "name" || ...; }
  const Expr *Condition = returnedCondition(Call.Callee);
  if (!Condition || Depth >= 8)
    return {};
  ++Depth;
  const FunctionDecl *Definition = Call.Callee->getDefinition();
  FunctionEvaluator Inner(TheProgram, Definition);
  Inner.Depth = Depth;
  Implied Within = Inner.implied(Condition, Nonzero);
  --Depth;
  Implied Result;
  for (const auto &[Id, T] : Within) {
    const Place P = Places[Id];
    const auto *Param = dyn_cast_or_null<ParmVarDecl>(P.Decl);
    if (!Param ||
        (P.What != Place::Kind::Variable && P.What != Place::Kind::Pointee))
      continue;
    unsigned Index = Param->getFunctionScopeIndex();
    if (Index >= Call.Arguments.size())
      continue;
    Implied Here = impliedEqual(Call.Arguments[Index], T);
    Result.insert(Here.begin(), Here.end());
  }
  return Result;
}

} // namespace dbsafe::provenance
