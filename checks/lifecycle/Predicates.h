//===- Predicates.h - Conditions that recur -------------------------------===//
//
// "if (config->wanted) open(); ... if (config->wanted) close();": a condition
// that stands in two places is the same in both, as long as nothing it
// mentions is changed in between.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_LIFECYCLE_PREDICATES_H
#define DBSAFE_CHECKS_LIFECYCLE_PREDICATES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

namespace dbsafe::lifecycle {

/// One condition, however often it is written.
struct Predicate {
  /// Others can change it: a field, a global variable.
  bool IsShared = false;
};

class Predicates {
public:
  /// The condition that E is, with More behind it; null if its value may
  /// differ from one place to the next, or if it is too long.
  const Predicate *of(const clang::Expr *E, llvm::StringRef More = {});

  /// The conditions that mention D.
  llvm::ArrayRef<const Predicate *> mentioning(const clang::ValueDecl *D) const;

  /// All conditions that others can change.
  llvm::ArrayRef<const Predicate *> shared() const { return Shared; }

private:
  llvm::StringMap<Predicate> Known;
  llvm::DenseMap<const clang::ValueDecl *,
                 llvm::SmallVector<const Predicate *, 2>>
      Mentions;
  std::vector<const Predicate *> Shared;
};

} // namespace dbsafe::lifecycle

#endif
