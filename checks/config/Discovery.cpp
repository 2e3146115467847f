//===- Discovery.cpp - Which .dbsafe.yaml a file belongs to ---------------===//
#include "config/Configuration.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <mutex>

namespace dbsafe::config {

namespace path = llvm::sys::path;

struct Discovery::State {
  /// What a folder's search came to: a configuration or, if that is null, what
  /// is wrong with it.
  struct Result {
    std::shared_ptr<const Configuration> Found;
    std::string Error;
  };

  KnownNames Known;
  bool WithSchema = true;
  Result Defaults;
  std::mutex Lock;
  llvm::StringMap<Result> Folders;

  const Result &search(llvm::StringRef Folder) {
    auto [Entry, IsNew] = Folders.try_emplace(Folder);
    if (!IsNew)
      return Entry->second;
    // The search in the parent moves the map's buckets, but not its entries.
    Result &Here = Entry->second;
    llvm::SmallString<256> File(Folder);
    path::append(File, ".dbsafe.yaml");
    llvm::StringRef Parent = path::parent_path(Folder);
    if (llvm::sys::fs::is_regular_file(File))
      Here = read(File);
    else
      Here = Parent.empty() ? Defaults : search(Parent);
    return Here;
  }

  Result read(llvm::StringRef File) const {
    llvm::Expected<Configuration> C = load(File, Known, WithSchema);
    if (!C)
      return {nullptr, llvm::toString(C.takeError())};
    return {std::make_shared<const Configuration>(std::move(*C)), {}};
  }
};

Discovery::Discovery(KnownNames Known, bool WithSchema)
    : Impl(std::make_unique<State>()) {
  Impl->Known = std::move(Known);
  Impl->WithSchema = WithSchema;
  Impl->Defaults.Found =
      std::make_shared<const Configuration>(Configuration::defaults());
}

Discovery::~Discovery() = default;

llvm::Expected<const Configuration *>
Discovery::find(llvm::StringRef SourceFile) {
  llvm::SmallString<256> File(SourceFile);
  llvm::sys::fs::make_absolute(File);
  path::remove_dots(File, /*remove_dot_dot=*/true);
  std::lock_guard<std::mutex> Guard(Impl->Lock);
  const State::Result &R = Impl->search(path::parent_path(File));
  if (!R.Found)
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s",
                                   R.Error.c_str());
  return R.Found.get();
}

} // namespace dbsafe::config
