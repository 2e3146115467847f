//===- Survey.h - What a project has to do with databases -----------------===//
//
// A look over a source tree without a compiler: enough to write a first
// .dbsafe.yaml from, never relied on by a check.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_SURVEY_H
#define DBSAFE_DRIVER_PROJECT_SURVEY_H

#include "catalog/Catalog.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>
#include <vector>

namespace dbsafe::driver {

struct Survey {
  /// Globs of the files that make up the schema, relative to the folder.
  std::vector<std::string> Schema;
  /// The catalogued libraries whose headers are included, and who does.
  std::map<std::string, std::string> Libraries;
  /// The column that most tables' rows are owned through; empty if none is
  /// like one.
  std::string OwnerColumn;
  /// What the schema's policies read with current_setting().
  std::vector<std::string> Settings;
};

/// Looks through Folder, build trees and hidden folders left out.
Survey survey(llvm::StringRef Folder, const catalog::Catalog &Known);

} // namespace dbsafe::driver

#endif
