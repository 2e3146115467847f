//===- Replacers.h - A program's own replace-all --------------------------===//
//
// C++ strings cannot replace all of something, so that most programs have a
// function for it. Called with a quote and two quotes, it quotes.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_REPLACERS_H
#define DBSAFE_CHECKS_PROVENANCE_REPLACERS_H

#include "clang/AST/Decl.h"
#include <optional>

namespace dbsafe::provenance {

/// A function in whose text every occurrence of one parameter gives way to
/// another: by their numbers.
struct Replacer {
  unsigned Subject = 0;
  bool InPlace = false; ///< Else the result is what has become of it.
  unsigned What = 0;
  std::optional<unsigned> With; ///< Without it, each is doubled.
};

/// What F is by the loop in its body, if it is that; else nothing.
std::optional<Replacer> replacerOf(const clang::FunctionDecl *F);

} // namespace dbsafe::provenance

#endif
