//===- Targets.h - What a call that names no function may reach -----------===//
//
// A function pointer, a std::function or a virtual method is called: which
// functions may that be? All that the file ever puts there, wherever it does.
// The answer is needed before anything is evaluated, since callees come before
// callers.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_TARGETS_H
#define DBSAFE_CHECKS_PROVENANCE_TARGETS_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"

namespace dbsafe::provenance {

class Targets {
public:
  using List = llvm::SmallVector<const clang::FunctionDecl *, 2>;

  /// Notes that Into is given what From is.
  void flows(const clang::ValueDecl *Into, const clang::Expr *From);
  /// Notes what M overrides.
  void overrides(const clang::CXXMethodDecl *M);
  /// Notes which methods of abstract classes the objects of Class inherit.
  void inherits(const clang::CXXRecordDecl *Class);
  /// Follows what is handed on from one place to the next; once, after all has
  /// been noted.
  void solve();

  /// The functions that E, the callee of a call or the object that is called,
  /// may stand for.
  List of(const clang::Expr *E) const;
  /// The methods of this file that a call of M may end in, M included; empty
  /// if only M can be meant.
  List ofVirtual(const clang::CXXMemberCallExpr *E) const;
  /// The method that E names, if the object decides at run time which one is
  /// called; null if not.
  static const clang::CXXMethodDecl *
  dispatched(const clang::CXXMemberCallExpr *E);
  /// False if every object of this file has another method in place of M.
  bool isInherited(const clang::CXXMethodDecl *M) const;

  /// All that D is ever given.
  List heldBy(const clang::ValueDecl *D) const {
    auto Known = Held.find(D);
    return Known == Held.end() ? List() : Known->second;
  }
  /// What each variable, parameter and field may point to, in the order of the
  /// program.
  const llvm::MapVector<const clang::ValueDecl *, List> &held() const {
    return Held;
  }

  /// True for a variable or field that other files call through, or give a
  /// function to.
  static bool isShared(const clang::ValueDecl *D);
  /// True for what can be called: pointers to functions and methods, closures,
  /// std::function.
  static bool isCallable(clang::QualType T);
  /// The variable, parameter or field that E reads; null if it is none.
  static const clang::ValueDecl *holder(const clang::Expr *E);

private:
  static void sources(const clang::Expr *From, List &Functions,
                      llvm::SmallVectorImpl<const clang::ValueDecl *> &Holders);

  llvm::MapVector<const clang::ValueDecl *, List> Held;
  llvm::DenseMap<const clang::ValueDecl *,
                 llvm::SmallVector<const clang::ValueDecl *, 2>>
      GivenTo;
  llvm::DenseMap<const clang::CXXMethodDecl *, List> Overriders;
  /// Methods of abstract classes that classes with objects do not override.
  llvm::DenseSet<const clang::CXXMethodDecl *> Inherited;
};

} // namespace dbsafe::provenance

#endif
