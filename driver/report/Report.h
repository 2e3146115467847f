//===- Report.h - What a run has to tell ----------------------------------===//
//
// The outcome of a run, free of any compiler's state: results are made while
// their translation unit is still in memory and outlive it. The writers
// (Text, Json, Sarif) read nothing else.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_REPORT_REPORT_H
#define DBSAFE_DRIVER_REPORT_REPORT_H

#include "provenance/Interface.h"
#include "report/Excerpt.h"
#include "rules/Finding.h"
#include "sql/Deviance.h"
#include <set>
#include <string>
#include <vector>

namespace dbsafe::report {

/// A position in a file; all numbers count from 1.
struct Position {
  unsigned Line = 0;
  unsigned Column = 0;    ///< In bytes, as compilers count.
  unsigned CodePoint = 0; ///< In characters, as SARIF counts.

  auto operator<=>(const Position &) const = default;
};

/// A range of a file and its first line.
struct Place {
  std::string File; ///< Absolute.
  Position Begin;
  Position End; ///< One past the last character.
  Excerpt Source;
};

/// One step of the way from a source to a sink.
struct Note {
  Place Where;
  std::string Message;
};

/// One replacement of a fix.
struct Edit {
  Place Where;
  std::string Text;
};

/// A finding, ready to be written.
struct Result {
  std::string Check;
  rules::Severity Level = rules::Severity::Warning;
  Place Where;
  std::string Message;
  std::vector<Note> Path;
  std::vector<Edit> Fixes;
  std::string Subject;
  /// The calls that hand what it stands on to the database, "file:line:column";
  /// if there are any, results of the same check and place are one.
  std::set<std::string> Reaches;
  /// "file:line:column" of what results of the same check share their cause
  /// with; may be empty.
  std::string Cause;
  /// Parameters that make it one only by what they are given.
  std::set<std::string> Hinges;
  std::string Fingerprint; ///< Set by collect().
  bool Suppressed = false; ///< By a NOLINT comment.
};

/// Something that kept the job from being done.
struct Failure {
  std::string File; ///< Empty if it concerns no file.
  unsigned Line = 0;
  unsigned Column = 0;
  std::string Message;

  auto operator<=>(const Failure &) const = default;
};

/// A statement that may not do as most others of the program.
struct SentStatement {
  sql::SentText Text;
  std::vector<Result> Tables; ///< Results to be; the message is the table.
};

/// What one translation unit gave.
struct Outcome {
  std::string File;
  std::vector<Result> Results;
  std::vector<Failure> Failures;
  provenance::Interface Interface; ///< To the program's other files.
  std::vector<SentStatement> Sent; ///< To be compared with theirs.
  bool Analysed = false; ///< False if every check is off for the file.
  /// "file:line:column" of what could not be decided.
  std::set<std::string> Undecided;
};

/// What the whole run gave.
struct Report {
  std::string Root; ///< The project's folder; paths are told relative to it.
  std::string Here; ///< The folder the command was started in.
  std::vector<Result> Results; ///< Sorted, each once.
  std::vector<Failure> Failures;
  unsigned Files = 0;       ///< Translation units asked for.
  unsigned FailedFiles = 0; ///< Those that could not be analysed in full.
  unsigned Undecided = 0;   ///< Statements that could not be decided.

  /// The number of results that no comment suppresses.
  unsigned active() const;
  /// The number of those of that level.
  unsigned active(rules::Severity Level) const;
};

/// Puts the outcomes together: in order of place and check, each finding once
/// however many translation units include its header, with fingerprints. The
/// results do not depend on the order of the outcomes; the failures keep it.
Report collect(std::vector<Outcome> Outcomes, std::string Root,
               std::string Here);

/// Path relative to Folder with forward slashes if it lies below it, else
/// unchanged.
std::string relativeTo(llvm::StringRef Folder, llvm::StringRef Path);

/// "note", "warning" or "error".
llvm::StringRef name(rules::Severity Level);

} // namespace dbsafe::report

#endif
