//===- Survey.cpp - What a project has to do with databases ---------------===//
#include "project/Survey.h"
#include "report/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <set>

namespace dbsafe::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

/// Folders that hold what was made or what others wrote.
bool isForeign(llvm::StringRef Folder) {
  llvm::StringRef Name = path::filename(Folder);
  if (Name.starts_with(".") || Name == "build" || Name == "out" ||
      Name.starts_with("build-") || Name.starts_with("cmake-build-") ||
      Name == "node_modules" || Name == "vendor" || Name == "third_party")
    return true;
  llvm::SmallString<256> Cache = Folder;
  path::append(Cache, "CMakeCache.txt");
  return fs::exists(Cache);
}

bool isTest(llvm::StringRef Folder) {
  llvm::StringRef Name = path::filename(Folder);
  return Name == "test" || Name == "tests" || Name == "fixtures";
}

/// "db/migrations/1.sql" and "2.sql" -> "db/migrations/*.sql";
/// "migrations/a/up.sql" and "b/up.sql" -> "migrations/*/up.sql".
std::vector<std::string> globsFor(const std::vector<std::string> &Files) {
  std::map<std::string, unsigned> Siblings, Cousins;
  auto SiblingGlob = [](llvm::StringRef File) {
    bool IsUp = File.ends_with(".up.sql"); // Its neighbour undoes it.
    llvm::SmallString<256> Glob = path::parent_path(File);
    path::append(Glob, IsUp ? "*.up.sql" : "*.sql");
    return Glob.str().str();
  };
  auto CousinGlob = [](llvm::StringRef File) {
    llvm::SmallString<256> Glob = path::parent_path(path::parent_path(File));
    path::append(Glob, "*", path::filename(File));
    return Glob.str().str();
  };
  for (const std::string &File : Files) {
    ++Siblings[SiblingGlob(File)];
    ++Cousins[CousinGlob(File)];
  }
  std::vector<std::string> Globs;
  for (const std::string &File : Files) {
    bool IsMigration = llvm::StringRef(File).contains_insensitive("migrat");
    std::string Glob = File;
    if (Siblings[SiblingGlob(File)] > 1 ||
        (IsMigration && Cousins[CousinGlob(File)] == 1))
      Glob = SiblingGlob(File);
    else if (Cousins[CousinGlob(File)] > 1)
      Glob = CousinGlob(File);
    if (!llvm::is_contained(Globs, Glob))
      Globs.push_back(Glob);
  }
  return Globs;
}

class Surveyor {
public:
  Surveyor(llvm::StringRef Folder, const catalog::Catalog &Known)
      : Top(Folder.str()) {
    for (const auto &Library : Known.libraries())
      for (const std::string &Header : Library->Headers)
        if (auto Glob = llvm::GlobPattern::create(Header))
          Headers.emplace_back(Library->Name, std::move(*Glob));
        else
          llvm::consumeError(Glob.takeError());
  }

  Survey run() {
    look(Top, /*InTests=*/false);
    llvm::sort(SchemaFiles);
    Found.Schema = globsFor(SchemaFiles);
    unsigned Most = 0;
    for (llvm::StringRef Candidate : OwnerColumns)
      if (Columns[Candidate.str()] > Most) {
        Most = Columns[Candidate.str()];
        Found.OwnerColumn = Candidate.str();
      }
    Found.Settings.assign(Settings.begin(), Settings.end());
    return std::move(Found);
  }

private:
  static constexpr llvm::StringLiteral OwnerColumns[] = {
      "user_id",   "owner_id", "account_id",  "tenant_id", "org_id",
      "author_id", "owner",    "customer_id", "member_id", "created_by"};

  void look(llvm::StringRef Folder, bool InTests) {
    std::vector<std::string> Entries;
    std::error_code Ignored;
    for (fs::directory_iterator It(Folder, Ignored, /*follow_symlinks=*/false),
         End;
         It != End && !Ignored; It.increment(Ignored))
      Entries.push_back(It->path());
    llvm::sort(Entries);
    for (const std::string &Entry : Entries) {
      if (fs::is_directory(Entry)) {
        if (!isForeign(Entry))
          look(Entry, InTests || isTest(Entry));
        continue;
      }
      auto Text = llvm::MemoryBuffer::getFile(Entry);
      if (!Text)
        continue;
      llvm::StringRef Extension = path::extension(Entry);
      if (Extension == ".sql" && !InTests)
        lookAtSql(Entry, (*Text)->getBuffer());
      else if (Extension.starts_with(".c") || Extension.starts_with(".h") ||
               Extension == ".C")
        lookAtSource(Entry, (*Text)->getBuffer());
    }
  }

  void lookAtSql(llvm::StringRef File, llvm::StringRef Text) {
    static const llvm::Regex CreatesTable(
        "create[[:space:]]+([a-z]+[[:space:]]+)?table",
        llvm::Regex::IgnoreCase);
    if (!CreatesTable.match(Text))
      return;
    SchemaFiles.push_back(report::relativeTo(Top, File));
    std::string Lower = Text.lower();
    for (llvm::StringRef Candidate : OwnerColumns) {
      llvm::Regex Word(("(^|[^a-z_0-9])" + Candidate + "($|[^a-z_0-9])").str());
      llvm::SmallVector<llvm::StringRef> Lines;
      llvm::StringRef(Lower).split(Lines, '\n');
      Columns[Candidate.str()] += llvm::count_if(
          Lines, [&](llvm::StringRef L) { return Word.match(L); });
    }
    static const llvm::Regex Setting(
        "current_setting\\([[:space:]]*'([A-Za-z_][A-Za-z_0-9.]*)'");
    llvm::SmallVector<llvm::StringRef> Groups;
    for (llvm::StringRef Rest = Text; Setting.match(Rest, &Groups);
         Rest = Rest.substr(Groups[0].end() - Rest.begin()))
      Settings.insert(Groups[1].str());
  }

  void lookAtSource(llvm::StringRef File, llvm::StringRef Text) {
    while (!Text.empty()) {
      llvm::StringRef Line;
      std::tie(Line, Text) = Text.split('\n');
      Line = Line.ltrim();
      if (!Line.consume_front("#"))
        continue;
      Line = Line.ltrim();
      if (!Line.consume_front("include"))
        continue;
      Line = Line.ltrim();
      if (!Line.consume_front("<") && !Line.consume_front("\""))
        continue;
      llvm::StringRef Name =
          Line.take_until([](char C) { return C == '>' || C == '"'; });
      for (const auto &[Library, Glob] : Headers)
        if (Glob.match(Name) || Glob.match(path::filename(Name)))
          Found.Libraries.try_emplace(Library, report::relativeTo(Top, File));
    }
  }

  std::string Top;
  std::vector<std::pair<std::string, llvm::GlobPattern>> Headers;
  std::vector<std::string> SchemaFiles;
  std::map<std::string, unsigned> Columns;
  std::set<std::string> Settings;
  Survey Found;
};

} // namespace

Survey survey(llvm::StringRef Folder, const catalog::Catalog &Known) {
  return Surveyor(Folder, Known).run();
}

} // namespace dbsafe::driver
