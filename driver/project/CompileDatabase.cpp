//===- CompileDatabase.cpp - Finding compile_commands.json ----------------===//
#include "project/CompileDatabase.h"
#include "project/Paths.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

namespace dbsafe::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral FileName = "compile_commands.json";

/// The folders in Folder whose names begin with Prefix, sorted.
static std::vector<std::string> foldersIn(llvm::StringRef Folder,
                                          llvm::StringRef Prefix = "") {
  std::vector<std::string> Found;
  std::error_code Ignored;
  for (fs::directory_iterator It(Folder, Ignored), End; It != End && !Ignored;
       It.increment(Ignored))
    if (path::filename(It->path()).starts_with(Prefix) &&
        fs::is_directory(It->path()))
      Found.push_back(It->path());
  llvm::sort(Found);
  return Found;
}

std::vector<std::string> databasesIn(llvm::StringRef Folder) {
  auto Below = [&](llvm::StringRef Name) {
    llvm::SmallString<256> Path = Folder;
    path::append(Path, Name);
    return Path.str().str();
  };
  std::vector<std::string> Folders = {Folder.str(), Below("build")};
  llvm::append_range(Folders, foldersIn(Below("build")));
  Folders.push_back(Below("out"));
  llvm::append_range(Folders, foldersIn(Below("out")));
  llvm::append_range(Folders, foldersIn(Folder, "cmake-build-"));
  std::vector<std::string> Found;
  std::set<fs::UniqueID> Seen;
  for (llvm::StringRef Each : Folders) {
    llvm::SmallString<256> File = Each;
    path::append(File, FileName);
    fs::UniqueID Id;
    if (fs::is_regular_file(File) && !fs::getUniqueID(File, Id) &&
        Seen.insert(Id).second)
      Found.push_back(File.str().str());
  }
  return Found;
}

static llvm::Expected<CompileDatabase> read(llvm::StringRef File) {
  std::string Error;
  CompileDatabase Database;
  Database.File = File;
  Database.Commands = clang::tooling::JSONCompilationDatabase::loadFromFile(
      File, Error, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Database.Commands)
    return llvm::createStringError("cannot read the compile database '" + File +
                                   "': " + llvm::StringRef(Error).rtrim());
  return Database;
}

llvm::Expected<CompileDatabase> openDatabase(llvm::StringRef BuildFolder) {
  llvm::SmallString<256> File = BuildFolder;
  if (!fs::exists(File))
    return llvm::createStringError("-p: there is no '" + BuildFolder + "'");
  if (fs::is_directory(File))
    path::append(File, FileName);
  if (!fs::exists(File))
    return llvm::createStringError(
        "-p: '" + BuildFolder +
        "' holds no compile_commands.json; CMake writes one with "
        "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, other build systems with `bear`");
  return read(File);
}

std::string sourceOf(const clang::tooling::CompileCommand &Command) {
  return absoluteName(Command.Filename, Command.Directory);
}

static bool knowsAny(const CompileDatabase &Database,
                     llvm::ArrayRef<std::string> Paths) {
  for (const std::string &File : Database.Commands->getAllFiles()) {
    std::string Clean = absoluteName(File, "/");
    for (const std::string &Path : Paths)
      if (isWithin(Path, Clean))
        return true;
  }
  return false;
}

llvm::Expected<CompileDatabase>
findDatabase(llvm::ArrayRef<std::string> Paths) {
  // A path may be spelled through a link that the database does not know.
  std::vector<std::string> Spellings(Paths.begin(), Paths.end());
  for (const std::string &Path : Paths) {
    llvm::SmallString<256> Real;
    if (!fs::real_path(Path, Real) && Real != Path)
      Spellings.push_back(Real.str().str());
  }
  std::string Without; // A database that knows none of the paths.
  llvm::StringRef Start = Paths.front();
  for (llvm::StringRef Folder =
           fs::is_directory(Start) ? Start : path::parent_path(Start);
       !Folder.empty(); Folder = path::parent_path(Folder)) {
    std::vector<std::string> Candidates = databasesIn(Folder);
    for (size_t I = 0; I < Candidates.size(); ++I) {
      auto Database = read(Candidates[I]);
      if (!Database)
        return Database.takeError();
      // Headers are rarely in a database; that of their neighbours will do.
      if (knowsAny(*Database, Spellings) ||
          (llvm::any_of(Paths, isHeader) &&
           knowsAny(*Database, {Folder.str()}))) {
        Database->Others.assign(Candidates.begin() + I + 1, Candidates.end());
        return Database;
      }
      if (Without.empty())
        Without = Candidates[I];
    }
  }
  if (!Without.empty())
    return llvm::createStringError(
        "'" + Without + "' has no compile command for any file in '" + Start +
        "'; name the right build folder "
        "with -p");
  return llvm::createStringError(
      "no compile_commands.json for '" + Start +
      "' (looked in the folder, build/, build/*/, out/, cmake-build-*/ and the "
      "same upwards). Configure CMake with "
      "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, name the build folder with -p, or "
      "give the flags yourself: dbsafe check FILE... -- FLAGS");
}

} // namespace dbsafe::driver
