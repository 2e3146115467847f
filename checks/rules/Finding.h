//===- Finding.h - What a rule has to say ---------------------------------===//
//
// The one currency between rules and front ends. A finding never contains a
// secret.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_FINDING_H
#define DBSAFE_CHECKS_RULES_FINDING_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"
#include <set>
#include <string>
#include <vector>

namespace dbsafe::rules {

/// Error when outside text is known to reach the database; Note for what is no
/// mistake but could be better; Warning otherwise.
enum class Severity { Note, Warning, Error };

/// One step of the way from a source to a sink; printed as a note.
struct Step {
  clang::CharSourceRange Range;
  std::string Message;
};

struct Finding {
  std::string Check; ///< "dbsafe-sql-concatenation"
  Severity Level = Severity::Warning;
  clang::CharSourceRange Range; ///< The exact piece of text at fault.
  std::string Message;          ///< Lower case, no final stop.
  std::vector<Step> Path;       ///< In order; may be empty.
  std::vector<clang::FixItHint> Fixes;
  /// What the finding is about, free of line numbers and of secrets: the
  /// enclosing function and the piece's text. Fingerprints are made of it.
  std::string Subject;
  /// The calls that hand the piece to the database. If there are any, findings
  /// of the same check about the same piece are one.
  std::vector<clang::SourceLocation> Reaches;
  /// The declaration or call that findings of the same check share their cause
  /// with; invalid if this one stands for itself.
  clang::SourceLocation Cause;
  /// It is one only if some call in the program passes anything but constants
  /// to one of these parameters; empty if it stands whatever they are given.
  std::set<std::string> Hinges;
  /// It is only that something could not be decided: counted, not shown.
  bool Undecided = false;
};

/// So many findings with one cause are told one by one.
constexpr unsigned MaxOfOneCause = 3;

/// What is said of the others; empty if there are none.
inline std::string causeNote(size_t Others) {
  return Others == 0   ? std::string()
         : Others == 1 ? "one more finding has the same cause and is not shown"
                       : std::to_string(Others) +
                             " more findings have the same cause and are not "
                             "shown";
}

/// What is said of a piece that reaches the database through several calls;
/// empty for one.
inline std::string reachNote(size_t Calls) {
  return Calls < 2 ? std::string()
                   : "it goes into " + std::to_string(Calls) +
                         " statements; this is the way into one of them";
}

} // namespace dbsafe::rules

#endif
