//===- Sources.h - Which files are to be analysed, and how ----------------===//
#ifndef DBSAFE_DRIVER_PROJECT_SOURCES_H
#define DBSAFE_DRIVER_PROJECT_SOURCES_H

#include "report/Report.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace dbsafe::driver {

/// One translation unit to analyse.
struct Source {
  std::string File; ///< Absolute.
  clang::tooling::CompileCommand Command;
};

/// What the user asked to have analysed.
struct Request {
  std::vector<std::string> Paths; ///< Files and folders; none for Here.
  std::string BuildFolder;        ///< -p; empty to look for the database.
  /// The flags behind "--"; then no database is used.
  std::optional<std::vector<std::string>> Flags;
  std::string Here; ///< The working directory, absolute.
};

/// The work, and what of the request cannot be done.
struct Sources {
  std::vector<Source> Units; ///< Each file once for each way it is compiled.
  std::vector<report::Failure> Failures;
  std::vector<std::string> Notices; ///< Choices made; for stderr.
};

/// Turns a request into work. An error is one of the whole request; what
/// concerns one path is a failure and the others go on.
llvm::Expected<Sources> findSources(const Request &Asked);

/// The project's folder, to which paths in reports are relative: the nearest
/// folder from Here upwards that holds .git or .dbsafe.yaml, else Here.
std::string projectRoot(llvm::StringRef Here);

} // namespace dbsafe::driver

#endif
