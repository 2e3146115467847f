//===- ValueOrigins.h - Where a value comes from, by the source alone -----===//
//
// Text is followed by the evaluator. Numbers and objects are not: for them the
// assignments are read, as they stand in the source, without regard to their
// order. A variable has an origin only if all that is ever assigned to it has.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_VALUEORIGINS_H
#define DBSAFE_CHECKS_PROVENANCE_VALUEORIGINS_H

#include "provenance/CallMatcher.h"
#include "provenance/Site.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace dbsafe::provenance {

/// E without what only looks at it or moves it: &e, *e, e.get(), (T)e.
const clang::Expr *core(const clang::Expr *E);
/// The variable, or field of the object itself, that E is; null otherwise.
const clang::ValueDecl *variableOf(const clang::Expr *E);

class ValueOrigins {
public:
  /// Text says what is known of an expression's text at this point.
  using TextAt = llvm::function_ref<ValueOrigin(const clang::Expr *)>;

  ValueOrigins(CallMatcher &Matcher, const clang::ASTContext &Context)
      : Matcher(Matcher), Context(Context) {}

  /// The origin of E, which stands in Function.
  ValueOrigin of(const clang::Expr *E, const clang::FunctionDecl *Function,
                 TextAt Text);
  /// The origin of what V, a variable of Function, holds.
  ValueOrigin of(const clang::VarDecl *V, const clang::FunctionDecl *Function,
                 TextAt Text);

private:
  CallMatcher &Matcher;
  const clang::ASTContext &Context;
  unsigned Steps = 0; ///< Of one question: the ways may multiply.

  ValueOrigin trace(const clang::Expr *E, const clang::FunctionDecl *Function,
                    TextAt Text, unsigned Depth);
  ValueOrigin variable(const clang::VarDecl *V,
                       const clang::FunctionDecl *Function, TextAt Text,
                       unsigned Depth);
  ValueOrigin call(const clang::CallExpr *E,
                   const clang::FunctionDecl *Function, TextAt Text,
                   unsigned Depth);
  ValueOrigin returned(const clang::FunctionDecl *Callee, unsigned Depth);
  ValueOrigin common(llvm::ArrayRef<const clang::Expr *> Values,
                     const clang::FunctionDecl *Function, TextAt Text,
                     unsigned Depth);
};

} // namespace dbsafe::provenance

#endif
