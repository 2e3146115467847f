//===- TakenApart.h - Templates that a program fills in by hand -----------===//
//
// "... name = '%u' ..." is searched for its marks, and what stands before each
// is copied. The pieces are constants, but which characters they end in, the
// text does not tell: a quote, as a rule.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_TAKENAPART_H
#define DBSAFE_CHECKS_RULES_TAKENAPART_H

#include "provenance/Text.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace dbsafe::rules {

/// By the calls that quote.
using QuotedValues = llvm::SmallPtrSet<const clang::Expr *, 16>;

/// What is quoted and may stand behind a piece of a constant of which nothing
/// else is known.
QuotedValues behindPieces(provenance::TextRef T);

} // namespace dbsafe::rules

#endif
