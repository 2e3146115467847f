//===- ResourceDirectory.h - Where clang's own headers are ----------------===//
//
// Without stddef.h and its kin of the right clang nothing parses, and the
// errors that follow name everything but the cause. So the folder is verified
// before any file is read.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_RESOURCEDIRECTORY_H
#define DBSAFE_DRIVER_PROJECT_RESOURCEDIRECTORY_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace dbsafe::driver {

/// The resource directory: Asked if it is not empty, else the one that is
/// installed beside Executable, else Configured (known when this program was
/// built).
llvm::Expected<std::string> resourceDirectory(llvm::StringRef Asked,
                                              llvm::StringRef Executable,
                                              llvm::StringRef Configured);

} // namespace dbsafe::driver

#endif
