//===- BrokenCalls.cpp - Calls that clang could not make sense of ---------===//
#include "provenance/BrokenCalls.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// Of several functions of one name, the first that takes so many arguments.
const FunctionDecl *fitting(const OverloadExpr *E, size_t Arguments) {
  for (const NamedDecl *D : E->decls()) {
    const auto *F = dyn_cast<FunctionDecl>(D->getUnderlyingDecl());
    if (F && Arguments >= F->getMinRequiredArguments() &&
        (Arguments <= F->getNumParams() || F->isVariadic()))
      return F;
  }
  return nullptr;
}

} // namespace

const Expr *objectOfMember(const Expr *Callee) {
  Callee = Callee->IgnoreParens();
  if (const auto *M = dyn_cast<MemberExpr>(Callee))
    return isa<CXXMethodDecl>(M->getMemberDecl()) ? M->getBase() : nullptr;
  const auto *U = dyn_cast<UnresolvedMemberExpr>(Callee);
  return U && !U->isImplicitAccess() ? U->getBase() : nullptr;
}

std::optional<BrokenCall> brokenCall(const RecoveryExpr *E) {
  llvm::ArrayRef<const Expr *> Parts = E->subExpressions();
  if (Parts.empty() || !Parts.front())
    return std::nullopt;
  const Expr *Callee = Parts.front()->IgnoreParenImpCasts();
  llvm::ArrayRef<const Expr *> Arguments = Parts.drop_front();
  const FunctionDecl *F = nullptr;
  if (const auto *M = dyn_cast<MemberExpr>(Callee))
    F = dyn_cast<CXXMethodDecl>(M->getMemberDecl());
  else if (const auto *R = dyn_cast<DeclRefExpr>(Callee))
    F = dyn_cast<FunctionDecl>(R->getDecl());
  else if (const auto *O = dyn_cast<OverloadExpr>(Callee))
    F = fitting(O, Arguments.size());
  if (!F || F->isDependentContext() || F->isTemplated() ||
      Arguments.size() < F->getMinRequiredArguments())
    return std::nullopt;
  return BrokenCall{F, objectOfMember(Callee), Arguments};
}

} // namespace dbsafe::provenance
