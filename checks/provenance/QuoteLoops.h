//===- QuoteLoops.h - Quoting by hand -------------------------------------===//
//
// Many a program doubles quotes itself: character by character into another
// string, or with find and replace until there is none left. What such a loop
// makes of a quote can be read off its branches.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_QUOTELOOPS_H
#define DBSAFE_CHECKS_PROVENANCE_QUOTELOOPS_H

#include "catalog/Catalog.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"

namespace dbsafe::provenance {

class QuoteLoops {
public:
  /// Looks in the body of a function for those that treat the Mark: ' of
  /// values, " and ` of names. What is found first stays.
  void find(const clang::Stmt *Body, char Mark);

  /// How a character that is read by E comes out of the loop around it, if
  /// that leaves no quote as it was; else null.
  const catalog::Quoter *copying(const clang::Expr *E) const {
    return Reads.lookup(E);
  }

  /// If Call is part of a loop that replaces all quotes in its object: how.
  const catalog::Quoter *replacing(const clang::Expr *Call) const {
    return Calls.lookup(Call);
  }

  /// The quoter that doubles quotes and leaves all else alone.
  static const catalog::Quoter &doubling();
  /// The quoter that doubles the marks around names: "..." or `...`.
  static const catalog::Quoter &doublingOfNames();
  /// The quoter that also doubles backslashes.
  static const catalog::Quoter &escapingBoth();

private:
  friend class QuoteLoopFinder;
  llvm::DenseMap<const clang::Expr *, const catalog::Quoter *> Reads, Calls;
};

} // namespace dbsafe::provenance

#endif
