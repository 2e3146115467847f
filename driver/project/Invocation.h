//===- Invocation.h - From a compile command to a front-end run -----------===//
#ifndef DBSAFE_DRIVER_PROJECT_INVOCATION_H
#define DBSAFE_DRIVER_PROJECT_INVOCATION_H

#include "Compat.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"

namespace dbsafe::driver {

/// Lets clang's driver translate the command for the front end: syntax only,
/// no warnings, no output. Flags that the driver or the front end rejects are
/// dropped until it is content; an error is what remains.
llvm::Expected<std::shared_ptr<clang::CompilerInvocation>>
makeInvocation(const clang::tooling::CompileCommand &Command,
               const std::string &ResourceDirectory,
               const compat::FileSystem &Files);

} // namespace dbsafe::driver

#endif
