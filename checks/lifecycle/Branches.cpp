//===- Branches.cpp - What conditions say of resources --------------------===//
#include "lifecycle/FunctionWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace dbsafe::lifecycle {

std::optional<int64_t> FunctionWalk::constant(const Expr *E) const {
  if (E->isValueDependent() || E->isTypeDependent() || E->containsErrors())
    return std::nullopt;
  QualType T = E->getType();
  if (T->isPointerType() || T->isNullPtrType()) {
    if (E->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull) !=
        Expr::NPCK_NotNull)
      return 0;
    return std::nullopt;
  }
  if (!T->isIntegralOrEnumerationType())
    return std::nullopt;
  std::optional<llvm::APSInt> Known = E->getIntegerConstantExpr(Context);
  if (!Known || !Known->isRepresentableByInt64())
    return std::nullopt;
  return Known->getExtValue();
}

bool FunctionWalk::edge(State &S, const CFGBlock &Block, unsigned Successor) {
  const Stmt *Terminator = Block.getTerminatorStmt();
  if (!Terminator || isa<CXXTryStmt>(Terminator))
    return true;
  if (const auto *Switch = dyn_cast<SwitchStmt>(Terminator)) {
    const CFGBlock *Next =
        (Block.succ_begin() + Successor)->getReachableBlock();
    const Stmt *Label = Next ? Next->getLabel() : nullptr;
    if (const auto *Case = dyn_cast_or_null<CaseStmt>(Label)) {
      std::optional<int64_t> With = constant(Case->getLHS());
      return !With || Case->getRHS() ||
             assumeCompared(S, Switch->getCond(), BO_EQ, *With);
    }
    for (const SwitchCase *C = Switch->getSwitchCaseList(); C;
         C = C->getNextSwitchCase())
      if (const auto *Case = dyn_cast<CaseStmt>(C))
        if (std::optional<int64_t> With = constant(Case->getLHS());
            With && !Case->getRHS() &&
            !assumeCompared(S, Switch->getCond(), BO_NE, *With))
          return false;
    return true;
  }
  const Expr *Condition = Block.getLastCondition();
  if (!Condition || Block.succ_size() != 2)
    return true;
  return assume(S, Condition, /*Truth=*/Successor == 0);
}

bool FunctionWalk::assume(State &S, const Expr *Condition, bool Truth) {
  const Expr *E = bare(Condition);
  for (;;) {
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && U->getOpcode() == UO_LNot) {
      Truth = !Truth;
      E = bare(U->getSubExpr());
    } else if (const auto *C = dyn_cast<CallExpr>(E);
               C && C->getBuiltinCallee() != 0 && C->getNumArgs() == 2 &&
               C->getDirectCallee() &&
               C->getDirectCallee()->getName() == "__builtin_expect") {
      E = bare(C->getArg(0));
    } else {
      break;
    }
  }
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (B && B->isComparisonOp()) {
    const Expr *Left = B->getLHS(), *Right = B->getRHS();
    BinaryOperatorKind Op = B->getOpcode();
    std::optional<int64_t> With = constant(Right);
    if (!With) {
      With = constant(Left);
      std::swap(Left, Right);
      Op = BinaryOperator::reverseComparisonOp(Op);
    }
    if (Op == BO_Cmp)
      return true;
    if (!Truth)
      Op = BinaryOperator::negateComparisonOp(Op);
    if (With)
      return assumeCompared(S, Left, Op, *With);
    giveUp(S, E);
    return assumePredicate(S, Conditions.of(E), Truth);
  }
  if (B && B->isLogicalOp()) {
    if ((B->getOpcode() == BO_LAnd) == Truth)
      return assume(S, B->getLHS(), Truth) && assume(S, B->getRHS(), Truth);
    giveUp(S, E);
    return true;
  }
  return assumeZero(S, E, !Truth);
}

static bool compares(int64_t Left, BinaryOperatorKind Op, int64_t Right) {
  switch (Op) {
  case BO_EQ:
    return Left == Right;
  case BO_NE:
    return Left != Right;
  case BO_LT:
    return Left < Right;
  case BO_LE:
    return Left <= Right;
  case BO_GT:
    return Left > Right;
  case BO_GE:
    return Left >= Right;
  default:
    return true;
  }
}

bool FunctionWalk::assumeCompared(State &S, const Expr *E,
                                  BinaryOperatorKind Op, int64_t With) {
  // A truth value is compared with true or false.
  const Expr *Bare = bare(E);
  if (const auto *Inner = dyn_cast<BinaryOperator>(Bare);
      Inner && (Inner->isComparisonOp() || Inner->isLogicalOp()) &&
      (Op == BO_EQ || Op == BO_NE) && (With == 0 || With == 1))
    return assume(S, Bare, (Op == BO_EQ) == (With == 1));
  if (With == 0 && (Op == BO_EQ || Op == BO_NE))
    return assumeZero(S, Bare, Op == BO_EQ);
  Value V = value(S, Bare);
  if (V.isInt())
    return compares(V.Number, Op, With);
  if (V.isCode() && !V.Inverted) {
    if (Op == BO_EQ)
      resolve(S, V.Site, /*IsZero=*/false, /*IsPositive=*/With > 0);
    else if (With == 0 && Op == BO_GT)
      resolve(S, V.Site, false, true);
    else if (With == 0 && Op == BO_LT)
      resolve(S, V.Site, false, false);
    else if (With == 0 && Op == BO_LE &&
             Sites[V.Site].If == catalog::Outcome::Positive)
      resolve(S, V.Site, true, false);
    else if (Op != BO_NE)
      giveUp(S, Bare);
    return true;
  }
  if (V.isCode()) {
    giveUp(S, Bare);
    return true;
  }
  if (!V.isUnknown())
    return true;
  if (const VarDecl *Variable = variable(Bare);
      Variable && Op == BO_EQ &&
      Variable->getType()->isIntegralOrEnumerationType()) {
    S.set(holder(Variable), Value::integer(With));
    return true;
  }
  bool Negated = Op == BO_NE || Op == BO_GE || Op == BO_GT;
  if (Negated)
    Op = BinaryOperator::negateComparisonOp(Op);
  std::string More =
      BinaryOperator::getOpcodeStr(Op).str() + std::to_string(With);
  return assumePredicate(S, Conditions.of(Bare, More), !Negated);
}

bool FunctionWalk::assumePredicate(State &S, const Predicate *P, bool Truth) {
  if (!P)
    return true;
  HolderId H = holder(P);
  if (Value Known = S.get(H); Known.isInt())
    return (Known.Number != 0) == Truth;
  S.set(H, Value::integer(Truth));
  return true;
}

void FunctionWalk::changed(State &S, const ValueDecl *D) {
  for (const Predicate *P : Conditions.mentioning(D))
    S.set(holder(P), Value());
}

bool FunctionWalk::assumeZero(State &S, const Expr *E, bool IsZero) {
  Value V = value(S, E);
  switch (V.What) {
  case Value::Kind::Int:
    return (V.Number == 0) == IsZero;
  case Value::Kind::Nonzero:
    return !IsZero;
  case Value::Kind::Code:
    resolve(S, V.Site, IsZero != V.Inverted, !IsZero);
    return true;
  case Value::Kind::Same:
    resolve(S, V.Teller, IsZero, !IsZero);
    return true;
  case Value::Kind::Handle: {
    askedNull(S, V.Site);
    Life *L = S.find(V.Site);
    if (!L || L->Is == Life::Kind::Released)
      return true;
    if (IsZero && L->NotNull)
      return false;
    if (!IsZero) {
      L->NotNull = true;
      return true;
    }
    // There is nothing to release.
    L->Is = Life::Kind::None;
    S.replace([&](Value Each) {
      return Each.isHandle() && Each.Site == V.Site ? Value::integer(0) : Each;
    });
    return true;
  }
  case Value::Kind::View:
    return true;
  case Value::Kind::Unknown:
    break;
  }
  if (const VarDecl *Variable = variable(E)) {
    QualType T = Variable->getType();
    if (T->isPointerType() || T->isIntegralOrEnumerationType())
      S.set(holder(Variable), IsZero ? Value::integer(0) : Value::nonzero());
    return true;
  }
  giveUp(S, E);
  return assumePredicate(S, Conditions.of(E), !IsZero);
}

void FunctionWalk::resolve(State &S, SiteId Id, bool IsZero, bool IsPositive) {
  Site &Of = Sites[Id];
  Of.Asked = true;
  bool Acquired = true;
  switch (Of.If) {
  case catalog::Outcome::Always:
    break;
  case catalog::Outcome::Zero:
    Acquired = IsZero;
    break;
  case catalog::Outcome::Nonzero:
    Acquired = !IsZero;
    break;
  case catalog::Outcome::Positive:
    Acquired = IsPositive;
    break;
  }
  if (Life *L = S.find(Id); L && !Acquired && L->Is == Life::Kind::Owned)
    L->Is = Life::Kind::None;
  S.replace([&](Value V) {
    if (V.isCode() && V.Site == Id)
      return IsZero != V.Inverted ? Value::integer(0) : Value::nonzero();
    if (V.What == Value::Kind::Same && V.Teller == Id)
      return IsZero ? Value::integer(0)
                    : Value::of(Value::Kind::Handle, V.Site);
    if (V.isHandle() && V.Site == Id && !Acquired)
      return Value::integer(0);
    return V;
  });
}

void FunctionWalk::giveUp(State &S, const Expr *Condition) {
  std::vector<const Stmt *> Work = {Condition};
  while (!Work.empty()) {
    const Stmt *Each = Work.back();
    Work.pop_back();
    const auto *E = dyn_cast_or_null<Expr>(Each);
    if (!Each || isa<LambdaExpr>(Each))
      continue;
    for (const Stmt *Child : Each->children())
      Work.push_back(Child);
    if (!E || !isa<DeclRefExpr, CallExpr>(E))
      continue;
    Value V = value(S, E);
    if (!V.isCode())
      continue;
    Sites[V.Site].Asked = true;
    if (Sites[V.Site].If != catalog::Outcome::Always)
      letGo(S, Value::of(Value::Kind::Handle, V.Site));
  }
}

} // namespace dbsafe::lifecycle
