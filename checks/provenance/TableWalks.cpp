//===- TableWalks.cpp - Pointers that only read what they walk over -------===//
#include "provenance/TableWalks.h"

using namespace clang;

namespace dbsafe::provenance {

const DeclRefExpr *TableWalks::named(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && U->isIncrementDecrementOp())
      E = U->getSubExpr();
    else if (const auto *B = dyn_cast<BinaryOperator>(E);
             B && B->isAdditiveOp())
      E = B->getLHS()->getType()->isIntegerType() ? B->getRHS() : B->getLHS();
    else
      return dyn_cast<DeclRefExpr>(E);
  }
}

const DeclRefExpr *TableWalks::starts(const VarDecl *Pointer,
                                      const Expr *From) {
  QualType T = Pointer->getType();
  if (!Pointer->hasLocalStorage() || isa<ParmVarDecl>(Pointer) ||
      !T->isPointerType() || !T->getPointeeType()->isPointerType())
    return nullptr;
  const DeclRefExpr *R = named(From);
  const auto *Table = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!Table || !Table->hasGlobalStorage() || !Table->getType()->isArrayType())
    return nullptr;
  Walked[Pointer].push_back(Table->getCanonicalDecl());
  return R;
}

void TableWalks::reads(const Expr *E) {
  E = E->IgnoreParens();
  const Expr *Pointer = nullptr;
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->getOpcode() == UO_Deref)
    Pointer = U->getSubExpr();
  else if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
    Pointer = S->getBase();
  if (Pointer)
    moves(Pointer);
}

void TableWalks::moves(const Expr *Pointer) {
  if (const DeclRefExpr *R = named(Pointer))
    Harmless.insert(R);
}

void TableWalks::names(const DeclRefExpr *R) {
  if (const auto *V = dyn_cast<VarDecl>(R->getDecl());
      V && V->hasLocalStorage() && V->getType()->isPointerType() &&
      !Harmless.contains(R))
    Escaped.insert(V);
}

} // namespace dbsafe::provenance
