//===- Folder.h - A folder that lives as long as its test -----------------===//
#ifndef DBSAFE_TESTS_CONFIG_FOLDER_H
#define DBSAFE_TESTS_CONFIG_FOLDER_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <string>

namespace dbsafe::config {

/// A new folder, removed with all that is in it.
class Folder {
public:
  Folder() {
    llvm::SmallString<256> New, Real;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("dbsafe-config", New));
    EXPECT_FALSE(llvm::sys::fs::real_path(New, Real));
    Root = Real.str();
  }
  ~Folder() { llvm::sys::fs::remove_directories(Root); }
  Folder(const Folder &) = delete;
  Folder &operator=(const Folder &) = delete;

  const std::string &root() const { return Root; }
  std::string path(llvm::StringRef Name) const {
    return Name.empty() ? Root : Root + "/" + Name.str();
  }

  /// Writes a file, its folders as well, and returns its path.
  std::string write(llvm::StringRef Name, llvm::StringRef Text) const {
    std::string Path = path(Name);
    EXPECT_FALSE(
        llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path)));
    std::error_code Failed;
    llvm::raw_fd_ostream(Path, Failed) << Text;
    EXPECT_FALSE(Failed) << Path;
    return Path;
  }

  /// A text of ours with the folder's own path left out of it.
  std::string relative(llvm::StringRef Text) const {
    std::string Result = Text.str();
    for (size_t At; (At = Result.find(Root + "/")) != std::string::npos;)
      Result.erase(At, Root.size() + 1);
    return Result;
  }

private:
  std::string Root;
};

} // namespace dbsafe::config

#endif
