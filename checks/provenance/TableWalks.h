//===- TableWalks.h - Pointers that only read what they walk over ---------===//
//
// `static const char *tables[] = {...}; for (const char **p = tables; *p; p++)`
// could write to the table through p, but does not: the table keeps what it was
// initialised with.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_TABLEWALKS_H
#define DBSAFE_CHECKS_PROVENANCE_TABLEWALKS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace dbsafe::provenance {

class TableWalks {
public:
  /// Notes that a pointer is set to From; the table that it points into then,
  /// or null if it is none.
  const clang::DeclRefExpr *starts(const clang::VarDecl *Pointer,
                                   const clang::Expr *From);
  /// Notes that what E leads to is only read.
  void reads(const clang::Expr *E);
  /// Notes that a pointer is moved, compared or set anew, and no more.
  void moves(const clang::Expr *Pointer);
  /// Notes that a variable is named. Whatever was not noted before is any use.
  void names(const clang::DeclRefExpr *R);

  /// Calls Tell for each table that a pointer may write to.
  template <typename Fn> void forEachWritten(Fn Tell) const {
    for (const auto &[Pointer, Tables] : Walked)
      if (Escaped.contains(Pointer))
        for (const clang::VarDecl *Table : Tables)
          Tell(Table);
  }

  /// The variable that E names, whatever is done with it; null if none.
  static const clang::DeclRefExpr *named(const clang::Expr *E);

private:
  llvm::DenseMap<const clang::VarDecl *,
                 llvm::SmallVector<const clang::VarDecl *, 2>>
      Walked;
  llvm::DenseSet<const clang::VarDecl *> Escaped;
  llvm::DenseSet<const clang::DeclRefExpr *> Harmless;
};

} // namespace dbsafe::provenance

#endif
