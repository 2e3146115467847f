//===- Options.cpp - Keywords and values that are listed for a call -------===//
//
// PQconnectdbParams takes two arrays, other libraries a map. Whatever index or
// iterator fills them, the source names a keyword and its value side by side.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// The variable or field that E is, or looks into: keys of keys.data().
const ValueDecl *containerOf(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *R = dyn_cast<DeclRefExpr>(E))
      return R->getDecl();
    if (const auto *M = dyn_cast<MemberExpr>(E))
      return M->getMemberDecl();
    if (const auto *C = dyn_cast<CXXMemberCallExpr>(E);
        C && C->getNumArgs() == 0 && C->getImplicitObjectArgument())
      E = C->getImplicitObjectArgument();
    else if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
      E = S->getBase();
    else if (const auto *U = dyn_cast<UnaryOperator>(E);
             U && (U->getOpcode() == UO_AddrOf || U->getOpcode() == UO_Deref))
      E = U->getSubExpr();
    else if (const auto *C = dyn_cast<CXXConstructExpr>(E);
             C && C->getNumArgs() == 1)
      E = C->getArg(0);
    else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
             O && O->getNumArgs() > 0 &&
             (O->getOperator() == OO_Subscript || O->getOperator() == OO_Star))
      E = O->getArg(0);
    else
      return nullptr;
  }
}

/// What is written into a container, in the order of the source.
class Stores : public RecursiveASTVisitor<Stores> {
public:
  struct Store {
    const Expr *Key; ///< The index, or a map's key; null if there is none.
    const Expr *Value;
  };
  explicit Stores(const ValueDecl *Of) : Of(Of) {
    if (const auto *V = dyn_cast<VarDecl>(Of); V && V->getInit())
      pairs(V->getInit());
  }

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->getOpcode() == BO_Assign)
      assigned(B->getLHS(), B->getRHS());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) {
    if (E->getOperator() == OO_Equal && E->getNumArgs() == 2) {
      assigned(E->getArg(0), E->getArg(1));
      if (const auto *R =
              dyn_cast<DeclRefExpr>(E->getArg(0)->IgnoreParenImpCasts());
          R && R->getDecl() == Of)
        pairs(E->getArg(1));
    }
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    const CXXMethodDecl *M = E->getMethodDecl();
    const Expr *Object = E->getImplicitObjectArgument();
    if (!M || !M->getDeclName().isIdentifier() || !Object ||
        containerOf(Object) != Of)
      return true;
    llvm::StringRef Name = M->getName();
    if ((Name == "push_back" || Name == "emplace_back" || Name == "append") &&
        E->getNumArgs() == 1)
      All.push_back({nullptr, E->getArg(0)});
    else if (E->getNumArgs() == 2)
      All.push_back({E->getArg(0), E->getArg(1)});
    else if (E->getNumArgs() == 1)
      pairs(E->getArg(0));
    return true;
  }

  /// {{"user", "app"}, {"password", "..."}}
  void pairs(const Expr *E) {
    const Stmt *S = E;
    std::vector<const Stmt *> Work = {S};
    while (!Work.empty()) {
      S = Work.back();
      Work.pop_back();
      if (!S || isa<LambdaExpr>(S))
        continue;
      const Expr *First = nullptr, *Second = nullptr;
      if (const auto *C = dyn_cast<CXXConstructExpr>(S);
          C && C->getNumArgs() == 2) {
        First = C->getArg(0);
        Second = C->getArg(1);
      } else if (const auto *L = dyn_cast<InitListExpr>(S);
                 L && L->getNumInits() == 2) {
        First = L->getInit(0);
        Second = L->getInit(1);
      }
      if (First && !isa<CXXDefaultArgExpr>(Second) && keyOf(First)) {
        All.push_back({First, Second});
        continue;
      }
      std::vector<const Stmt *> Children(S->child_begin(), S->child_end());
      Work.insert(Work.end(), Children.rbegin(), Children.rend());
    }
  }

  /// The literal that E is, through what is made of it.
  static const StringLiteral *keyOf(const Expr *E) {
    for (unsigned I = 0; E && I < 16; ++I) {
      E = E->IgnoreImplicit()->IgnoreParenCasts();
      if (const auto *L = dyn_cast<StringLiteral>(E))
        return L->getCharByteWidth() == 1 ? L : nullptr;
      const auto *C = dyn_cast<CXXConstructExpr>(E);
      bool IsWrapped =
          C && C->getNumArgs() > 0 &&
          (C->getNumArgs() == 1 || isa<CXXDefaultArgExpr>(C->getArg(1)));
      E = IsWrapped ? C->getArg(0) : nullptr;
    }
    return nullptr;
  }

  const ValueDecl *Of;
  std::vector<Store> All;

private:
  void assigned(const Expr *Left, const Expr *Right) {
    Left = Left->IgnoreParenImpCasts();
    const Expr *Key = nullptr;
    if (const auto *S = dyn_cast<ArraySubscriptExpr>(Left))
      Key = S->getIdx();
    else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(Left);
             O && O->getOperator() == OO_Subscript && O->getNumArgs() == 2)
      Key = O->getArg(1);
    else if (!isa<UnaryOperator>(Left))
      return;
    if (containerOf(Left) == Of)
      All.push_back({Key, Right});
  }
};

Role roleOf(llvm::StringRef Keyword) {
  if (Keyword == "password" || Keyword == "sslpassword")
    return Role::Password;
  if (Keyword == "host" || Keyword == "hostaddr")
    return Role::Host;
  if (Keyword == "user")
    return Role::User;
  return Keyword == "dbname" ? Role::Conninfo : Role::Setting;
}

} // namespace

void FunctionEvaluator::recordOptions(const catalog::Connect &Connect,
                                      const CallContext &Call, Site &S) {
  if (*Connect.Options >= Call.Arguments.size() || !Function)
    return;
  const Expr *Argument = Call.Arguments[*Connect.Options];
  Stores Found(containerOf(Argument));
  if (Found.Of)
    Found.TraverseStmt(Function->getBody());
  else
    Found.pairs(Argument);
  S.HasMore =
      !Found.Of || isa<ParmVarDecl>(Found.Of) || !isa<VarDecl>(Found.Of);
  for (const auto &[Key, Value] : Found.All) {
    const StringLiteral *Literal = Key ? Stores::keyOf(Key) : nullptr;
    if (!Literal) {
      S.HasMore = true;
      continue;
    }
    for (const auto &[Theirs, Ours] : Connect.Keys)
      if (Literal->getString() == Theirs)
        S.Parts.push_back({roleOf(Ours), Value, optionText(Value), Ours});
  }
}

/// Numbers are options as well.
TextRef FunctionEvaluator::optionText(const Expr *E) {
  const Expr *Inner = E;
  for (unsigned I = 0; I < 16; ++I) {
    Inner = Inner->IgnoreImplicit()->IgnoreParenCasts();
    const auto *C = dyn_cast<CXXConstructExpr>(Inner);
    if (!C || C->getNumArgs() == 0)
      break;
    Inner = C->getArg(0);
  }
  if (!isNumeric(Inner->getType()) && !Inner->getType()->isBooleanType())
    return textOf(E);
  if (!Inner->isValueDependent())
    if (std::optional<llvm::APSInt> N = Inner->getIntegerConstantExpr(Context))
      return Texts.literal(llvm::toString(*N, 10), E);
  return dynamic(E);
}

void FunctionEvaluator::pairLists(const Expr *Keywords, const Expr *Values,
                                  Site &S) {
  const ValueDecl *KeywordList = containerOf(Keywords);
  const ValueDecl *ValueList = containerOf(Values);
  if (!KeywordList || !ValueList || !Function)
    return;
  Stores Names(KeywordList), Given(ValueList);
  Names.All.clear();
  Given.All.clear();
  Names.TraverseStmt(Function->getBody());
  Given.TraverseStmt(Function->getBody());
  if (Names.All.size() != Given.All.size())
    return;
  for (size_t I = 0; I < Names.All.size(); ++I) {
    const StringLiteral *Name = Stores::keyOf(Names.All[I].Value);
    if (!Name)
      continue;
    const Expr *Value = Given.All[I].Value;
    S.Parts.push_back({roleOf(Name->getString()), Value, textOf(Value),
                       Name->getString().str()});
  }
}

} // namespace dbsafe::provenance
