#include "provenance/Program.h"
#include "provenance/CallGraph.h"
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::provenance {

Program::Program(ASTContext &Context, const catalog::Catalog &Catalog)
    : Context(Context), Matcher(Catalog, Context) {
  CallGraph Graph(Context, Matcher);
  Changed = std::move(Graph.Changed);
  ChangedFields = std::move(Graph.ChangedFields);
  Initializers = std::move(Graph.Initializers);
  Literals = std::move(Graph.Literals);
  evaluate(Graph);
  collectSites(Graph);
}

Program::~Program() = default;

bool Program::isUnchanging(const VarDecl *V) const {
  if (V->getType().isConstQualified() || V->isConstexpr())
    return true;
  // An array of constants is constant.
  QualType T = V->getType();
  if (const auto *Element = T->getArrayElementTypeNoTypeQual();
      Element && T->isArrayType() &&
      Context.getBaseElementType(T).isConstQualified())
    return true;
  // What other files can reach, they can change.
  return !V->hasExternalFormalLinkage() &&
         !Changed.count(V->getCanonicalDecl());
}

const llvm::SmallVector<const Expr *, 2> *
Program::initializersOf(const FieldDecl *F) const {
  static const llvm::SmallVector<const Expr *, 2> None;
  const SourceManager &Sources = Context.getSourceManager();
  // What other files can assign to, they may.
  bool Closed =
      F->getType().isConstQualified() || F->getAccess() == AS_private ||
      F->getAccess() == AS_protected || Sources.isInMainFile(F->getLocation());
  if (!Closed || ChangedFields.count(F))
    return nullptr;
  auto Found = Initializers.find(F);
  if (Found != Initializers.end())
    return &Found->second;
  return F->hasInClassInitializer() ? &None : nullptr;
}

void Program::evaluate(const CallGraph &Graph) {
  for (const CallGraph::Function *F : Graph.order())
    Summaries[F->Definition->getCanonicalDecl()] = std::make_unique<Summary>(
        FunctionEvaluator(*this, F->Definition).run());
}

void Program::collectSites(const CallGraph &Graph) {
  for (const CallGraph::Function *F : Graph.order()) {
    const FunctionDecl *Canonical = F->Definition->getCanonicalDecl();
    auto Known = Summaries.find(Canonical);
    if (Known == Summaries.end())
      continue;
    // A function that only this file can call, and does, is judged by what
    // its callers pass.
    bool CallersKnown = !F->Definition->isExternallyVisible() &&
                        F->HasCallers && !F->AddressTaken;
    for (const Site &S : Known->second->Sites) {
      bool Depends = false;
      for (const SitePart &Part : S.Parts)
        Depends |= Part.Text->isSymbolic();
      if (Depends && CallersKnown)
        continue;
      Sites.push_back(S);
    }
  }
}

} // namespace dbsafe::provenance
