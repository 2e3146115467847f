//===- Uses.h - What becomes of an expression's value ---------------------===//
//
// For an expression of a function: which statement takes its value, and what
// for.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_LIFECYCLE_USES_H
#define DBSAFE_CHECKS_LIFECYCLE_USES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <vector>

namespace dbsafe::lifecycle {

struct Use {
  enum class Kind {
    Dropped,      ///< Nobody takes it.
    Discarded,    ///< It is cast to void.
    Argument,     ///< By is the call or construction, Index the argument.
    Callee,       ///< It is what By calls.
    Initializes,  ///< Variable.
    AssignedFrom, ///< By is the assignment.
    AssignedTo,   ///< By is the assignment, this is its left side.
    Changed,      ///< By increments it or the like.
    Returned,
    Tested,       ///< By compares it, or branches on it.
    Deleted,      ///< By is the delete expression.
    Dereferenced, ///< By looks at what it points to.
    AddressTaken, ///< By is the '&'.
    Other,
  };
  Kind What = Kind::Other;
  const clang::Stmt *By = nullptr;
  unsigned Index = 0;
  const clang::VarDecl *Variable = nullptr;
  bool Chosen = false; ///< It is one of two that '?:' chooses from.
};

/// E without what does not change its value: parentheses, casts, cleanups, all
/// but the last of a comma's operands.
const clang::Expr *bare(const clang::Expr *E);

/// The object whose address E is; null if it is none.
const clang::Expr *addressed(const clang::Expr *E);

/// The constant text that E is, or that its variable holds.
std::optional<llvm::StringRef> constantText(const clang::Expr *E);

/// The arguments of a call, an operator or a construction, in the order of the
/// parameters, without a method's object.
llvm::ArrayRef<const clang::Expr *> argumentsOf(const clang::Expr *Call);

/// The tree of a function's statements, upwards.
class Parents {
public:
  explicit Parents(const clang::FunctionDecl *F);

  Use useOf(const clang::Expr *E) const;

  /// Calls Each for all statements, parents first.
  void forEach(llvm::function_ref<void(const clang::Stmt *)> Each) const;

private:
  void add(const clang::Stmt *Root);

  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> Above;
  std::vector<const clang::Stmt *> All;
  /// Which of its variables an initialiser belongs to.
  llvm::DenseMap<const clang::Stmt *, const clang::VarDecl *> Initialized;
};

} // namespace dbsafe::lifecycle

#endif
