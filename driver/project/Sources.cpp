//===- Sources.cpp - Which files are to be analysed, and how --------------===//
#include "project/Sources.h"
#include "project/CompileDatabase.h"
#include "project/CompilerFlags.h"
#include "project/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <deque>
#include <map>

namespace dbsafe::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using clang::tooling::CompileCommand;

namespace {

/// Compile databases also hold assembler, Fortran, resource scripts.
bool isSource(llvm::StringRef File) {
  static constexpr llvm::StringLiteral Extensions[] = {
      ".c", ".cc", ".cp", ".cpp", ".cxx", ".c++",  ".C",  ".CPP",
      ".m", ".mm", ".i",  ".ii",  ".ixx", ".cppm", ".ccm"};
  return llvm::is_contained(Extensions, path::extension(File));
}

/// Two commands for one file are two analyses only if they differ in more
/// than where the object goes.
class Collector {
public:
  explicit Collector(Sources &Into) : Into(Into) {}

  void add(const std::string &File, const CompileCommand &Command) {
    std::vector<const CompileCommand *> &Known = Seen[File];
    bool IsNew = llvm::none_of(Known, [&](const CompileCommand *Other) {
      return Other->Directory == Command.Directory &&
             key(*Other) == key(Command);
    });
    if (!IsNew)
      return;
    Known.push_back(&Command);
    if (fs::exists(File))
      Into.Units.push_back({File, Command});
    else if (Known.size() == 1)
      Into.Failures.push_back(
          {File, 0, 0,
           "the compile database names this file, but it does not exist"});
  }

private:
  static std::string key(const CompileCommand &Command) {
    return analysisKey(
        frontEndArguments(Command, *llvm::vfs::getRealFileSystem()));
  }

  Sources &Into;
  std::map<std::string, std::vector<const CompileCommand *>> Seen;
};

/// dbsafe check FILE... -- FLAGS
llvm::Expected<Sources> withFlags(const Request &Asked) {
  if (Asked.Paths.empty())
    return llvm::createStringError(
        "flags were given behind '--', but no file to use them for; write "
        "dbsafe check FILE... -- FLAGS");
  Sources Found;
  Collector Into(Found);
  std::vector<std::string> Line = *Asked.Flags;
  if (Line.empty() || !isCompilerName(Line.front()))
    Line.insert(Line.begin(), "clang");
  std::vector<CompileCommand> Commands; // Into refers to its elements.
  for (const std::string &Path : Asked.Paths) {
    std::string File = absoluteName(Path, Asked.Here);
    if (!fs::exists(File))
      Found.Failures.push_back({File, 0, 0, "no such file"});
    else if (fs::is_directory(File))
      Found.Failures.push_back(
          {File, 0, 0, "is a folder; with '--', name the files to check"});
    else
      Commands.emplace_back(Asked.Here, File, Line, "");
  }
  for (const CompileCommand &Command : Commands)
    Into.add(Command.Filename, Command);
  return Found;
}

/// The entries of the database that one path of the request stands for.
class DatabaseSearch {
public:
  DatabaseSearch(CompileDatabase Database, Sources &Found)
      : Name(Database.File),
        Commands(Database.Commands->getAllCompileCommands()),
        Inferring(clang::tooling::inferMissingCompileCommands(
            std::move(Database.Commands))),
        Found(Found), Into(Found) {
    for (const CompileCommand &Command : Commands)
      Files.push_back(sourceOf(Command));
  }

  void add(llvm::StringRef Path) {
    if (!fs::exists(Path)) {
      fail(Path, "no such file or folder");
      return;
    }
    if (addMatching(Path, Files))
      return;
    // The same through links, which the database may not know of.
    llvm::SmallString<256> Real;
    if (!fs::real_path(Path, Real) && addMatching(Real, realFiles()))
      return;
    if (fs::is_directory(Path))
      fail(Path,
           "no file below this folder has a compile command in '" + Name + "'");
    else if (isHeader(Path))
      addHeader(Path);
    else
      fail(Path, "has no compile command in '" + Name +
                     "'; add it to the build, or give the flags: dbsafe check "
                     "FILE -- FLAGS");
  }

private:
  void fail(llvm::StringRef File, std::string Message) {
    Found.Failures.push_back({File.str(), 0, 0, std::move(Message)});
  }

  bool addMatching(llvm::StringRef Path,
                   llvm::ArrayRef<std::string> Spellings) {
    bool Any = false;
    for (size_t I = 0; I < Commands.size(); ++I) {
      if (!isWithin(Path, Spellings[I]))
        continue;
      Any = true;
      if (isSource(Files[I]) || isHeader(Files[I]))
        Into.add(Files[I], Commands[I]);
    }
    return Any;
  }

  llvm::ArrayRef<std::string> realFiles() {
    if (RealFiles.empty())
      for (const std::string &File : Files) {
        llvm::SmallString<256> Real;
        RealFiles.push_back(fs::real_path(File, Real) ? File
                                                      : Real.str().str());
      }
    return RealFiles;
  }

  /// A header that was named itself is read with the flags of the source most
  /// like it. The user is told, for this is a choice.
  void addHeader(llvm::StringRef Header) {
    std::vector<CompileCommand> Guessed = Inferring->getCompileCommands(Header);
    if (Guessed.empty()) {
      fail(Header, "has no compile command in '" + Name + "'");
      return;
    }
    Found.Notices.push_back(
        "'" + Header.str() +
        "' has no compile command of its own: " + Guessed.front().Heuristic);
    Inferred.push_back(std::move(Guessed.front()));
    Into.add(Header.str(), Inferred.back());
  }

  std::string Name;
  std::vector<CompileCommand> Commands;
  std::deque<CompileCommand> Inferred; // Into refers to its elements.
  std::unique_ptr<clang::tooling::CompilationDatabase> Inferring;
  std::vector<std::string> Files, RealFiles;
  Sources &Found;
  Collector Into;
};

} // namespace

llvm::Expected<Sources> findSources(const Request &Asked) {
  if (Asked.Flags)
    return withFlags(Asked);
  std::vector<std::string> Paths;
  for (const std::string &Path : Asked.Paths)
    Paths.push_back(absoluteName(Path, Asked.Here));
  if (Paths.empty())
    Paths.push_back(Asked.Here);
  Sources Found;
  std::vector<std::string> Existing;
  llvm::copy_if(Paths, std::back_inserter(Existing),
                [](const std::string &Path) { return fs::exists(Path); });
  if (Existing.empty()) {
    for (const std::string &Path : Paths)
      Found.Failures.push_back({Path, 0, 0, "no such file or folder"});
    return Found;
  }
  auto Database =
      Asked.BuildFolder.empty()
          ? findDatabase(Existing)
          : openDatabase(absoluteName(Asked.BuildFolder, Asked.Here));
  if (!Database)
    return Database.takeError();
  if (!Database->Others.empty())
    Found.Notices.push_back(
        "several compile databases: using '" + Database->File + "', not '" +
        llvm::join(Database->Others, "', '") + "'; choose with -p");
  DatabaseSearch Search(std::move(*Database), Found);
  for (const std::string &Path : Paths)
    Search.add(Path);
  return Found;
}

std::string projectRoot(llvm::StringRef Here) {
  for (llvm::StringRef Folder = Here; !Folder.empty();
       Folder = path::parent_path(Folder))
    for (llvm::StringRef Mark : {".git", ".dbsafe.yaml"}) {
      llvm::SmallString<256> Path = Folder;
      path::append(Path, Mark);
      if (fs::exists(Path))
        return Folder.str();
    }
  return Here.str();
}

} // namespace dbsafe::driver
