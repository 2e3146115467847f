#include "provenance/ValueOrigins.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

constexpr unsigned MaxDepth = 8, MaxSteps = 200;

bool isNamed(const CXXMethodDecl *M, llvm::StringRef Name) {
  return M && M->getDeclName().isIdentifier() && M->getName() == Name;
}

/// What is assigned to V in a function, and whether it changes otherwise.
class Assignments : public RecursiveASTVisitor<Assignments> {
public:
  explicit Assignments(const VarDecl *V) : V(V->getCanonicalDecl()) {}

  std::vector<const Expr *> Values;
  bool Otherwise = false;

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (!B->isAssignmentOp() || !is(B->getLHS()))
      return true;
    if (B->getOpcode() == BO_Assign)
      Values.push_back(B->getRHS());
    else
      Otherwise = true;
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *U) {
    Otherwise |= U->isIncrementDecrementOp() && is(U->getSubExpr());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *O) {
    if (O->getNumArgs() != 2)
      return true;
    if (O->getOperator() == OO_Equal && is(O->getArg(0)))
      Values.push_back(O->getArg(1));
    else if (O->getOperator() == OO_GreaterGreater)
      Otherwise |= is(O->getArg(1));
    return true;
  }

private:
  const VarDecl *V;

  bool is(const Expr *E) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Ref && Ref->getDecl()->getCanonicalDecl() == V;
  }
};

class Returns : public RecursiveASTVisitor<Returns> {
public:
  std::vector<const Expr *> Values;
  bool VisitReturnStmt(ReturnStmt *R) {
    if (R->getRetValue())
      Values.push_back(R->getRetValue());
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
};

} // namespace

const Expr *core(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && (U->getOpcode() == UO_AddrOf || U->getOpcode() == UO_Deref)) {
      E = U->getSubExpr();
    } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(E);
               C && C->getNumArgs() == 0 &&
               isNamed(C->getMethodDecl(), "get")) {
      E = C->getImplicitObjectArgument();
    } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
               O &&
               (O->getOperator() == OO_Arrow || O->getOperator() == OO_Star) &&
               O->getNumArgs() == 1) {
      E = O->getArg(0);
    } else {
      return E;
    }
  }
}

const ValueDecl *variableOf(const Expr *E) {
  E = core(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return dyn_cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    if (isa<CXXThisExpr>(Member->getBase()->IgnoreImpCasts()))
      return Member->getMemberDecl();
  return nullptr;
}

ValueOrigin ValueOrigins::of(const Expr *E, const FunctionDecl *Function,
                             TextAt Text) {
  return trace(E, Function, Text, 0);
}

ValueOrigin ValueOrigins::of(const VarDecl *V, const FunctionDecl *Function,
                             TextAt Text) {
  return variable(V, Function, Text, 0);
}

ValueOrigin ValueOrigins::trace(const Expr *E, const FunctionDecl *Function,
                                TextAt Text, unsigned Depth) {
  E = core(E);
  if (Depth > MaxDepth || ++Steps > MaxSteps || E->isValueDependent())
    return {};
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return common({Choice->getTrueExpr(), Choice->getFalseExpr()}, Function,
                  Text, Depth);
  // The evaluator knows what a text is made of.
  if (!isNumeric(E->getType()) && !isa<CXXConstructExpr>(E))
    if (ValueOrigin Known = Text(E); Known.Source || Known.isOpen())
      return Known;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    return V ? variable(V, Function, Text, Depth) : ValueOrigin();
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return call(Call, Function, Text, Depth);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    for (const Expr *Argument : Construct->arguments())
      if (ValueOrigin Known = trace(Argument, Function, Text, Depth + 1);
          Known.Source || Known.isOpen())
        return Known;
  return {};
}

ValueOrigin ValueOrigins::variable(const VarDecl *V,
                                   const FunctionDecl *Function, TextAt Text,
                                   unsigned Depth) {
  if (!V->hasLocalStorage() || !Function || !Function->hasBody())
    return {};
  Assignments Found(V);
  Found.TraverseStmt(Function->getBody());
  if (Found.Otherwise)
    return {};
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(V)) {
    const auto *Owner = dyn_cast<FunctionDecl>(Parameter->getDeclContext());
    bool Own = Owner && Found.Values.empty() &&
               Owner->getCanonicalDecl() == Function->getCanonicalDecl();
    ValueOrigin Result;
    Result.Given = Own ? Parameter : nullptr;
    return Result;
  }
  if (V->getInit())
    Found.Values.push_back(V->getInit());
  return common(Found.Values, Function, Text, Depth);
}

/// What all of them have in common, constants apart.
ValueOrigin ValueOrigins::common(llvm::ArrayRef<const Expr *> Values,
                                 const FunctionDecl *Function, TextAt Text,
                                 unsigned Depth) {
  ValueOrigin Result;
  for (const Expr *E : Values) {
    if (E->isValueDependent() || E->isEvaluatable(Context))
      continue;
    ValueOrigin Known = trace(E, Function, Text, Depth + 1);
    bool First = !Result.Source && !Result.isOpen();
    if (First && (Known.Source || Known.isOpen()))
      Result = Known;
    else if (First || !Known.Source || !Result.Source)
      return {};
  }
  return Result;
}

ValueOrigin ValueOrigins::call(const CallExpr *E, const FunctionDecl *Function,
                               TextAt Text, unsigned Depth) {
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Callee)
    return {};
  if (const Matches *M = Matcher.match(Callee))
    for (const catalog::Source *S : M->Sources)
      if (S->Into.Where == catalog::Operand::Kind::Return)
        return {S};
  bool Library =
      Context.getSourceManager().isInSystemHeader(Callee->getLocation());
  const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  // request.get("id").toInt(): a view of its object, in another form.
  if (Member && (Library || !Callee->hasBody()))
    return trace(Member->getImplicitObjectArgument(), Function, Text,
                 Depth + 1);
  // What is looked up in a table or by a function of the program's own is
  // something else than the key.
  if (Library && !isa<CXXOperatorCallExpr>(E))
    for (const Expr *Argument : E->arguments())
      if (ValueOrigin Known = trace(Argument, Function, Text, Depth + 1);
          Known.Source || Known.isOpen())
        return Known;
  if (Library)
    return {};
  ValueOrigin Result = returned(Callee, Depth);
  if (!Result.Given)
    return Result;
  unsigned Index = Result.Given->getFunctionScopeIndex();
  return Index < E->getNumArgs()
             ? trace(E->getArg(Index), Function, Text, Depth + 1)
             : ValueOrigin();
}

/// What a function of the program returns, in terms of its parameters.
ValueOrigin ValueOrigins::returned(const FunctionDecl *Callee, unsigned Depth) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee->hasBody(Definition) || Depth + 1 > MaxDepth)
    return {};
  Returns Found;
  Found.TraverseStmt(Definition->getBody());
  return common(
      Found.Values, Definition, [](const Expr *) { return ValueOrigin(); },
      Depth + 1);
}

} // namespace dbsafe::provenance
