//===- CompilerFlags.h - Anybody's compile command, fit for clang ---------===//
//
// Compile databases are written for GCC, for cross compilers, for wrappers
// such as ccache, with precompiled headers and plugins of one exact compiler.
// All of it is taken off here by what it is, not by a list of flags seen: the
// driver's own option table says what clang does not know.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_COMPILERFLAGS_H
#define DBSAFE_DRIVER_PROJECT_COMPILERFLAGS_H

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <string>
#include <vector>

namespace dbsafe::driver {

/// The command's arguments for clang's driver: the compiler's absolute path
/// first (it says where to look for a cross compiler's headers), then the
/// flags that matter to a parser, last "--" and the source file.
std::vector<std::string>
frontEndArguments(const clang::tooling::CompileCommand &Command,
                  llvm::vfs::FileSystem &Files);

/// Removes from Arguments the flag that a driver's diagnostic speaks of; Words
/// are the diagnostic's arguments ("-march=", "armv99"). False if none of them
/// is a flag of the command line. Never removes the source file.
bool dropRejected(std::vector<std::string> &Arguments,
                  llvm::ArrayRef<std::string> Words);

/// True if Name is what compilers are called: "g++", "clang-19",
/// "arm-none-eabi-gcc-12", "cc".
bool isCompilerName(llvm::StringRef Name);

/// What of the arguments decides on the outcome of an analysis. Two commands
/// that build the same source with and without -fPIC have the same.
std::string analysisKey(llvm::ArrayRef<std::string> Arguments);

} // namespace dbsafe::driver

#endif
