//===- LibrariesPageTest.cpp - The page that lists every library ----------===//
//
// docs/libraries.md says which libraries dbsafe knows. It is held to what the
// catalogue's files say, so that neither a library is missing nor one is
// promised. Where they differ, the failure shows what the page must say.
//
//===----------------------------------------------------------------------===//
#include "catalog/Yaml.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <map>

namespace dbsafe::catalog {
namespace {

std::string contentOf(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

/// One row of the page's tables.
std::string rowOf(const yaml::Node &Root, const std::string &File) {
  static const std::map<llvm::StringRef, const char *> Words = {
      {"sinks", "statements"},     {"connects", "connections"},
      {"quoters", "quoting"},      {"builders", "text"},
      {"sources", "outside text"}, {"comparisons", "comparisons"},
      {"resources", "resources"},  {"statuses", "failures"},
      {"secrets", "secrets"},      {"outputs", "what is shown"},
  };
  std::string Name, Dialect = "any", Knows;
  for (size_t I = 0; I < Root.Keys.size(); ++I) {
    const std::string &Key = Root.Keys[I].Text;
    if (Key == "library")
      Name = Root.Items[I].Text;
    else if (Key == "dialect" && Root.Items[I].Text != "generic")
      Dialect = Root.Items[I].Text;
    else if (auto Word = Words.find(Key); Word != Words.end())
      Knows += (Knows.empty() ? "" : ", ") + std::string(Word->second);
  }
  return "| [" + Name + "](../checks/catalog/" + File + ") | " + Dialect +
         " | " + Knows + " |\n";
}

/// The page's two tables, as the catalogue's files have it: those that speak to
/// databases, and the others. By name, whatever the case of its letters.
std::string tables() {
  std::map<std::string, std::string> Databases, Others;
  for (const auto &Entry : std::filesystem::directory_iterator(
           DBSAFE_SOURCE_DIR "/checks/catalog")) {
    if (Entry.path().extension() != ".yaml")
      continue;
    std::string File = Entry.path().filename().string();
    yaml::Problems P(File);
    std::optional<yaml::Node> Root =
        yaml::parse(contentOf(Entry.path().string()), P);
    EXPECT_TRUE(Root) << File;
    bool IsDatabase = false;
    for (const yaml::Node &Key : Root->Keys)
      IsDatabase |= Key.Text == "sinks" || Key.Text == "connects";
    std::string Row = rowOf(*Root, File);
    (IsDatabase ? Databases : Others)[llvm::StringRef(Row).lower()] = Row;
    llvm::consumeError(P.take());
  }
  auto Table = [](llvm::StringRef Title, const auto &Rows) {
    std::string Text = ("\n## " + Title + "\n\n").str() +
                       "| library | SQL | what dbsafe knows of it |\n"
                       "|---|---|---|\n";
    for (const auto &[Key, Row] : Rows)
      Text += Row;
    return Text;
  };
  return Table("Databases", Databases) +
         Table("Text, and where it comes from", Others);
}

TEST(LibrariesPage, ListsWhatTheCatalogueKnows) {
  std::string Page = contentOf(DBSAFE_SOURCE_DIR "/docs/libraries.md");
  size_t Start = Page.find("\n## Databases");
  ASSERT_NE(Start, std::string::npos);
  std::string Expected = tables();
  EXPECT_EQ(Page.substr(Start), Expected) << "docs/libraries.md must go on:\n"
                                          << Expected;
}

} // namespace
} // namespace dbsafe::catalog
