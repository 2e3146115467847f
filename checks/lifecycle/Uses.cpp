#include "lifecycle/Uses.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace dbsafe::lifecycle {

const Expr *bare(const Expr *E) {
  for (;;) {
    const Expr *Start = E;
    E = E->IgnoreParenCasts();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Made->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      E = Default->getExpr();
    else if (const auto *B = dyn_cast<BinaryOperator>(E);
             B && B->getOpcode() == BO_Comma)
      E = B->getRHS();
    else if (const auto *U = dyn_cast<UnaryOperator>(E);
             U && (U->getOpcode() == UO_Extension || U->getOpcode() == UO_Plus))
      E = U->getSubExpr();
    if (E == Start)
      return E;
  }
}

const Expr *addressed(const Expr *E) {
  const auto *U = dyn_cast<UnaryOperator>(bare(E));
  return U && U->getOpcode() == UO_AddrOf ? U->getSubExpr() : nullptr;
}

std::optional<llvm::StringRef> constantText(const Expr *E) {
  E = bare(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
        V && V->getInit() &&
        (V->getType().isConstQualified() || V->getType()->isArrayType()))
      E = bare(V->getInit());
  const auto *L = dyn_cast<StringLiteral>(E);
  if (!L || L->getCharByteWidth() != 1)
    return std::nullopt;
  return L->getString();
}

llvm::ArrayRef<const Expr *> argumentsOf(const Expr *Call) {
  if (const auto *K = dyn_cast<CXXConstructExpr>(Call))
    return llvm::ArrayRef(K->getArgs(), K->getNumArgs());
  const auto *C = cast<CallExpr>(Call);
  llvm::ArrayRef<const Expr *> All(C->getArgs(), C->getNumArgs());
  const auto *O = dyn_cast<CXXOperatorCallExpr>(C);
  if (O && isa_and_nonnull<CXXMethodDecl>(O->getCalleeDecl()) && !All.empty())
    return All.drop_front();
  return All;
}

Parents::Parents(const FunctionDecl *F) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(F))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      add(Init->getInit());
  add(F->getBody());
}

void Parents::add(const Stmt *Root) {
  // With a stack of its own: an expression may be as deep as it likes.
  std::vector<const Stmt *> Work = {Root};
  while (!Work.empty()) {
    const Stmt *S = Work.back();
    Work.pop_back();
    All.push_back(S);
    auto Child = [&](const Stmt *C) {
      if (C && Above.try_emplace(C, S).second)
        Work.push_back(C);
    };
    if (const auto *L = dyn_cast<LambdaExpr>(S)) {
      // Its body is a function of its own.
      for (const Expr *Init : L->capture_inits())
        Child(Init);
      continue;
    }
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each); V && V->getInit())
          Initialized[V->getInit()] = V;
    // The first is on top.
    std::vector<const Stmt *> Children(S->child_begin(), S->child_end());
    for (const Stmt *C : llvm::reverse(Children))
      Child(C);
  }
}

void Parents::forEach(llvm::function_ref<void(const Stmt *)> Each) const {
  for (const Stmt *S : All)
    Each(S);
}

Use Parents::useOf(const Expr *E) const {
  Use U;
  const Stmt *S = E;
  for (;;) {
    if (const VarDecl *V = Initialized.lookup(S)) {
      U.What = Use::Kind::Initializes;
      U.Variable = V;
      return U;
    }
    const Stmt *Up = Above.lookup(S);
    U.By = Up;
    if (!Up)
      return U;
    if (const auto *C = dyn_cast<CastExpr>(Up);
        C && C->getCastKind() == CK_ToVoid) {
      U.What = Use::Kind::Discarded;
      return U;
    }
    if (isa<ParenExpr, CastExpr, FullExpr, MaterializeTemporaryExpr,
            CXXBindTemporaryExpr, CXXDefaultArgExpr>(Up)) {
      S = Up;
      continue;
    }
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Up)) {
      if (Choice->getCond() == S) {
        U.What = Use::Kind::Tested;
        return U;
      }
      U.Chosen = true;
      S = Up;
      continue;
    }
    if (const auto *B = dyn_cast<BinaryOperator>(Up)) {
      if (B->getOpcode() == BO_Comma) {
        if (B->getLHS() == S) {
          U.What = Use::Kind::Dropped;
          return U;
        }
        S = Up;
        continue;
      }
      bool Left = B->getLHS() == S;
      if (B->getOpcode() == BO_Assign)
        U.What = Left ? Use::Kind::AssignedTo : Use::Kind::AssignedFrom;
      else if (B->isAssignmentOp())
        U.What = Left ? Use::Kind::Changed : Use::Kind::Other;
      else if (B->isComparisonOp() || B->isLogicalOp())
        U.What = Use::Kind::Tested;
      return U;
    }
    if (const auto *O = dyn_cast<UnaryOperator>(Up)) {
      switch (O->getOpcode()) {
      case UO_LNot:
        U.What = Use::Kind::Tested;
        break;
      case UO_AddrOf:
        U.What = Use::Kind::AddressTaken;
        break;
      case UO_Deref:
        U.What = Use::Kind::Dereferenced;
        break;
      case UO_Extension:
      case UO_Plus:
        S = Up;
        continue;
      default:
        if (O->isIncrementDecrementOp())
          U.What = Use::Kind::Changed;
      }
      return U;
    }
    if (const auto *M = dyn_cast<MemberExpr>(Up)) {
      if (M->isArrow())
        U.What = Use::Kind::Dereferenced;
      return U;
    }
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(Up)) {
      if (A->getBase() == S)
        U.What = Use::Kind::Dereferenced;
      return U;
    }
    if (isa<CallExpr, CXXConstructExpr>(Up)) {
      auto Arguments = argumentsOf(cast<Expr>(Up));
      auto At = llvm::find(Arguments, S);
      if (At != Arguments.end()) {
        U.What = Use::Kind::Argument;
        U.Index = unsigned(At - Arguments.begin());
      } else if (const auto *C = dyn_cast<CallExpr>(Up);
                 C && C->getCallee() == S) {
        U.What = Use::Kind::Callee;
      }
      return U;
    }
    if (isa<CXXDeleteExpr>(Up)) {
      U.What = Use::Kind::Deleted;
      return U;
    }
    if (isa<ReturnStmt>(Up)) {
      U.What = Use::Kind::Returned;
      return U;
    }
    bool IsCondition = false;
    if (const auto *I = dyn_cast<IfStmt>(Up))
      IsCondition = I->getCond() == S;
    else if (const auto *W = dyn_cast<WhileStmt>(Up))
      IsCondition = W->getCond() == S;
    else if (const auto *D = dyn_cast<DoStmt>(Up))
      IsCondition = D->getCond() == S;
    else if (const auto *F = dyn_cast<ForStmt>(Up))
      IsCondition = F->getCond() == S;
    else if (const auto *W = dyn_cast<SwitchStmt>(Up))
      IsCondition = W->getCond() == S;
    if (IsCondition)
      U.What = Use::Kind::Tested;
    else if (isa<CompoundStmt, IfStmt, WhileStmt, DoStmt, ForStmt, SwitchCase,
                 LabelStmt, CXXForRangeStmt, SwitchStmt, AttributedStmt,
                 CXXCatchStmt>(Up))
      U.What = isa_and_nonnull<StmtExpr>(Above.lookup(Up)) ? Use::Kind::Other
                                                           : Use::Kind::Dropped;
    return U;
  }
}

} // namespace dbsafe::lifecycle
