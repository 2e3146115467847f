//===- Interface.h - What a file and the rest of the program share --------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_INTERFACE_H
#define DBSAFE_CHECKS_PROVENANCE_INTERFACE_H

#include "catalog/Recipe.h"
#include <string>
#include <vector>

namespace dbsafe::provenance {

/// What a file offers to, and wants from, the rest of the program. Its entries
/// point into the catalogue that the file was analysed with.
struct Interface : catalog::Discoveries {
  /// Catalogue names of the functions that are called here and defined
  /// elsewhere, sorted.
  std::vector<std::string> Calls;
  /// Those of them whose effects it has a use for, sorted.
  std::vector<std::string> Uses;
  bool HasSites = false; ///< It speaks to a database itself.
  /// Variables that others could change and it takes for constants.
  std::set<std::string> Kept;
  /// What its calls say to the questions of all files.
  std::map<catalog::QuestionKey, catalog::Answer> Answers;
};

} // namespace dbsafe::provenance

#endif
