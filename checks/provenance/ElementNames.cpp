//===- ElementNames.cpp - By which indices a function names elements ------===//
#include "provenance/ElementNames.h"
#include "provenance/Targets.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/FoldingSet.h"

using namespace clang;

namespace dbsafe::provenance {

void ElementNames::note(const Stmt *S, const ASTContext &Context) {
  const Expr *Array = nullptr, *At = nullptr;
  if (const auto *E = dyn_cast<ArraySubscriptExpr>(S)) {
    Array = E->getBase();
    At = E->getIdx();
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(S);
             O && O->getOperator() == OO_Subscript && O->getNumArgs() == 2) {
    Array = O->getArg(0);
    At = O->getArg(1);
  } else if (const auto *M = dyn_cast<CXXMemberCallExpr>(S);
             M && M->getNumArgs() == 1 && M->getMethodDecl() &&
             M->getMethodDecl()->getDeclName().isIdentifier() &&
             M->getMethodDecl()->getName() == "at") {
    Array = M->getImplicitObjectArgument();
    At = M->getArg(0);
  }
  const ValueDecl *Of = Array ? Targets::holder(Array) : nullptr;
  if (!Of || At->isValueDependent() || At->isIntegerConstantExpr(Context))
    return;
  llvm::FoldingSetNodeID Shape;
  At->IgnoreParenImpCasts()->Profile(Shape, Context, /*Canonical=*/true);
  auto [Known, IsFirst] = Index.try_emplace(Of, Shape.ComputeHash());
  if (!IsFirst && Known->second != Shape.ComputeHash())
    Several.insert(Of);
  llvm::SmallVector<const Stmt *, 8> Within = {At};
  while (!Within.empty()) {
    const Stmt *Part = Within.pop_back_val();
    if (const auto *R = dyn_cast<DeclRefExpr>(Part);
        R && isa<VarDecl>(R->getDecl()))
      Variables.insert(cast<ValueDecl>(R->getDecl()->getCanonicalDecl()));
    for (const Stmt *Child : Part->children())
      if (Child)
        Within.push_back(Child);
  }
}

bool ElementNames::changes(const Stmt *S) const {
  const Expr *Changed = nullptr;
  bool Moves = true;
  if (const auto *U = dyn_cast<UnaryOperator>(S);
      U && U->isIncrementDecrementOp()) {
    Changed = U->getSubExpr();
  } else if (const auto *B = dyn_cast<BinaryOperator>(S);
             B && B->isAssignmentOp()) {
    Changed = B->getLHS();
    Moves = B->isCompoundAssignmentOp();
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(S);
             O && (O->getOperator() == OO_PlusPlus ||
                   O->getOperator() == OO_MinusMinus)) {
    Changed = O->getArg(0);
  }
  if (!Changed)
    return false;
  // A pointer or an iterator that goes on.
  if (Moves && (Changed->getType()->isPointerType() ||
                Changed->getType()->isRecordType()))
    return true;
  const auto *R = dyn_cast<DeclRefExpr>(Changed->IgnoreParenCasts());
  return R &&
         Variables.contains(cast<ValueDecl>(R->getDecl()->getCanonicalDecl()));
}

} // namespace dbsafe::provenance
