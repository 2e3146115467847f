//===- Compat.h - What differs between the LLVM versions we build with ----===//
//
// The command is built against LLVM 19 or 22. Every difference in Clang's API
// that it meets stands here, so that no other file asks for a version.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_COMPAT_H
#define DBSAFE_DRIVER_COMPAT_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Basic/TargetOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/VirtualFileSystem.h"
#if LLVM_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
#include "clang/Frontend/Utils.h"
#endif

namespace dbsafe::compat {

using FileSystem = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

/// A diagnostics engine and the options it refers to.
class Diagnostics {
public:
  explicit Diagnostics(clang::DiagnosticConsumer &Consumer)
#if LLVM_VERSION_MAJOR >= 22
      : Engine(new clang::DiagnosticsEngine(
            llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(), Options,
            &Consumer, /*ShouldOwnClient=*/false)){}
#else
      : Engine(new clang::DiagnosticsEngine(
            llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(),
            llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>(), &Consumer,
            /*ShouldOwnClient=*/false)) {
  }
#endif

        clang::DiagnosticsEngine
        & operator*() const {
    return *Engine;
  }
  clang::DiagnosticsEngine *operator->() const { return Engine.get(); }
  llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> engine() const {
    return Engine;
  }

private:
#if LLVM_VERSION_MAJOR >= 22
  clang::DiagnosticOptions Options;
#endif
  llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> Engine;
};

/// A compiler for one invocation that reads files through Files and reports to
/// Consumer (which it does not own).
inline std::unique_ptr<clang::CompilerInstance>
makeCompiler(std::shared_ptr<clang::CompilerInvocation> Invocation,
             FileSystem Files, clang::DiagnosticConsumer &Consumer) {
#if LLVM_VERSION_MAJOR >= 22
  auto Compiler =
      std::make_unique<clang::CompilerInstance>(std::move(Invocation));
  Compiler->setVirtualFileSystem(std::move(Files));
  Compiler->createDiagnostics(&Consumer, /*ShouldOwnClient=*/false);
  Compiler->createFileManager();
  Compiler->createSourceManager();
#else
  auto Compiler = std::make_unique<clang::CompilerInstance>();
  Compiler->setInvocation(std::move(Invocation));
  Compiler->createDiagnostics(&Consumer, /*ShouldOwnClient=*/false);
  Compiler->createFileManager(std::move(Files));
  Compiler->createSourceManager(Compiler->getFileManager());
#endif
  return Compiler;
}

/// True if clang knows the invocation's target, processor and features; if not
/// it says so to Diagnostics.
inline bool hasTarget(clang::CompilerInvocation &Invocation,
                      clang::DiagnosticsEngine &Diagnostics) {
  // Making a target changes its options, so it gets a copy.
  auto Options =
      std::make_shared<clang::TargetOptions>(Invocation.getTargetOpts());
#if LLVM_VERSION_MAJOR >= 22
  clang::TargetOptions &Wanted = *Options;
#else
  const std::shared_ptr<clang::TargetOptions> &Wanted = Options;
#endif
  llvm::IntrusiveRefCntPtr<clang::TargetInfo> Target(
      clang::TargetInfo::CreateTargetInfo(Diagnostics, Wanted));
  return Target != nullptr;
}

/// True if a diagnostic is a warning by nature, however it has been graded.
inline bool isWarning(const clang::Diagnostic &D) {
#if LLVM_VERSION_MAJOR >= 22
  return D.getDiags()->getDiagnosticIDs()->isWarningOrExtension(D.getID());
#else
  return clang::DiagnosticIDs::isBuiltinWarningOrExtension(D.getID());
#endif
}

/// The options that clang's driver knows.
inline const llvm::opt::OptTable &driverOptions() {
#if LLVM_VERSION_MAJOR >= 22
  return clang::getDriverOptTable();
#else
  return clang::driver::getDriverOptTable();
#endif
}

/// Which of them a user of `clang` may write.
inline llvm::opt::Visibility clangOptions() {
#if LLVM_VERSION_MAJOR >= 22
  return llvm::opt::Visibility(clang::options::ClangOption);
#else
  return llvm::opt::Visibility(clang::driver::options::ClangOption);
#endif
}

} // namespace dbsafe::compat

#endif
