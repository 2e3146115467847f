//===- Compat.h - clang-tidy's interface in LLVM 19 and 22 ----------------===//
#ifndef DBSAFE_CHECKS_PLUGIN_COMPAT_H
#define DBSAFE_CHECKS_PLUGIN_COMPAT_H

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "llvm/Config/llvm-config.h"
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#endif
