//===- CompileDatabase.h - Finding compile_commands.json ------------------===//
//
// People keep it in the project's folder, in build/, in build/<preset>/, in
// out/, in cmake-build-debug/. It is looked for there, from the folder asked
// about upwards. Where there are several, one is taken by a fixed rule and the
// choice is told; there is never a guess in silence.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_COMPILEDATABASE_H
#define DBSAFE_DRIVER_PROJECT_COMPILEDATABASE_H

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>
#include <vector>

namespace dbsafe::driver {

/// A compile database that was read.
struct CompileDatabase {
  std::string File; ///< Its compile_commands.json.
  std::unique_ptr<clang::tooling::CompilationDatabase> Commands;
  std::vector<std::string> Others; ///< Those that were passed over.
};

/// The databases in the usual places of one folder, best first: the folder
/// itself, build/, build/*/, out/, out/*/, cmake-build-*/. Links to one file
/// count once.
std::vector<std::string> databasesIn(llvm::StringRef Folder);

/// Reads the database that -p names: a build folder, or the file itself.
llvm::Expected<CompileDatabase> openDatabase(llvm::StringRef BuildFolder);

/// Finds the database of the sources below Paths (absolute): that of the
/// nearest folder upwards which knows one of them.
llvm::Expected<CompileDatabase> findDatabase(llvm::ArrayRef<std::string> Paths);

/// Where a command's source is, absolute and without dots.
std::string sourceOf(const clang::tooling::CompileCommand &Command);

} // namespace dbsafe::driver

#endif
