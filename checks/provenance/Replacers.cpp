//===- Replacers.cpp - A program's own replace-all ------------------------===//
#include "provenance/Replacers.h"
#include "provenance/CallMatcher.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// The variable that E names, through calls that only look: from.c_str().
const VarDecl *namedBy(const Expr *E) {
  for (;;) {
    E = E->IgnoreUnlessSpelledInSource();
    const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
    if (!Member || Member->getNumArgs() != 0)
      break;
    E = Member->getImplicitObjectArgument();
  }
  const auto *R = dyn_cast<DeclRefExpr>(E);
  return R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
}

/// What the loops of a body do with strings.
class LoopSurvey : public RecursiveASTVisitor<LoopSurvey> {
  using Base = RecursiveASTVisitor<LoopSurvey>;

public:
  struct Call {
    const VarDecl *Object;
    llvm::SmallVector<const VarDecl *, 4> Given; ///< Null for other arguments.
  };
  llvm::SmallVector<Call, 2> Finds, Replaces, Inserts, Appends;
  llvm::SmallVector<const VarDecl *, 2> Returned; ///< Null for other results.
  bool LeavesEarly = false;

  bool TraverseForStmt(ForStmt *S) {
    return within([&] { return Base::TraverseForStmt(S); });
  }
  bool TraverseWhileStmt(WhileStmt *S) {
    return within([&] { return Base::TraverseWhileStmt(S); });
  }
  bool TraverseDoStmt(DoStmt *S) {
    return within([&] { return Base::TraverseDoStmt(S); });
  }
  static bool TraverseLambdaExpr(LambdaExpr *) { return true; }

  bool VisitReturnStmt(ReturnStmt *S) {
    LeavesEarly |= Depth > 0;
    if (S->getRetValue())
      Returned.push_back(namedBy(S->getRetValue()));
    return true;
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    const CXXMethodDecl *M = E->getMethodDecl();
    if (Depth == 0 || !M || !M->getDeclName().isIdentifier())
      return true;
    auto *Into = llvm::StringSwitch<llvm::SmallVector<Call, 2> *>(M->getName())
                     .Case("find", &Finds)
                     .Case("replace", &Replaces)
                     .Case("insert", &Inserts)
                     .Case("append", &Appends)
                     .Default(nullptr);
    if (Into)
      add(*Into, E->getImplicitObjectArgument(),
          llvm::ArrayRef(E->getArgs(), E->getNumArgs()));
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) {
    if (Depth > 0 && E->getOperator() == OO_PlusEqual)
      add(Appends, E->getArg(0), E->getArg(1));
    return true;
  }

private:
  template <typename Traverse> bool within(Traverse Go) {
    ++Depth;
    bool Result = Go();
    --Depth;
    return Result;
  }

  static void add(llvm::SmallVectorImpl<Call> &Into, const Expr *Object,
                  llvm::ArrayRef<const Expr *> Arguments) {
    const VarDecl *V = namedBy(Object);
    if (!V)
      return;
    Call Fresh{V, {}};
    for (const Expr *Each : Arguments)
      // from.size() is not what is put in.
      Fresh.Given.push_back(isNumeric(Each->getType()) ? nullptr
                                                       : namedBy(Each));
    Into.push_back(std::move(Fresh));
  }

  unsigned Depth = 0;
};

const ParmVarDecl *parameter(const VarDecl *V) {
  return dyn_cast_or_null<ParmVarDecl>(V);
}

/// The parameter that V is, or a copy of.
const ParmVarDecl *startOf(const VarDecl *V) {
  if (V && !isa<ParmVarDecl>(V) && V->getInit())
    V = namedBy(V->getInit());
  return parameter(V);
}

} // namespace

std::optional<Replacer> replacerOf(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition) || Definition->isDependentContext() ||
      Definition->getNumParams() < 2)
    return std::nullopt;
  LoopSurvey Seen;
  Seen.TraverseStmt(Definition->getBody());
  if (Seen.Finds.size() != 1 || Seen.LeavesEarly || Seen.Finds[0].Given.empty())
    return std::nullopt;
  const VarDecl *Searched = Seen.Finds[0].Object;
  const ParmVarDecl *Subject = startOf(Searched);
  const ParmVarDecl *What = parameter(Seen.Finds[0].Given[0]);
  if (!Subject || !What || What == Subject)
    return std::nullopt;

  Replacer Result;
  Result.Subject = Subject->getFunctionScopeIndex();
  Result.What = What->getFunctionScopeIndex();
  auto Takes = [&](llvm::ArrayRef<LoopSurvey::Call> Calls,
                   const VarDecl *Into) {
    for (const LoopSurvey::Call &Each : Calls)
      for (const VarDecl *Given : Each.Given)
        if (const ParmVarDecl *With = parameter(Given);
            With && Each.Object == Into && With != Subject)
          return With;
    return static_cast<const ParmVarDecl *>(nullptr);
  };
  // In the text itself, or in what is made of it meanwhile.
  const VarDecl *Made = Searched;
  const ParmVarDecl *With = Takes(Seen.Replaces, Searched);
  bool Doubles = !With && (With = Takes(Seen.Inserts, Searched));
  if (Doubles && With != What)
    return std::nullopt;
  if (!With) {
    if (Seen.Returned.size() != 1 || !Seen.Returned[0] ||
        Seen.Returned[0] == Searched)
      return std::nullopt;
    Made = Seen.Returned[0];
    With = Takes(Seen.Appends, Made);
    if (!With || With == What)
      return std::nullopt;
  }
  if (!Doubles)
    Result.With = With->getFunctionScopeIndex();
  QualType T = Subject->getType();
  Result.InPlace = Made == Subject && T->isLValueReferenceType() &&
                   !T->getPointeeType().isConstQualified();
  if (!Result.InPlace &&
      (Seen.Returned.empty() || !llvm::all_equal(Seen.Returned) ||
       Seen.Returned[0] != Made))
    return std::nullopt;
  return Result;
}

} // namespace dbsafe::provenance
