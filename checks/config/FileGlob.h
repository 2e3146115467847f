//===- FileGlob.h - "migrations/**/*.sql" ---------------------------------===//
//
// LLVM matches a glob against a name; this looks for the files that there are.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CONFIG_FILEGLOB_H
#define DBSAFE_CHECKS_CONFIG_FILEGLOB_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace dbsafe::config {

/// The files that a pattern stands for, in the order of their paths, numbers
/// by value: V2 comes before V10. "*", "?" and "[a-z]" match within one name,
/// "**" any number of folders; names that begin with a dot are matched only by
/// a pattern that does so. A relative pattern starts at Folder.
llvm::Expected<std::vector<std::string>> filesMatching(llvm::StringRef Pattern,
                                                       llvm::StringRef Folder);

} // namespace dbsafe::config

#endif
