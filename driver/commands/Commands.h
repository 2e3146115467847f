//===- Commands.h - The subcommands ---------------------------------------===//
//
// Each does its job and answers with the exit code.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_COMMANDS_COMMANDS_H
#define DBSAFE_DRIVER_COMMANDS_COMMANDS_H

#include "CommandLine.h"
#include "config/Configuration.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace dbsafe::driver {

/// Analyses sources and reports. Executable is this program's own path.
int check(const CheckRequest &Asked, llvm::StringRef Executable);

/// Lists the checks that the globs select, with their summaries.
int listChecks(const ListRequest &Asked);

/// Prints a check's documentation page.
int explain(const ExplainRequest &Asked);

/// Writes a first .dbsafe.yaml.
int init(const InitRequest &Asked);

/// The names of checks and options that a configuration may use.
config::KnownNames knownNames();

/// An error for globs that match no check, with the nearest name.
llvm::Error verifyGlobs(llvm::StringRef Globs);

/// Prints each line of a message as an error. Lines that have a compiler's
/// form already, "file:1:2: error: ...", stay as they are.
void tellError(llvm::StringRef Message);

} // namespace dbsafe::driver

#endif
