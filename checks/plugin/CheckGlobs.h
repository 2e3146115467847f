//===- CheckGlobs.h - Which checks run ------------------------------------===//
//
// Globs in clang-tidy's syntax, from .dbsafe.yaml and from the command line.
// A list that begins by taking something away ("-dbsafe-x") takes it from what
// was on before; any other list says itself what is on.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PLUGIN_CHECKGLOBS_H
#define DBSAFE_CHECKS_PLUGIN_CHECKGLOBS_H

#include "clang-tidy/GlobList.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace dbsafe::tidy {

/// The globs in force: those of the configuration, changed by those of the
/// command line. Either may be empty.
std::string combineGlobs(llvm::StringRef Configured, llvm::StringRef Asked);

/// The globs of a list that match none of Names: misspelt, most likely.
std::vector<std::string> idleGlobs(llvm::StringRef Globs,
                                   const std::vector<std::string> &Names);

} // namespace dbsafe::tidy

#endif
