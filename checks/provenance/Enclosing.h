//===- Enclosing.h - What an expression stands in -------------------------===//
//
// Found by going down from the function's body: Clang's own map of parents is
// made for a whole translation unit at once, headers and all.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_ENCLOSING_H
#define DBSAFE_CHECKS_PROVENANCE_ENCLOSING_H

#include "llvm/ADT/SmallVector.h"

namespace clang {
class Expr;
class FunctionDecl;
class Stmt;
class ValueDecl;
} // namespace clang

namespace dbsafe::provenance {

/// The statements and expressions around E, outermost first, E last; empty if E
/// does not stand in F's body or its initialisers.
llvm::SmallVector<const clang::Stmt *, 16> wayTo(const clang::FunctionDecl &F,
                                                 const clang::Expr *E);

/// The variable or field that gets what a call returns or a constructor makes;
/// null if that is somewhere else.
const clang::ValueDecl *madeIn(const clang::FunctionDecl &F,
                               const clang::Expr *Made);

} // namespace dbsafe::provenance

#endif
