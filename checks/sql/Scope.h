//===- Scope.h - Does a statement stay within its principal's rows? -------===//
//
// The scope prover: docs/scoped.md defines what "scoped" means; this decides
// it for a statement's text against a schema.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SCOPE_H
#define DBSAFE_CHECKS_SQL_SCOPE_H

#include "sql/Ownership.h"
#include "sql/Schema.h"
#include "sql/Template.h"
#include <optional>
#include <string>
#include <vector>

namespace dbsafe::sql {

class ReadText;

enum class Scoped {
  Yes,     ///< Proven: only the principal's rows are read and written.
  No,      ///< A reference to an owned table lacks proof.
  Unknown, ///< Cannot be decided; the reason says why.
  Exempt,  ///< Annotated in the text, with a reason.
};

/// What became of a "dbsafe:global" in a comment of the statement.
enum class Annotation {
  None,
  Used,     ///< It exempts the statement.
  NoReason, ///< It gives no reason, and so exempts nothing.
  Needless, ///< The statement is scoped without it.
};

/// The prover's answer for one statement of a text.
struct Verdict {
  Scoped Result = Scoped::Unknown;
  std::string Table;   ///< The reference that lacks proof: "todos", "todos t".
  std::string Missing; ///< The predicate that would supply it:
                       ///< "t.user_id = $1". Empty if there is none.
  std::string Reason;  ///< One clause, lower case: "no condition on
                       ///< todos.user_id"; for Unknown, what was not readable.
  Place Where;         ///< The reference, or the start of the statement.
  size_t Length = 0;   ///< Bytes at Where to underline; 0 if unknown.
  bool Unreadable = false; ///< Unknown because it does not parse; Where is the
                           ///< place of the mistake.
  /// Of Yes: the parameters that must be the principal: number and spelling.
  std::vector<std::pair<unsigned, std::string>> Principals;
  /// What the answer cost, in small steps: grows with the statement's size, and
  /// is bounded.
  size_t Steps = 0;
  Annotation Note = Annotation::None;
  Place NoteWhere; ///< Where the annotation's comment begins.
  size_t NoteLength = 0;
};

/// Judges every statement of T. Holes in value slots count as parameters.
/// A text without statements gives no verdict.
std::vector<Verdict> prove(const Template &T, Dialect D, const Schema &S,
                           const Ownership &O);

/// The same for a text that was read already.
std::vector<Verdict> prove(const ReadText &Read, const Schema &S,
                           const Ownership &O);

/// The verdict in one clause for a developer: what is wrong and what to add.
std::string message(const Verdict &V);
/// What is said of an annotation that is Needless.
std::string needlessAnnotation();

} // namespace dbsafe::sql

#endif
