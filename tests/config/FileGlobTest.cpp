//===- FileGlobTest.cpp - "migrations/**/*.sql" ---------------------------===//
#include "config/FileGlob.h"
#include "Folder.h"

using namespace dbsafe::config;

namespace {

class FileGlob : public testing::Test {
protected:
  FileGlob() {
    for (llvm::StringRef Name :
         {"schema.sql", "m/V10__c.sql", "m/V2__b.sql", "m/V1__a.sql",
          "m/notes.txt", "m/old/V0.sql", "m/.hidden.sql", ".git/x.sql",
          "m/dir.sql/inner.sql"})
      Here.write(Name, "");
  }

  /// The matches, relative to the folder, with spaces between.
  std::string matches(llvm::StringRef Pattern) {
    auto Files = filesMatching(Pattern, Here.root());
    if (!Files)
      return llvm::toString(Files.takeError());
    std::string Out;
    for (const std::string &File : *Files)
      Out += (Out.empty() ? "" : " ") + Here.relative(File);
    return Out;
  }

  Folder Here;
};

TEST_F(FileGlob, TakesAPlainNameForItself) {
  EXPECT_EQ(matches("schema.sql"), "schema.sql");
  EXPECT_EQ(matches("./schema.sql"), "./schema.sql");
  EXPECT_EQ(matches("m/V2__b.sql"), "m/V2__b.sql");
  EXPECT_EQ(matches(".git/x.sql"), ".git/x.sql");
  EXPECT_EQ(matches(Here.path("schema.sql")), "schema.sql");
  EXPECT_EQ(matches("missing.sql"), "");
  EXPECT_EQ(matches("m"), "");
  EXPECT_EQ(matches(""), "");
}

TEST_F(FileGlob, OrdersNumbersByTheirValue) {
  EXPECT_EQ(matches("m/*.sql"), "m/V1__a.sql m/V2__b.sql m/V10__c.sql");
}

TEST_F(FileGlob, StaysWithinOneName) {
  EXPECT_EQ(matches("*.sql"), "schema.sql");
  EXPECT_EQ(matches("m/V?__*.sql"), "m/V1__a.sql m/V2__b.sql");
  EXPECT_EQ(matches("m/V[2-9]*.sql"), "m/V2__b.sql");
  EXPECT_EQ(matches("*/V0.sql"), "");
  EXPECT_EQ(matches("*/*/V0.sql"), "m/old/V0.sql");
}

TEST_F(FileGlob, CrossesFoldersOnlyWithTwoStars) {
  EXPECT_EQ(matches("**/V*.sql"),
            "m/V1__a.sql m/V2__b.sql m/V10__c.sql m/old/V0.sql");
  EXPECT_EQ(matches("m/**/V0.sql"), "m/old/V0.sql");
  EXPECT_EQ(matches("**/schema.sql"), "schema.sql");
  EXPECT_EQ(matches("m/old/**"), "m/old/V0.sql");
}

TEST_F(FileGlob, LeavesHiddenFilesAloneUnlessNamed) {
  EXPECT_EQ(matches("m/.h*.sql"), "m/.hidden.sql");
  EXPECT_EQ(matches("**/x.sql"), "");
}

TEST_F(FileGlob, SaysWhatIsWrongWithAPattern) {
  EXPECT_NE(matches("m/[a.sql"), "");
}

} // namespace
