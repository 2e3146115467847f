//===- Annotations.h - What a sample says should be found in it -----------===//
//
// An annotated source states its findings in comments, beside the code:
//
//   run(sql + name);  // expect[dbsafe-sql-concatenation]: bind it
//   // expect@+1[dbsafe-x]:7: message of the finding in column 7
//   // expect-note@-3[dbsafe-x]: a note of one of dbsafe-x's findings
//
// The text is a substring of the message, or empty. expect-error and
// expect-warning also state the severity. Several may stand on a line.
// The first lines may hold directives:
//
//   // flags: -std=c++20 -I%S/include    compiler flags; %S is the folder
//   // config: owned.yaml                this file acts as .dbsafe.yaml
//   // requires: pqxx/pqxx               skip if the header is not installed
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_CHECKS_ANNOTATIONS_H
#define DBSAFE_TESTS_CHECKS_ANNOTATIONS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace dbsafe::annotated {

/// A finding that a sample states, or a note that it states of one.
struct Expectation {
  bool IsNote = false;
  std::string File; ///< The file name, without a folder.
  unsigned Line = 0;
  std::optional<unsigned> Column;
  std::string Severity; ///< "error", "warning" or empty for either.
  std::string Check;
  std::string Text; ///< A substring of the message.
};

/// One source and everything that its comments say.
struct Sample {
  std::vector<std::string> Flags; ///< %S is not replaced yet.
  std::string Config;             ///< Relative to the sample; empty if none.
  std::vector<std::string> Required;
  std::vector<Expectation> Expectations;
};

/// Reads the comments of one file. A malformed annotation is an error: it
/// would otherwise never be looked for.
llvm::Expected<Sample> parseSample(llvm::StringRef Text,
                                   llvm::StringRef FileName);

/// Reads a sample, and the expectations of the files beside it that it
/// includes with quotes.
llvm::Expected<Sample> readSample(llvm::StringRef Path);

} // namespace dbsafe::annotated

#endif
