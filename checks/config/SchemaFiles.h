//===- SchemaFiles.h - The SQL files of a schema --------------------------===//
//
// Named in a .dbsafe.yaml or on the command line, and read the same either
// way.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CONFIG_SCHEMAFILES_H
#define DBSAFE_CHECKS_CONFIG_SCHEMAFILES_H

#include "config/Configuration.h"
#include <set>

namespace dbsafe::config {

class SchemaFiles {
public:
  /// Relative patterns start at Folder.
  SchemaFiles(Configuration &Into, llvm::StringRef Folder)
      : Into(Into), Folder(Folder) {}

  /// Reads the files that a pattern stands for on top of the schema, each file
  /// once. Returns what is wrong: no such file, or one that can't be read.
  std::vector<std::string> read(llvm::StringRef Pattern);

private:
  Configuration &Into;
  std::string Folder;
  std::set<std::string> Seen;
};

} // namespace dbsafe::config

#endif
