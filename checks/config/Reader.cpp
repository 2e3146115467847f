//===- Reader.cpp - One .dbsafe.yaml --------------------------------------===//
#include "config/Reader.h"
#include "config/SchemaFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace dbsafe::config {

namespace {

/// The principal that `principal_settings` speaks of.
constexpr llvm::StringRef User = "user";

/// A name as PostgreSQL folds it: small letters outside of double quotes, which
/// are dropped.
std::string fold(llvm::StringRef Name) {
  std::string Folded;
  bool IsQuoted = false;
  for (char C : Name) {
    if (C == '"')
      IsQuoted = !IsQuoted;
    else
      Folded += IsQuoted ? C : llvm::toLower(C);
  }
  return Folded;
}

std::vector<std::string> folded(llvm::ArrayRef<const yaml::Node *> Names) {
  std::vector<std::string> Result;
  for (const yaml::Node *Name : Names)
    Result.push_back(fold(Name->Text));
  return Result;
}

std::vector<llvm::StringRef> refs(llvm::ArrayRef<std::string> Names) {
  return {Names.begin(), Names.end()};
}

} // namespace

void Reader::read(const yaml::Node &Root) {
  if (Root.What == yaml::Node::Kind::Null)
    return;
  yaml::Record R(Root, "the configuration",
                 {"checks", "options", "schema", "owner_column", "owned",
                  "public", "principal_settings", "principals", "bridges",
                  "catalog"},
                 P);
  if (Root.What != yaml::Node::Kind::Mapping)
    return;
  checks(R);
  options(R);
  if (R.has("owner_column"))
    Into.Ownership.OwnerColumn = fold(R.text("owner_column"));
  owned(R);
  Into.Ownership.Public = folded(R.list("public"));
  principals(R);
  bridges(R);
  schema(R);
  catalog(R);
}

void Reader::checks(const yaml::Record &R) {
  llvm::SmallVector<llvm::StringRef, 8> All;
  for (const yaml::Node *N : R.list("checks")) {
    llvm::SmallVector<llvm::StringRef, 8> Globs;
    llvm::StringRef(N->Text).split(Globs, ',', /*MaxSplit=*/-1,
                                   /*KeepEmpty=*/false);
    for (llvm::StringRef Glob : Globs) {
      Glob = Glob.trim();
      if (Glob.empty())
        continue;
      All.push_back(Glob);
      llvm::StringRef Name = Glob;
      Name.consume_front("-");
      Name = Name.trim();
      if (!Name.contains('*')) {
        if (!llvm::is_contained(Known.Checks, Name))
          P.add(*N, "unknown check '" + Name + "'" +
                        yaml::remedy(Name, refs(Known.Checks)));
        continue;
      }
      llvm::Expected<llvm::GlobPattern> Pattern =
          llvm::GlobPattern::create(Name);
      if (!Pattern)
        P.add(*N, "'" + Name + "': " + llvm::toString(Pattern.takeError()));
      else if (llvm::none_of(Known.Checks, [&](llvm::StringRef Check) {
                 return Pattern->match(Check);
               }))
        P.add(*N, "'" + Name +
                      "' matches no check; 'dbsafe check "
                      "--list-checks' lists them");
    }
  }
  Into.Checks = llvm::join(All, ",");
}

void Reader::options(const yaml::Record &R) {
  const yaml::Node *Options = R.find("options");
  if (!Options)
    return;
  yaml::Record(*Options, "'options'", refs(Known.Options), P);
  for (auto [Key, Value] : llvm::zip(Options->Keys, Options->Items))
    if (const std::string *Text = yaml::scalarOf(Value, Key.Text, P))
      Into.Options[Key.Text] = *Text;
}

void Reader::owned(const yaml::Record &R) {
  const yaml::Node *Owned = R.find("owned");
  if (!Owned)
    return;
  sql::Ownership &To = Into.Ownership;
  if (Owned->What != yaml::Node::Kind::Mapping) {
    for (const std::string &Table : folded(R.list("owned")))
      To.Owned[Table] = To.OwnerColumn;
    return;
  }
  for (auto [Table, Column] : llvm::zip(Owned->Keys, Owned->Items)) {
    if (Column.What == yaml::Node::Kind::Null)
      To.Owned[fold(Table.Text)] = To.OwnerColumn;
    else if (const std::string *Name = yaml::scalarOf(Column, Table.Text, P))
      To.Owned[fold(Table.Text)] = fold(*Name);
  }
}

void Reader::principals(const yaml::Record &R) {
  std::vector<sql::Principal> &To = Into.Ownership.Principals;
  if (const yaml::Node *All = R.find("principals")) {
    To.clear();
    if (All->What != yaml::Node::Kind::Mapping)
      P.add(*All, "'principals' maps names to what is known of them: {user: "
                  "{table: users}}");
    for (auto [Name, Value] : llvm::zip(All->Keys, All->Items))
      To.push_back(principal(Name, Value));
  }
  const yaml::Node *Short = R.find("principal_settings");
  std::vector<std::string> Settings = {"app.user_id"};
  if (Short)
    Settings = folded(R.list("principal_settings"));
  auto Same = llvm::find_if(
      To, [](const sql::Principal &One) { return One.Name == User; });
  if (Same == To.end()) {
    if (Short)
      P.add(*Short, "'principal_settings' is short for the settings of the "
                    "principal 'user', which 'principals' does not have");
    return;
  }
  if (!R.has("principals") || Same->Settings.empty())
    Same->Settings = std::move(Settings);
  else if (Short)
    P.add(*Short, "the principal 'user' has 'settings' of its own; drop "
                  "'principal_settings'");
}

sql::Principal Reader::principal(const yaml::Node &Name,
                                 const yaml::Node &Value) {
  sql::Principal One;
  One.Name = Name.Text;
  if (Value.What == yaml::Node::Kind::Null)
    return One;
  yaml::Record R(Value, "a principal",
                 {"table", "settings", "functions", "many"}, P);
  One.Table = fold(R.text("table"));
  One.Settings = folded(R.list("settings"));
  One.Functions = folded(R.list("functions"));
  One.Many = R.flag("many", false);
  return One;
}

void Reader::bridges(const yaml::Record &R) {
  const yaml::Node *All = R.find("bridges");
  if (!All)
    return;
  std::vector<llvm::StringRef> Principals;
  for (const sql::Principal &One : Into.Ownership.Principals)
    Principals.push_back(One.Name);
  for (const yaml::Node &Item : yaml::itemsOf(*All, "bridges", P)) {
    yaml::Record Bridge(Item, "a bridge", {"table", "from", "to"}, P);
    Bridge.require("table");
    for (llvm::StringRef End : {"from", "to"}) {
      const yaml::Node *Name = Bridge.require(End);
      if (Name && yaml::scalarOf(*Name, End, P) &&
          !llvm::is_contained(Principals, Name->Text))
        P.add(*Name, "unknown principal '" + Name->Text + "'" +
                         yaml::remedy(Name->Text, Principals));
    }
    Into.Ownership.Bridges.push_back(
        {fold(Bridge.text("table")), Bridge.text("from"), Bridge.text("to")});
  }
}

void Reader::schema(const yaml::Record &R) {
  std::vector<const yaml::Node *> Patterns = R.list("schema");
  if (!WithSchema)
    return;
  SchemaFiles Files(Into, Folder);
  for (const yaml::Node *Pattern : Patterns)
    for (const std::string &Problem : Files.read(Pattern->Text))
      P.add(*Pattern, Problem);
}

void Reader::catalog(const yaml::Record &R) {
  for (const yaml::Node *Name : R.list("catalog")) {
    llvm::SmallString<256> File;
    if (!llvm::sys::path::is_absolute(Name->Text))
      File = Folder;
    llvm::sys::path::append(File, Name->Text);
    std::optional<std::string> Text = content(File.str().str(), *Name);
    if (!Text)
      continue;
    auto More = Into.Catalog->with(*Text, File);
    if (More)
      Into.Catalog = std::move(*More);
    else
      P.adopt(More.takeError());
  }
}

std::optional<std::string> Reader::content(const std::string &File,
                                           const yaml::Node &Where) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (Buffer)
    return (*Buffer)->getBuffer().str();
  P.add(Where, "can't read '" + File + "': " + Buffer.getError().message());
  return std::nullopt;
}

llvm::Expected<Configuration> load(llvm::StringRef Path,
                                   const KnownNames &Known, bool WithSchema) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(), "%s: error: %s",
                                   Path.str().c_str(),
                                   Buffer.getError().message().c_str());
  Configuration C = Configuration::defaults();
  llvm::SmallString<256> Absolute(Path);
  llvm::sys::fs::make_absolute(Absolute);
  llvm::sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  C.File = Absolute.str();

  yaml::Problems P(Path);
  if (auto Root = yaml::parse((*Buffer)->getBuffer(), P))
    Reader(C, Known, llvm::sys::path::parent_path(C.File), WithSchema, P)
        .read(*Root);
  if (llvm::Error E = P.take())
    return std::move(E);
  return C;
}

} // namespace dbsafe::config
