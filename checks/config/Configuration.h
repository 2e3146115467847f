//===- Configuration.h - .dbsafe.yaml -------------------------------------===//
//
// What a project tells the checks: which of them run, its schema and who owns
// what, further catalogue files. Found upwards from the analysed file, the same
// for the command and the plugin. docs/configuration.md is the reference.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CONFIG_CONFIGURATION_H
#define DBSAFE_CHECKS_CONFIG_CONFIGURATION_H

#include "catalog/Catalog.h"
#include "sql/Ownership.h"
#include "sql/Schema.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dbsafe::config {

/// The checks and options that exist, for telling a misspelt one. Lower rooms
/// do not know the rules, so the caller says.
struct KnownNames {
  std::vector<std::string> Checks;  ///< "dbsafe-sql-concatenation"
  std::vector<std::string> Options; ///< "dbsafe-unscoped-query.ReportUnknown"
};

class Configuration {
public:
  std::string File; ///< Absolute path; empty for the defaults.
  /// clang-tidy's globs, comma-separated; empty for all.
  std::string Checks;
  sql::Ownership Ownership;
  sql::Schema Schema; ///< All schema files read, in order.
  bool HasSchema = false;
  /// The built-in catalogue and the project's own files.
  std::shared_ptr<const catalog::Catalog> Catalog;
  std::map<std::string, std::string> Options; ///< "check.Option" -> value
  /// What could not be read of the schema's SQL, "file:line: warning: ...".
  /// The configuration is good without it.
  std::vector<std::string> Warnings;

  /// The configuration of a project without a .dbsafe.yaml.
  static Configuration defaults();

  /// The value of a check's option, or Default.
  llvm::StringRef option(llvm::StringRef Check, llvm::StringRef Name,
                         llvm::StringRef Default) const;
};

/// Reads a .dbsafe.yaml. An error's message has the form of a compiler's,
/// "file:line:col: error: unknown key 'shema'; did you mean 'schema'?", one
/// line for each problem. Without WithSchema, the files of `schema` are not
/// read: the caller has another schema.
llvm::Expected<Configuration>
load(llvm::StringRef Path, const KnownNames &Known, bool WithSchema = true);

/// Finds and reads the nearest .dbsafe.yaml upwards from SourceFile; defaults
/// if there is none. Remembers what it read: the same file gives the same
/// object. Thread-safe.
class Discovery {
public:
  explicit Discovery(KnownNames Known, bool WithSchema = true);
  ~Discovery();
  /// The returned object lives as long as the Discovery.
  llvm::Expected<const Configuration *> find(llvm::StringRef SourceFile);

private:
  struct State;
  std::unique_ptr<State> Impl;
};

} // namespace dbsafe::config

#endif
