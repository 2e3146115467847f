//===- CommandLine.h - What the user typed --------------------------------===//
#ifndef DBSAFE_DRIVER_COMMANDLINE_H
#define DBSAFE_DRIVER_COMMANDLINE_H

#include "sql/Template.h"
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace dbsafe::driver {

/// The command's exit codes.
enum ExitCode : int {
  Clean = 0,    ///< The job was done and nothing was found.
  Findings = 1, ///< The job was done and there are findings.
  Trouble = 2,  ///< The job, or a part of it, could not be done.
};

enum class Format { Text, Json, Sarif };

/// dbsafe check
struct CheckRequest {
  std::vector<std::string> Paths;
  std::string BuildFolder;
  std::optional<std::vector<std::string>> Flags; ///< Behind "--".
  std::string Checks;
  std::string ConfigFile;
  std::string ResourceDirectory;
  std::string Output;
  Format Form = Format::Text;
  unsigned Threads = 0; ///< 0: one for each core.
  bool Quiet = false;
};

/// dbsafe sql
struct SqlRequest {
  std::vector<std::string> Paths; ///< None: stdin.
  std::string ConfigFile;
  std::vector<std::string> Schema; ///< In place of the configuration's.
  std::optional<sql::Dialect> Dialect;
  std::string Output;
  Format Form = Format::Text;
  bool Quiet = false;
};

/// dbsafe schema
struct SchemaRequest {
  std::string ConfigFile;
  std::vector<std::string> Schema;
  Format Form = Format::Text;
};

/// dbsafe [check] --list-checks
struct ListRequest {
  std::string Checks;
};

/// dbsafe explain
struct ExplainRequest {
  std::string Check;
};

/// dbsafe init
struct InitRequest {
  std::string Folder;
};

/// A command line that asks for nothing (more) to be done.
struct Finished {
  int Code;
};

using CommandLine =
    std::variant<Finished, CheckRequest, SqlRequest, SchemaRequest, ListRequest,
                 ExplainRequest, InitRequest>;

/// Reads the command line. Mistakes are told on stderr, help and version on
/// stdout.
CommandLine parseCommandLine(int Count, const char *const *Words);

} // namespace dbsafe::driver

#endif
