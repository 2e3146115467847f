//===- Commands.h - The subcommands ---------------------------------------===//
//
// Each does its job and answers with the exit code.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_COMMANDS_COMMANDS_H
#define DBSAFE_DRIVER_COMMANDS_COMMANDS_H

#include "CommandLine.h"
#include "config/Configuration.h"
#include "report/Report.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace dbsafe::driver {

/// Analyses sources and reports. Executable is this program's own path.
int check(const CheckRequest &Asked, llvm::StringRef Executable);

/// Judges the statements of SQL files.
int judgeSql(const SqlRequest &Asked);

/// Prints which tables have owners.
int showSchema(const SchemaRequest &Asked);

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

/// Prints failures as a compiler writes its errors; files are named relative to
/// Here.
void tellFailures(const std::vector<report::Failure> &Failures,
                  llvm::StringRef Here);

} // namespace dbsafe::driver

#endif
