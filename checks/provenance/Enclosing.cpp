#include "provenance/Enclosing.h"
#include "provenance/ValueOrigins.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

using Way = llvm::SmallVector<const Stmt *, 16>;

bool goDown(const Stmt *S, const Stmt *Wanted, Way &Path) {
  if (!S)
    return false;
  Path.push_back(S);
  if (S == Wanted)
    return true;
  for (const Stmt *Child : S->children())
    if (goDown(Child, Wanted, Path))
      return true;
  Path.pop_back();
  return false;
}

/// The member initialiser that the way begins in.
const CXXCtorInitializer *initializerOf(const FunctionDecl &F,
                                        const Stmt *First) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->getInit() == First)
        return Init;
  return nullptr;
}

const FunctionDecl *definitionOf(const FunctionDecl &F) {
  const FunctionDecl *Definition = nullptr;
  return F.hasBody(Definition) ? Definition : nullptr;
}

} // namespace

Way wayTo(const FunctionDecl &F, const Expr *E) {
  Way Path;
  const FunctionDecl *Definition = definitionOf(F);
  if (!Definition || goDown(Definition->getBody(), E, Path))
    return Path;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (goDown(Init->getInit(), E, Path))
        return Path;
  return Path;
}

const ValueDecl *madeIn(const FunctionDecl &F, const Expr *Made) {
  Way Path = wayTo(F, Made);
  for (size_t I = Path.size(); I-- > 1;) {
    const Stmt *Around = Path[I - 1];
    if (const auto *D = dyn_cast<DeclStmt>(Around)) {
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each);
            V && V->getInit() == Path[I])
          return cast<ValueDecl>(V->getCanonicalDecl());
      return nullptr;
    }
    const auto *E = dyn_cast<Expr>(Around);
    if (!E)
      return nullptr;
    if (const auto *B = dyn_cast<BinaryOperator>(E))
      return B->isAssignmentOp() ? variableOf(B->getLHS()) : nullptr;
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E))
      return O->isAssignmentOp() ? variableOf(O->getArg(0)) : nullptr;
    if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
      const CXXMethodDecl *M = C->getMethodDecl();
      return M && M->getDeclName().isIdentifier() && M->getName() == "reset"
                 ? variableOf(C->getImplicitObjectArgument())
                 : nullptr;
    }
    if (isa<CallExpr>(E))
      return nullptr;
  }
  const FunctionDecl *Definition = definitionOf(F);
  const CXXCtorInitializer *Init =
      Path.empty() || !Definition ? nullptr
                                  : initializerOf(*Definition, Path.front());
  return Init ? Init->getAnyMember() : nullptr;
}

} // namespace dbsafe::provenance
