//===- SqlInput.cpp - The SQL texts a command line names ------------------===//
#include "project/SqlInput.h"
#include "config/FileGlob.h"
#include "project/Paths.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <set>

namespace dbsafe::driver {

namespace {

namespace fs = llvm::sys::fs;

class Reader {
public:
  explicit Reader(llvm::StringRef Here) : Here(Here) {}

  void path(llvm::StringRef Path) {
    if (Path == "-")
      return add(absoluteName("<stdin>", Here), llvm::MemoryBuffer::getSTDIN());
    std::string Full = absoluteName(Path, Here);
    if (fs::is_directory(Full))
      return files("**/*.sql", Full, "no .sql file in this folder", Full);
    if (!fs::exists(Full) && Path.find_first_of("*?[") != llvm::StringRef::npos)
      return files(Path, Here, "no file matches this pattern", Path);
    file(Full);
  }

  SqlInput take() { return std::move(Input); }

private:
  llvm::StringRef Here;
  SqlInput Input;
  std::set<std::string> Seen;

  void fail(llvm::StringRef Name, llvm::StringRef Message) {
    Input.Failures.push_back({Name.str(), 0, 0, Message.str()});
  }

  void files(llvm::StringRef Pattern, llvm::StringRef Folder,
             llvm::StringRef IfNone, llvm::StringRef Name) {
    auto Found = config::filesMatching(Pattern, Folder);
    if (!Found)
      return fail(Name, llvm::toString(Found.takeError()));
    if (Found->empty())
      return fail(Name, IfNone);
    for (const std::string &File : *Found)
      file(absoluteName(File, Here));
  }

  void file(const std::string &File) {
    if (fs::exists(File))
      add(File, llvm::MemoryBuffer::getFile(File, /*IsText=*/true));
    else
      fail(File, "no such file");
  }

  void add(const std::string &File,
           llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> Buffer) {
    if (!Seen.insert(File).second)
      return;
    if (!Buffer)
      return fail(File, Buffer.getError().message());
    llvm::StringRef Content = (*Buffer)->getBuffer();
    Content.consume_front("\xEF\xBB\xBF");
    Input.Texts.push_back({File, Content.str()});
  }
};

} // namespace

SqlInput readSql(llvm::ArrayRef<std::string> Paths, llvm::StringRef Here) {
  Reader Read(Here);
  if (Paths.empty())
    Read.path("-");
  for (const std::string &Path : Paths)
    Read.path(Path);
  return Read.take();
}

} // namespace dbsafe::driver
