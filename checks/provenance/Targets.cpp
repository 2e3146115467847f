//===- Targets.cpp - Following functions from place to place --------------===//
#include "provenance/Targets.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/CXXInheritance.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

// More than that is a registry of everything; nothing is gained by following
// each.
constexpr size_t MaxTargets = 64;

/// E without what the language puts around a value to hand it on.
const Expr *inner(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      E = M->getSubExpr();
    else if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E))
      E = B->getSubExpr();
    else if (const auto *W = dyn_cast<FullExpr>(E))
      E = W->getSubExpr();
    else if (const auto *D = dyn_cast<CXXDefaultInitExpr>(E))
      E = D->getExpr();
    else if (const auto *K = dyn_cast<CXXConstructExpr>(E);
             K && K->getNumArgs() > 0 && Targets::isCallable(K->getType()))
      E = K->getArg(0);
    else if (const auto *C = dyn_cast<CallExpr>(E);
             C && C->getNumArgs() == 1 && !isa<CXXMemberCallExpr>(C) &&
             !isa<CXXOperatorCallExpr>(C) &&
             Targets::isCallable(C->getType()) &&
             Targets::isCallable(C->getArg(0)->getType()))
      E = C->getArg(0); // std::move and its like
    else
      return E;
  }
}

} // namespace

bool Targets::isShared(const ValueDecl *D) {
  if (!D->getType().getNonReferenceType()->isFunctionPointerType() ||
      !D->getDeclName().isIdentifier())
    return false;
  const SourceManager &Sources = D->getASTContext().getSourceManager();
  if (isa<FieldDecl>(D))
    return !Sources.isInMainFile(D->getLocation()) &&
           !Sources.isInSystemHeader(D->getLocation());
  const auto *V = dyn_cast<VarDecl>(D);
  return V && V->hasExternalFormalLinkage();
}

bool Targets::isCallable(QualType T) {
  T = T.getNonReferenceType().getCanonicalType();
  while (T->isArrayType())
    T = QualType(T->getArrayElementTypeNoTypeQual(), 0);
  if (T->isFunctionType() || T->isFunctionPointerType() ||
      T->isMemberFunctionPointerType())
    return true;
  const auto *Class = T->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() &&
         llvm::any_of(Class->decls(), [](const Decl *D) {
           return D->getAsFunction() &&
                  D->getAsFunction()->getOverloadedOperator() == OO_Call;
         });
}

const ValueDecl *Targets::holder(const Expr *E) {
  for (;;) {
    E = inner(E);
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && (U->getOpcode() == UO_Deref || U->getOpcode() == UO_AddrOf))
      E = U->getSubExpr();
    else if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
      E = S->getBase();
    else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
             O &&
             (O->getOperator() == OO_Subscript || O->getOperator() == OO_Star))
      E = O->getArg(0);
    else if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isPtrMemOp())
      E = B->getRHS();
    else
      break;
  }
  const ValueDecl *D = nullptr;
  if (const auto *M = dyn_cast<MemberExpr>(E))
    D = M->getMemberDecl();
  else if (const auto *R = dyn_cast<DeclRefExpr>(E))
    D = R->getDecl();
  if (!D || !(isa<VarDecl>(D) || isa<FieldDecl>(D)))
    return nullptr;
  return cast<ValueDecl>(D->getCanonicalDecl());
}

void Targets::sources(const Expr *From, List &Functions,
                      llvm::SmallVectorImpl<const ValueDecl *> &Holders) {
  llvm::SmallVector<const Expr *, 8> Work = {From};
  while (!Work.empty()) {
    const Expr *E = inner(Work.pop_back_val());
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && U->getOpcode() == UO_AddrOf)
      E = inner(U->getSubExpr());
    if (const auto *R = dyn_cast<DeclRefExpr>(E);
        R && isa<FunctionDecl>(R->getDecl())) {
      Functions.push_back(cast<FunctionDecl>(R->getDecl())->getCanonicalDecl());
    } else if (const auto *L = dyn_cast<LambdaExpr>(E)) {
      if (const FunctionDecl *Operator = L->getCallOperator())
        Functions.push_back(Operator->getCanonicalDecl());
    } else if (const auto *C = dyn_cast<AbstractConditionalOperator>(E)) {
      Work.push_back(C->getTrueExpr());
      Work.push_back(C->getFalseExpr());
    } else if (const auto *I = dyn_cast<InitListExpr>(E)) {
      for (const Expr *Each : I->inits())
        Work.push_back(Each);
    } else if (const ValueDecl *D = holder(E)) {
      Holders.push_back(D);
    }
  }
}

void Targets::flows(const ValueDecl *Into, const Expr *From) {
  if (!From || From->isTypeDependent() || !isCallable(Into->getType()))
    return;
  Into = cast<ValueDecl>(Into->getCanonicalDecl());
  List Functions;
  llvm::SmallVector<const ValueDecl *, 4> Holders;
  sources(From, Functions, Holders);
  List &Known = Held[Into];
  for (const FunctionDecl *F : Functions)
    if (Known.size() < MaxTargets && !llvm::is_contained(Known, F))
      Known.push_back(F);
  for (const ValueDecl *Holder : Holders)
    GivenTo[Holder].push_back(Into);
}

void Targets::overrides(const CXXMethodDecl *M) {
  llvm::SmallVector<const CXXMethodDecl *, 4> Work(
      M->begin_overridden_methods(), M->end_overridden_methods());
  while (!Work.empty()) {
    const CXXMethodDecl *Base = Work.pop_back_val()->getCanonicalDecl();
    List &Known = Overriders[Base];
    if (llvm::is_contained(Known, M->getCanonicalDecl()))
      continue;
    if (Known.size() < MaxTargets)
      Known.push_back(M->getCanonicalDecl());
    Work.append(Base->begin_overridden_methods(),
                Base->end_overridden_methods());
  }
}

void Targets::solve() {
  llvm::SmallVector<const ValueDecl *, 16> Work;
  for (const auto &[D, Functions] : Held)
    Work.push_back(D);
  while (!Work.empty()) {
    const ValueDecl *From = Work.pop_back_val();
    auto Onwards = GivenTo.find(From);
    if (Onwards == GivenTo.end())
      continue;
    const List Functions = Held[From];
    for (const ValueDecl *Into : Onwards->second) {
      List &Known = Held[Into];
      size_t Before = Known.size();
      for (const FunctionDecl *F : Functions)
        if (Known.size() < MaxTargets && !llvm::is_contained(Known, F))
          Known.push_back(F);
      if (Known.size() != Before)
        Work.push_back(Into);
    }
  }
}

Targets::List Targets::of(const Expr *E) const {
  List Functions, Result;
  llvm::SmallVector<const ValueDecl *, 4> Holders;
  E = inner(E);
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isPtrMemOp())
    E = inner(B->getRHS());
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->getOpcode() == UO_Deref)
    E = inner(U->getSubExpr());
  sources(E, Functions, Holders);
  Result = Functions;
  for (const ValueDecl *Holder : Holders)
    if (auto Known = Held.find(Holder); Known != Held.end())
      for (const FunctionDecl *F : Known->second)
        if (!llvm::is_contained(Result, F))
          Result.push_back(F);
  return Result;
}

void Targets::inherits(const CXXRecordDecl *Class) {
  if (!Class->isPolymorphic() || Class->isAbstract() ||
      Class->isDependentContext())
    return;
  CXXFinalOverriderMap All;
  Class->getFinalOverriders(All);
  for (const auto &[Method, BySubobject] : All)
    for (const auto &[Subobject, Final] : BySubobject)
      for (const UniqueVirtualMethod &Each : Final)
        if (Each.Method->getParent()->isAbstract())
          Inherited.insert(Each.Method->getCanonicalDecl());
}

bool Targets::isInherited(const CXXMethodDecl *M) const {
  return !M->getParent()->isAbstract() ||
         Inherited.contains(M->getCanonicalDecl());
}

const CXXMethodDecl *Targets::dispatched(const CXXMemberCallExpr *E) {
  const CXXMethodDecl *M = E->getMethodDecl();
  const auto *Member = dyn_cast<MemberExpr>(E->getCallee()->IgnoreParens());
  if (!M || !M->isVirtual() || !Member || Member->hasQualifier() ||
      M->getDevirtualizedMethod(E->getImplicitObjectArgument(),
                                /*IsAppleKext=*/false))
    return nullptr;
  return M;
}

Targets::List Targets::ofVirtual(const CXXMemberCallExpr *E) const {
  const CXXMethodDecl *M = dispatched(E);
  auto Known = Overriders.find(M ? M->getCanonicalDecl() : nullptr);
  if (Known == Overriders.end())
    return {};
  List Result = Known->second;
  // What an abstract class offers and every class with objects replaces, no
  // call ends in.
  if (!M->isPureVirtual() && isInherited(M))
    Result.push_back(M->getCanonicalDecl());
  return Result;
}

} // namespace dbsafe::provenance
