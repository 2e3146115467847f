#include "lifecycle/Predicates.h"
#include "lifecycle/Uses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace dbsafe::lifecycle {

namespace {

// Longer ones hardly recur.
constexpr unsigned MaxNodes = 24;

/// Spells an expression by what it refers to.
class Speller {
public:
  std::string Text;
  llvm::SmallPtrSet<const ValueDecl *, 4> Mentioned;
  bool IsShared = false;

  bool spell(const Expr *E) {
    if (++Nodes > MaxNodes)
      return false;
    E = bare(E);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
      if (V) {
        IsShared |= !V->hasLocalStorage();
        Mentioned.insert(cast<ValueDecl>(V->getCanonicalDecl()));
      }
      return decl(Ref->getDecl());
    }
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      IsShared = true;
      if (isa<FieldDecl>(M->getMemberDecl()))
        Mentioned.insert(
            cast<ValueDecl>(M->getMemberDecl()->getCanonicalDecl()));
      Text += '.';
      return decl(M->getMemberDecl()) && spell(M->getBase());
    }
    if (isa<CXXThisExpr>(E)) {
      Text += "this ";
      return true;
    }
    if (const auto *L = dyn_cast<IntegerLiteral>(E)) {
      Text += llvm::toString(L->getValue(), 10, true) + ' ';
      return true;
    }
    if (const auto *L = dyn_cast<CharacterLiteral>(E)) {
      Text += 'c' + std::to_string(L->getValue()) + ' ';
      return true;
    }
    if (const auto *L = dyn_cast<CXXBoolLiteralExpr>(E)) {
      Text += L->getValue() ? "1 " : "0 ";
      return true;
    }
    if (const auto *L = dyn_cast<StringLiteral>(E)) {
      Text += '"' + L->getBytes().str() + '"';
      return true;
    }
    if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(E)) {
      Text += "0 ";
      return true;
    }
    if (const auto *U = dyn_cast<UnaryOperator>(E)) {
      if (U->isIncrementDecrementOp())
        return false;
      IsShared |= U->getOpcode() == UO_Deref;
      Text += 'u' + std::to_string(int(U->getOpcode())) + ' ';
      return spell(U->getSubExpr());
    }
    if (const auto *B = dyn_cast<BinaryOperator>(E)) {
      if (B->isAssignmentOp())
        return false;
      Text += 'b' + std::to_string(int(B->getOpcode())) + ' ';
      return spell(B->getLHS()) && spell(B->getRHS());
    }
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
      IsShared = true;
      Text += "[] ";
      return spell(A->getBase()) && spell(A->getIdx());
    }
    if (const auto *C = dyn_cast<CallExpr>(E))
      return call(C);
    return false;
  }

private:
  bool decl(const ValueDecl *D) {
    Text += std::to_string(reinterpret_cast<uintptr_t>(D->getCanonicalDecl())) +
            ' ';
    return true;
  }

  /// A call that only looks: of a const method, of strcmp and the like.
  bool call(const CallExpr *C) {
    const FunctionDecl *F = C->getDirectCallee();
    if (!F)
      return false;
    IsShared = true;
    Text += '(';
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
      if (!Method->isConst() || C->getNumArgs() != 0)
        return false;
      return decl(F) && spell(M->getImplicitObjectArgument());
    }
    if (Method ||
        !F->getASTContext().getSourceManager().isInSystemHeader(
            F->getLocation()) ||
        F->getNumParams() == 0 || F->isVariadic())
      return false;
    for (const ParmVarDecl *P : F->parameters()) {
      QualType Pointee = P->getType()->getPointeeType();
      if (Pointee.isNull()
              ? !P->getType()->isArithmeticType()
              : !Pointee.isConstQualified() || Pointee->isRecordType())
        return false;
    }
    decl(F);
    for (const Expr *Argument : C->arguments())
      if (!spell(Argument))
        return false;
    return true;
  }

  unsigned Nodes = 0;
};

} // namespace

const Predicate *Predicates::of(const Expr *E, llvm::StringRef More) {
  Speller S;
  if (E->isTypeDependent() || E->containsErrors() || !S.spell(E) ||
      S.Mentioned.empty())
    return nullptr;
  auto [At, Fresh] = Known.try_emplace(S.Text + More.str());
  Predicate *P = &At->second;
  if (Fresh) {
    P->IsShared = S.IsShared;
    if (P->IsShared)
      Shared.push_back(P);
    for (const ValueDecl *D : S.Mentioned)
      Mentions[D].push_back(P);
  }
  return P;
}

llvm::ArrayRef<const Predicate *>
Predicates::mentioning(const ValueDecl *D) const {
  auto At = Mentions.find(cast<ValueDecl>(D->getCanonicalDecl()));
  return At == Mentions.end() ? llvm::ArrayRef<const Predicate *>()
                              : llvm::ArrayRef<const Predicate *>(At->second);
}

} // namespace dbsafe::lifecycle
