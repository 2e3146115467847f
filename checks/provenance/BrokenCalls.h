//===- BrokenCalls.h - Calls that clang could not make sense of -----------===//
//
// Where a header is missing, types are, and a call that needs one of them is
// no call in Clang's tree any more: only the function and the arguments are
// kept side by side. Real projects are checked without all of their headers,
// and a statement is as dangerous there.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_BROKENCALLS_H
#define DBSAFE_CHECKS_PROVENANCE_BROKENCALLS_H

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>

namespace dbsafe::provenance {

struct BrokenCall {
  const clang::FunctionDecl *Callee;
  const clang::Expr *Object; ///< Null if there is none.
  llvm::ArrayRef<const clang::Expr *> Arguments;
};

/// What E was meant to call; nothing if it is no such call, or if what is
/// called is not known either.
std::optional<BrokenCall> brokenCall(const clang::RecoveryExpr *E);

/// The object that Callee, the callee of a call, is a member of; null if it is
/// none.
const clang::Expr *objectOfMember(const clang::Expr *Callee);

} // namespace dbsafe::provenance

#endif
