//===- ResourceDirectory.cpp - Where clang's own headers are --------------===//
#include "project/ResourceDirectory.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace dbsafe::driver {

static bool holdsHeaders(llvm::StringRef Folder) {
  llvm::SmallString<256> Header = Folder;
  llvm::sys::path::append(Header, "include", "stddef.h");
  return !Folder.empty() && llvm::sys::fs::is_regular_file(Header);
}

llvm::Expected<std::string> resourceDirectory(llvm::StringRef Asked,
                                              llvm::StringRef Executable,
                                              llvm::StringRef Configured) {
  if (!Asked.empty()) {
    if (holdsHeaders(Asked))
      return Asked.str();
    return llvm::createStringError(
        "--resource-dir: '" + Asked +
        "' holds no include/stddef.h; give the folder that `clang-" +
        llvm::Twine(LLVM_VERSION_MAJOR) + " -print-resource-dir` prints");
  }
  llvm::SmallString<256> Beside =
      llvm::sys::path::parent_path(llvm::sys::path::parent_path(Executable));
  llvm::sys::path::append(Beside, "lib", "clang",
                          llvm::Twine(LLVM_VERSION_MAJOR));
  if (holdsHeaders(Beside))
    return Beside.str().str();
  if (holdsHeaders(Configured))
    return Configured.str();
  return llvm::createStringError(
      "clang's own headers (stddef.h and others) are neither in '" + Beside +
      "' nor in '" + Configured + "'; install libclang-common-" +
      llvm::Twine(LLVM_VERSION_MAJOR) +
      "-dev or say where they are with --resource-dir");
}

} // namespace dbsafe::driver
