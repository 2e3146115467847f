//===- ElementNames.h - By which indices a function names elements --------===//
//
// `argv[i]` and `argv[i + 1]` are elements of which the index is not known, and
// one place for both. What a condition says of such a place holds only for the
// element that it looked at.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_ELEMENTNAMES_H
#define DBSAFE_CHECKS_PROVENANCE_ELEMENTNAMES_H

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace dbsafe::provenance {

class ElementNames {
public:
  /// Notes the elements that a statement names itself, if it does.
  void note(const clang::Stmt *S, const clang::ASTContext &Context);

  /// True if the function names elements of the array or container D by several
  /// indices that are not constants.
  bool differ(const clang::ValueDecl *D) const { return Several.contains(D); }

  /// True if, after S, an index or a pointer that names elements names others.
  bool changes(const clang::Stmt *S) const;

private:
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Index; ///< As a hash.
  llvm::DenseSet<const clang::ValueDecl *> Several;
  llvm::DenseSet<const clang::ValueDecl *> Variables; ///< Within indices.
};

} // namespace dbsafe::provenance

#endif
