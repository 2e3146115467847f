#include "lifecycle/Functions.h"
#include "lifecycle/Uses.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace dbsafe::lifecycle {

namespace {

class Walk : public RecursiveASTVisitor<Walk> {
  using Base = RecursiveASTVisitor<Walk>;

public:
  struct Node {
    const FunctionDecl *Definition = nullptr;
    std::vector<const FunctionDecl *> Callees;
    bool IsConcerned = false;
  };
  llvm::MapVector<const FunctionDecl *, Node> Functions;

  explicit Walk(Knowledge &What) : What(What) {}

  static bool shouldVisitTemplateInstantiations() { return true; }
  static bool shouldVisitImplicitCode() { return false; }

  bool shouldSkip(const Decl *D) const {
    const SourceManager &Sources = What.context().getSourceManager();
    SourceLocation Where = D->getLocation();
    return Where.isValid() &&
           Sources.isInSystemHeader(Sources.getExpansionLoc(Where));
  }

  bool TraverseDecl(Decl *D) {
    if (!D || (isa<TranslationUnitDecl>(D->getDeclContext()) && shouldSkip(D)))
      return true;
    auto *F = dyn_cast<FunctionDecl>(D);
    if (!F)
      return Base::TraverseDecl(D);
    // A deduction guide's or a deleted function's body is none.
    if (F->isDependentContext() || !F->doesThisDeclarationHaveABody() ||
        !F->getBody())
      return true;
    const FunctionDecl *Saved = Current;
    Current = F->getCanonicalDecl();
    Functions[Current].Definition = F;
    bool Result = true;
    if (auto *K = dyn_cast<CXXConstructorDecl>(F))
      for (CXXCtorInitializer *Init : K->inits())
        Result = Result && TraverseStmt(Init->getInit());
    Result = Result && TraverseStmt(F->getBody());
    Current = Saved;
    return Result;
  }

  bool TraverseLambdaExpr(LambdaExpr *L) {
    if (CXXMethodDecl *Operator = L->getCallOperator())
      TraverseDecl(Operator);
    if (FunctionTemplateDecl *Generic =
            L->getLambdaClass()->getDependentLambdaCallOperator())
      for (FunctionDecl *Each : Generic->specializations())
        TraverseDecl(Each);
    for (Expr *Init : L->capture_inits())
      TraverseStmt(Init);
    return true;
  }

  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *F = E->getDirectCallee();
    if (!F || !Current)
      return true;
    if (!What.callee(F).empty())
      Functions[Current].IsConcerned = true;
    else
      Functions[Current].Callees.push_back(F->getCanonicalDecl());
    return true;
  }

  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) {
    if (Current && !E->getArgument()->isTypeDependent() &&
        What.ofType(bare(E->getArgument())->getType()))
      Functions[Current].IsConcerned = true;
    return true;
  }

private:
  Knowledge &What;
  const FunctionDecl *Current = nullptr;
};

} // namespace

std::vector<const FunctionDecl *> concerned(Knowledge &What) {
  Walk W(What);
  for (Decl *D : What.context().getTranslationUnitDecl()->decls())
    if (!W.shouldSkip(D))
      W.TraverseDecl(D);
  llvm::DenseMap<const FunctionDecl *, std::vector<const FunctionDecl *>>
      Callers;
  std::vector<const FunctionDecl *> Work;
  for (auto &[F, Node] : W.Functions) {
    for (const FunctionDecl *Callee : Node.Callees)
      Callers[Callee].push_back(F);
    if (Node.IsConcerned)
      Work.push_back(F);
  }
  while (!Work.empty()) {
    const FunctionDecl *F = Work.back();
    Work.pop_back();
    if (!F->getReturnType()->isPointerType())
      continue;
    for (const FunctionDecl *Caller : Callers[F]) {
      auto &Node = W.Functions[Caller];
      if (!Node.IsConcerned)
        Work.push_back(Caller);
      Node.IsConcerned = true;
    }
  }
  std::vector<const FunctionDecl *> Result;
  for (const auto &[F, Node] : W.Functions)
    if (Node.IsConcerned && Node.Definition)
      Result.push_back(Node.Definition);
  return Result;
}

} // namespace dbsafe::lifecycle
