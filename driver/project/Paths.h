//===- Paths.h - Names of files, as reports tell them ---------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_PATHS_H
#define DBSAFE_DRIVER_PROJECT_PATHS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace dbsafe::driver {

/// Name as seen from Directory: absolute, without dots.
std::string absoluteName(llvm::StringRef Name, llvm::StringRef Directory);

/// True if File is called like a header of C or C++.
bool isHeader(llvm::StringRef File);

/// True if File is Path or lies below it.
bool isWithin(llvm::StringRef Path, llvm::StringRef File);

} // namespace dbsafe::driver

#endif
