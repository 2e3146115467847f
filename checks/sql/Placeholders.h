//===- Placeholders.h - One notation for all dialects ---------------------===//
//
// The parser knows PostgreSQL's text and $n alone. This rewrites a tokenised
// text into that form: placeholders of every API become $n, backticks and
// brackets double quotes, comments spaces, holes whatever the caller puts
// there. Every place in the result can be led back to the original.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_PLACEHOLDERS_H
#define DBSAFE_CHECKS_SQL_PLACEHOLDERS_H

#include "sql/Lexer.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace dbsafe::sql {

/// A text the parser can be given.
struct NormalText {
  std::string Text;
  /// How each placeholder's number was spelt: 1 -> "$1", 2 -> ":name".
  std::map<unsigned, std::string> Spelling;

  /// Those that stand for a whole list: sqlc.slice(ids).
  std::set<unsigned> Lists;

  /// True if the placeholder has neither name nor number: "?".
  bool isPositional(unsigned Number) const;

  /// The offset in the flat text that Offset came from.
  size_t origin(size_t Offset) const;

  /// Pairs of offsets: here, and in the flat text; ascending.
  std::vector<std::pair<size_t, size_t>> Origins;
};

/// What stands in for the token I, which has holes. Glued is true inside
/// quotes and names, where only letters fit.
using StandIn = llvm::function_ref<std::string(size_t I, bool Glued)>;

/// Rewrites the tokens [First, Last).
NormalText normalise(const TokenizedText &Text, size_t First, size_t Last,
                     StandIn HoleText);

/// The part of a glued stand-in by which a hole is known again in the syntax
/// tree: "dbsafehole12z".
std::string holeMarker(unsigned Hole);

/// The hole whose marker Text contains; ~0u if none.
unsigned markedHole(std::string_view Text);

} // namespace dbsafe::sql

#endif
