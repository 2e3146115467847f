//===- FileGlob.cpp - "migrations/**/*.sql" -------------------------------===//
#include "config/FileGlob.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"

namespace dbsafe::config {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

class Walk {
public:
  explicit Walk(std::vector<std::string> &Found) : Found(Found) {}

  /// Adds the files under Folder that the components of a pattern match.
  llvm::Error in(llvm::StringRef Folder,
                 llvm::ArrayRef<llvm::StringRef> Components) {
    llvm::StringRef First = Components.front();
    bool IsLast = Components.size() == 1;
    if (First == "**") {
      if (IsLast) // "a/**" stands for everything below a.
        return everyFolder(Folder, {"*"});
      return everyFolder(Folder, Components.drop_front());
    }
    if (First.find_first_of("*?[\\") == llvm::StringRef::npos) {
      llvm::SmallString<256> Next(Folder);
      path::append(Next, First);
      return IsLast ? file(Next) : in(Next, Components.drop_front());
    }
    llvm::Expected<llvm::GlobPattern> Glob = llvm::GlobPattern::create(First);
    if (!Glob)
      return Glob.takeError();
    for (const std::string &Entry : entries(Folder)) {
      llvm::StringRef Name = path::filename(Entry);
      if (!Glob->match(Name) ||
          (Name.starts_with(".") && !First.starts_with(".")))
        continue;
      if (llvm::Error E =
              IsLast ? file(Entry) : in(Entry, Components.drop_front()))
        return E;
    }
    return llvm::Error::success();
  }

private:
  llvm::Error everyFolder(llvm::StringRef Folder,
                          llvm::ArrayRef<llvm::StringRef> Components) {
    if (llvm::Error E = in(Folder, Components))
      return E;
    for (const std::string &Entry : entries(Folder)) {
      // A link may lead back up, and then there would be no end.
      if (path::filename(Entry).starts_with(".") ||
          fs::is_symlink_file(Entry) || !fs::is_directory(Entry))
        continue;
      if (llvm::Error E = everyFolder(Entry, Components))
        return E;
    }
    return llvm::Error::success();
  }

  llvm::Error file(llvm::StringRef Path) {
    if (fs::is_regular_file(Path))
      Found.push_back(Path.str());
    return llvm::Error::success();
  }

  /// What a folder holds; nothing if it is none.
  static std::vector<std::string> entries(llvm::StringRef Folder) {
    std::vector<std::string> Paths;
    std::error_code Failed;
    for (fs::directory_iterator I(Folder, Failed), End; !Failed && I != End;
         I.increment(Failed))
      Paths.push_back(I->path());
    return Paths;
  }

  std::vector<std::string> &Found;
};

} // namespace

llvm::Expected<std::vector<std::string>> filesMatching(llvm::StringRef Pattern,
                                                       llvm::StringRef Folder) {
  std::vector<std::string> Found;
  llvm::SmallVector<llvm::StringRef, 8> Components;
  Pattern.split(Components, '/', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  if (Components.empty())
    return Found;
  if (llvm::Error E =
          Walk(Found).in(path::is_absolute(Pattern) ? "/" : Folder, Components))
    return std::move(E);
  llvm::sort(Found, [](llvm::StringRef A, llvm::StringRef B) {
    int Order = A.compare_numeric(B);
    return Order != 0 ? Order < 0 : A < B;
  });
  Found.erase(llvm::unique(Found), Found.end());
  return Found;
}

} // namespace dbsafe::config
