//===- FrontEnds.h - The command and the plugin, seen from outside --------===//
//
// Runs a front end over a source as a user would and reads what it prints
// into one form, whatever the front end.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_CHECKS_FRONTENDS_H
#define DBSAFE_TESTS_CHECKS_FRONTENDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace dbsafe::annotated {

struct ReportedNote {
  std::string File; ///< The file name, without a folder.
  unsigned Line = 0;
  unsigned Column = 0;
  std::string Message;
};

/// A finding as a front end reported it.
struct Reported {
  std::string File; ///< The file name, without a folder.
  unsigned Line = 0;
  unsigned Column = 0;
  std::string Severity; ///< "error" or "warning"
  std::string Check;
  std::string Message;
  std::vector<ReportedNote> Notes;
};

/// Reads `dbsafe check --format json`.
llvm::Expected<std::vector<Reported>> parseJson(llvm::StringRef Output);

/// Reads clang-tidy's text. A compiler's error in it is an error.
llvm::Expected<std::vector<Reported>> parseTidy(llvm::StringRef Output);

/// Runs `Dbsafe check` over Source. An exit code that does not agree with the
/// findings is an error.
llvm::Expected<std::vector<Reported>>
runCommand(llvm::StringRef Dbsafe, llvm::StringRef Source,
           llvm::ArrayRef<std::string> Flags);

/// Runs clang-tidy with the plugin and nothing but dbsafe's checks.
llvm::Expected<std::vector<Reported>>
runPlugin(llvm::StringRef ClangTidy, llvm::StringRef Plugin,
          llvm::StringRef Source, llvm::ArrayRef<std::string> Flags);

} // namespace dbsafe::annotated

#endif
