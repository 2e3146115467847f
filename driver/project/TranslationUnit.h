//===- TranslationUnit.h - One source file, parsed and analysed -----------===//
#ifndef DBSAFE_DRIVER_PROJECT_TRANSLATIONUNIT_H
#define DBSAFE_DRIVER_PROJECT_TRANSLATIONUNIT_H

#include "project/Sources.h"
#include "report/Report.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace dbsafe::config {
class Configuration;
}
namespace dbsafe::catalog {
class Catalog;
}

namespace dbsafe::driver {

/// What one analysis needs beside the source.
struct AnalysisSettings {
  const config::Configuration &Config;
  const catalog::Catalog &Catalog;                   ///< Config's, or more.
  llvm::function_ref<bool(llvm::StringRef)> Enabled; ///< By check name.
  std::string ResourceDirectory;
  /// It is the only file of the run: none is there to be told of it, and its
  /// syntax tree's memory may be left to the end of the process, which saves
  /// the time of giving it back piece by piece.
  bool IsOnly = false;
};

/// Parses Unit and runs the enabled checks over it. Thread-safe: uses a file
/// system with a working directory of its own. What the parser objects to
/// becomes failures; the checks run nevertheless on what could be read.
report::Outcome analyse(const Source &Unit, const AnalysisSettings &Settings);

} // namespace dbsafe::driver

#endif
