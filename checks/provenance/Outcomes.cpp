//===- Outcomes.cpp - What flags and results say of texts -----------------===//
//
// `bool ok = false; for (...) if (c == each) ok = true; if (!ok) return;`: what
// is known of c depends on ok. A number that is followed is a list of its
// values, each with what conditions have said of texts where it got it. The
// same list is what a function's result tells its callers of their arguments.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

// A flag or a status has few values; a number with more is none.
constexpr size_t MaxOutcomes = 8;

bool compares(int64_t A, BinaryOperatorKind How, int64_t B) {
  switch (How) {
  case BO_EQ:
    return A == B;
  case BO_NE:
    return A != B;
  case BO_LT:
    return A < B;
  case BO_GT:
    return A > B;
  case BO_LE:
    return A <= B;
  case BO_GE:
    return A >= B;
  default:
    return true;
  }
}

std::optional<int64_t> number(const Expr *E, const ASTContext &Context) {
  if (E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  std::optional<llvm::APSInt> N = E->getIntegerConstantExpr(Context);
  if (!N)
    return std::nullopt;
  return N->getBitWidth() <= 64
             ? N->isSigned() ? N->getSExtValue() : int64_t(N->getZExtValue())
             : 0;
}

} // namespace

const Outcomes *FunctionEvaluator::unique(Outcomes O) {
  return &*TheProgram.KnownOutcomes.insert(std::move(O)).first;
}

Facts FunctionEvaluator::factsIn(const State &S) const {
  Facts Result;
  for (PlaceId P : Narrowed)
    if (const Value *V = S.get(P); V && V->isText() && V->Was)
      Result.push_back({P, V->Was, V->T});
  // What is known of the character at hand.
  for (PlaceId P : Checked)
    for (PlaceId Child : Places.children(P))
      if (const Value *V =
              Places[Child].Index == CharIndex ? S.get(Child) : nullptr;
          V && V->isText())
        Result.push_back({Child, nullptr, V->T});
  llvm::sort(Result,
             [](const Fact &A, const Fact &B) { return A.Where < B.Where; });
  return Result;
}

Facts FunctionEvaluator::common(const Facts &A, const Facts &B) {
  Facts Result;
  for (const Fact &F : A)
    for (const Fact &G : B)
      if (F.Where == G.Where && F.Was == G.Was)
        Result.push_back({F.Where, F.Was, Texts.join(F.Is, G.Is)});
  return Result;
}

Facts FunctionEvaluator::both(Facts A, const Facts &B) {
  for (const Fact &F : B)
    if (llvm::none_of(A, [&](const Fact &G) { return G.Where == F.Where; }))
      A.push_back(F);
  llvm::sort(A, [](const Fact &X, const Fact &Y) { return X.Where < Y.Where; });
  return A;
}

Facts FunctionEvaluator::factsOf(const Implied &Known) {
  Facts Result;
  for (const auto &[Where, Is] : Known) {
    const Value *V = Current.get(Where);
    Result.push_back(
        {Where, V && V->Was ? V->Was : loadText(Where, nullptr), Is});
  }
  return Result;
}

const VarDecl *FunctionEvaluator::flag(const Expr *E) const {
  const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || isa<ParmVarDecl>(V) ||
      !V->getType()->isIntegralOrEnumerationType() ||
      isCharacter(V->getType()) ||
      Decl::castFromDeclContext(V->getDeclContext()) != Function)
    return nullptr;
  return V;
}

Outcomes FunctionEvaluator::outcomesOf(const Expr *E) {
  if (!E)
    return {{std::nullopt, {}}};
  if (std::optional<int64_t> N = number(E, Context))
    return {{N, {}}};
  E = E->IgnoreParenImpCasts();
  if (const VarDecl *V = flag(E)) {
    const Value *Stored = Current.get(Places.variable(V));
    if (Stored && Stored->isNumber())
      return *Stored->Numbers;
    return {{std::nullopt, {}}};
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  if (Call)
    return outcomesOfCall(Call);
  bool IsCondition = false;
  if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    // known = known || k == column
    if (B->isLogicalOp() && (flag(B->getLHS()) || flag(B->getRHS())))
      return outcomesOfBoth(outcomesOf(B->getLHS()), outcomesOf(B->getRHS()),
                            B->getOpcode() == BO_LOr);
    IsCondition |= B->isComparisonOp() || B->isLogicalOp();
  }
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    IsCondition |= U->getOpcode() == UO_LNot;
  if (!IsCondition)
    return {{std::nullopt, {}}};
  Facts No = factsOf(implied(E, false)), Yes = factsOf(implied(E, true));
  if (No.empty() && Yes.empty())
    return {{std::nullopt, {}}};
  return {{0, No}, {1, Yes}};
}

Outcomes FunctionEvaluator::outcomesOfBoth(const Outcomes &A, const Outcomes &B,
                                           bool IsOr) {
  // What is known if a number is zero, and if it is not; nothing if it can't
  // be.
  struct Truth {
    std::optional<Facts> No, Yes;
  };
  auto Join = [&](std::optional<Facts> &Into, const Facts &Known) {
    Into = Into ? common(*Into, Known) : Known;
  };
  auto TruthOf = [&](const Outcomes &All) {
    bool NamesZero =
        llvm::any_of(All, [](const Outcome &O) { return O.Number == 0; });
    Truth Result;
    for (const Outcome &O : All) {
      if (O.Number ? *O.Number == 0 : !NamesZero)
        Join(Result.No, O.Known);
      if (!O.Number || *O.Number != 0)
        Join(Result.Yes, O.Known);
    }
    return Result;
  };
  Truth Left = TruthOf(A), Right = TruthOf(B), Result;
  auto And = [&](const std::optional<Facts> &X, const std::optional<Facts> &Y,
                 std::optional<Facts> &Into) {
    if (X && Y)
      Join(Into, both(*X, *Y));
  };
  if (IsOr) {
    And(Left.No, Right.No, Result.No);
    if (Left.Yes)
      Join(Result.Yes, *Left.Yes);
    And(Left.No, Right.Yes, Result.Yes);
  } else {
    And(Left.Yes, Right.Yes, Result.Yes);
    if (Left.No)
      Join(Result.No, *Left.No);
    And(Left.Yes, Right.No, Result.No);
  }
  Outcomes All;
  if (Result.No)
    All.push_back({0, *Result.No});
  if (Result.Yes)
    All.push_back({1, *Result.Yes});
  return All.empty() ? Outcomes{{std::nullopt, {}}} : All;
}

Outcomes FunctionEvaluator::outcomesOfCall(const CallExpr *E) {
  CallContext Call = contextOf(E);
  if (!Call.Callee)
    return {{std::nullopt, {}}};
  auto Known = TheProgram.Summaries.find(Call.Callee->getCanonicalDecl());
  if (Known != TheProgram.Summaries.end()) {
    if (Call.Object)
      Call.This = objectPlace(Call.Object);
    Outcomes Result;
    for (const Outcome &O : Known->second->Results) {
      Outcome Here{O.Number, {}};
      for (const Fact &F : O.Known)
        if (Fact Translated; translate(F, Call, Translated))
          Here.Known.push_back(Translated);
      Result.push_back(std::move(Here));
    }
    if (!Result.empty())
      return Result;
  }
  Facts Zero = factsOf(impliedByCall(E, false));
  Facts Other = factsOf(impliedByCall(E, true));
  Facts End = factsOf(impliedByFind(E, false));
  Outcomes Result = {{std::nullopt, Other}};
  if (!Zero.empty() || !Other.empty())
    Result.push_back({0, Zero});
  if (!End.empty())
    Result.push_back({-1, End});
  return Result;
}

Outcomes FunctionEvaluator::joinOutcomes(const Outcomes &A, const Facts &InA,
                                         const Outcomes &B, const Facts &InB) {
  auto In = [](const Outcomes &All, std::optional<int64_t> Number) {
    return llvm::find_if(All,
                         [&](const Outcome &O) { return O.Number == Number; });
  };
  Outcomes Result;
  for (const Outcomes *Side : {&A, &B})
    for (const Outcome &O : *Side) {
      if (In(Result, O.Number) != Result.end())
        continue;
      // Where one side does not name a number, its other numbers may be it.
      auto InLeft = In(A, O.Number), InRight = In(B, O.Number);
      if (InLeft == A.end())
        InLeft = In(A, std::nullopt);
      if (InRight == B.end())
        InRight = In(B, std::nullopt);
      Outcome Joined{O.Number, {}};
      if (InLeft != A.end() && InRight != B.end())
        Joined.Known =
            common(both(InLeft->Known, InA), both(InRight->Known, InB));
      else
        Joined.Known = InLeft != A.end() ? both(InLeft->Known, InA)
                                         : both(InRight->Known, InB);
      Result.push_back(std::move(Joined));
    }
  if (Result.size() > MaxOutcomes) {
    Outcome Any = Result.front();
    Any.Number = std::nullopt;
    for (const Outcome &O : Result)
      Any.Known = common(Any.Known, O.Known);
    return {Any};
  }
  llvm::sort(Result);
  return Result;
}

void FunctionEvaluator::storeNumber(const VarDecl *V, const Expr *E) {
  storeOutcomes(V, outcomesOf(E));
}

void FunctionEvaluator::storeOutcomes(const VarDecl *V, Outcomes Given) {
  PlaceId P = Places.variable(V);
  Facts Here = factsIn(Current);
  for (Outcome &O : Given)
    O.Known = both(O.Known, Here);
  // Most numbers say nothing.
  bool Says = llvm::any_of(
      Given, [](const Outcome &O) { return O.Number || !O.Known.empty(); });
  Current.set(Memory, P, Says ? Value::number(unique(Given)) : Value());
}

FunctionEvaluator::Implied
FunctionEvaluator::impliedByNumber(const Expr *E, BinaryOperatorKind How,
                                   int64_t With, bool Holds) {
  std::optional<Facts> Known;
  Outcomes All = outcomesOf(E);
  bool IsWith = (How == BO_EQ && Holds) || (How == BO_NE && !Holds);
  bool Named =
      llvm::any_of(All, [&](const Outcome &O) { return O.Number == With; });
  for (const Outcome &O : All) {
    if (O.Number ? compares(*O.Number, How, With) != Holds : IsWith && Named)
      continue;
    Known = Known ? common(*Known, O.Known) : O.Known;
  }
  Implied Result;
  if (!Known)
    return Result;
  for (const Fact &F : *Known) {
    if (!F.Was)
      continue;
    // Only what the place held then is known, not what it holds since.
    TextRef Now = loadText(F.Where, nullptr);
    llvm::ArrayRef<TextRef> Parts = Now;
    if (Now->kind() == Text::Kind::Choice)
      Parts = Now->alternatives();
    auto StandsFor = [&](TextRef T) {
      return T == F.Was || !T->hasHole() ||
             (F.Was->kind() == Text::Kind::Choice &&
              llvm::is_contained(F.Was->alternatives(), T)) ||
             (T->isHole() && T->hole().Chars && T->hole().Inner == F.Was);
    };
    if (llvm::all_of(Parts, StandsFor))
      Result[F.Where] = F.Is;
  }
  return Result;
}

void FunctionEvaluator::endOfCount(const Expr *Condition) {
  const auto *B = dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
  if (!B || (B->getOpcode() != BO_LT && B->getOpcode() != BO_NE))
    return;
  const VarDecl *V = flag(B->getLHS());
  std::optional<int64_t> N = number(B->getRHS(), Context);
  if (V && N)
    Current.set(Memory, Places.variable(V),
                Value::number(unique({{N, factsIn(Current)}})));
}

bool FunctionEvaluator::translate(const Fact &Of, const CallContext &Call,
                                  Fact &Here) {
  PlaceId RootId = Places[Of.Where].Root, Base = RootId;
  const Place Root = Places[RootId];
  const auto *Param = dyn_cast_or_null<ParmVarDecl>(Root.Decl);
  const auto *Owner =
      Param ? dyn_cast<FunctionDecl>(Param->getDeclContext()) : nullptr;
  const Expr *At = Call.Call;
  if (Owner && Owner->getCanonicalDecl() == Call.Callee->getCanonicalDecl()) {
    unsigned Index = Param->getFunctionScopeIndex();
    if (Index >= Call.Arguments.size())
      return false;
    At = comparedObject(Call.Arguments[Index]);
    if (!At->isGLValue())
      return false;
    Value V = value(At);
    if (!V.isAddress())
      return false;
    Base = V.P;
    // What a pointer variable points to, and not the pointer.
    if (Root.What == Place::Kind::Pointee && At->getType()->isPointerType()) {
      Value Pointed = load(V.P, At);
      Base = Pointed.isAddress() ? Pointed.P : V.P;
    }
  } else if (Root.What == Place::Kind::This) {
    if (Call.This == NoPlace)
      return false;
    Base = Call.This;
  }
  Here.Where = Places.moved(Of.Where, RootId, Base);
  const Value *Stored = Current.get(Here.Where);
  Here.Was =
      Stored && Stored->Was ? Stored->Was : loadText(Here.Where, nullptr);
  Here.Is = Texts.map(
      Of.Is, [](TextRef) { return true; },
      [&](const Hole &H) -> TextRef {
        if (!H.Chars)
          return nullptr;
        TextRef T = limited(Here.Was, *H.Chars, At);
        return T;
      });
  return true;
}

void FunctionEvaluator::recordResult(const ReturnStmt *S) {
  const Expr *E = S->getRetValue();
  if (!E || E->getType()->isVoidType())
    return;
  Outcomes Given;
  QualType T = Function->getReturnType();
  if (T->isIntegralOrEnumerationType())
    Given = outcomesOf(E);
  else if (T->isPointerType())
    Given = {
        {E->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull)
             ? 0
             : 1,
         {}}};
  else
    Given = {{std::nullopt, {}}};
  Facts Here = factsIn(Current);
  for (Outcome &O : Given)
    O.Known = both(O.Known, Here);
  Results[S] = std::move(Given);
}

void FunctionEvaluator::summarizeOutcomes(Summary &Result) {
  auto Outwards = [&](Facts Known) {
    llvm::erase_if(Known, [&](const Fact &F) {
      if (!F.Was)
        return true;
      const Place &Root = Places[Places[F.Where].Root];
      if (Root.What == Place::Kind::Variable && isa<ParmVarDecl>(Root.Decl))
        return AssignedParameters.contains(Places[F.Where].Root);
      return !isOutside(F.Where);
    });
    return Known;
  };
  Outcomes All;
  for (const auto &[S, Given] : Results)
    All = All.empty() ? Given : joinOutcomes(All, {}, Given, {});
  bool Says = false;
  for (Outcome &O : All) {
    O.Known = Outwards(O.Known);
    Says |= !O.Known.empty();
  }
  if (Says)
    Result.Results = std::move(All);
  if (auto It = Exits.find(&Graph->getExit()); It != Exits.end())
    Result.Always = Outwards(factsIn(It->second));
}

} // namespace dbsafe::provenance
