//===- ConfigurationTest.cpp - .dbsafe.yaml -------------------------------===//
#include "config/Configuration.h"
#include "Folder.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace dbsafe;
using namespace dbsafe::config;

namespace {

const KnownNames Known = {{"dbsafe-hardcoded-credentials",
                           "dbsafe-sql-concatenation", "dbsafe-unscoped-query"},
                          {"dbsafe-unscoped-query.ReportUnknown",
                           "dbsafe-sql-concatenation.ReportConstants"}};

class Config : public testing::Test {
protected:
  llvm::Expected<Configuration> tryLoad(llvm::StringRef Yaml) {
    return load(Here.write(".dbsafe.yaml", Yaml), Known);
  }

  /// A file without fault.
  Configuration good(llvm::StringRef Yaml) {
    llvm::Expected<Configuration> C = tryLoad(Yaml);
    if (C)
      return *C;
    ADD_FAILURE() << llvm::toString(C.takeError());
    return Configuration::defaults();
  }

  /// What is said about a file.
  std::string complaints(llvm::StringRef Yaml) {
    llvm::Expected<Configuration> C = tryLoad(Yaml);
    return C ? "" : Here.relative(llvm::toString(C.takeError()));
  }

  Folder Here;
};

std::string describe(const sql::Principal &P) {
  std::string Out = P.Name + "(" + P.Table + ")";
  for (const std::string &Setting : P.Settings)
    Out += " " + Setting;
  for (const std::string &Function : P.Functions)
    Out += " " + Function + "()";
  return Out + (P.Many ? " many" : "");
}

std::string describe(const std::vector<sql::Principal> &All) {
  std::string Out;
  for (const sql::Principal &P : All)
    Out += (Out.empty() ? "" : "; ") + describe(P);
  return Out;
}

TEST_F(Config, HasDefaults) {
  for (const Configuration &C :
       {Configuration::defaults(), good(""), good("# nothing\n")}) {
    EXPECT_EQ(C.Checks, "");
    EXPECT_EQ(C.Ownership.OwnerColumn, "user_id");
    EXPECT_EQ(describe(C.Ownership.Principals), "user(users) app.user_id");
    EXPECT_TRUE(C.Ownership.Owned.empty());
    EXPECT_FALSE(C.HasSchema);
    EXPECT_TRUE(C.Schema.empty());
    ASSERT_NE(C.Catalog, nullptr);
    EXPECT_NE(C.Catalog->find("PQexec"), nullptr);
    EXPECT_EQ(C.option("dbsafe-unscoped-query", "ReportUnknown", "no"), "no");
  }
  EXPECT_EQ(Configuration::defaults().File, "");
  EXPECT_EQ(good("").File, Here.path(".dbsafe.yaml"));
}

TEST_F(Config, ReadsChecks) {
  EXPECT_EQ(good("checks: '-*,dbsafe-*'\n").Checks, "-*,dbsafe-*");
  EXPECT_EQ(good("checks: ['*', -dbsafe-unscoped-query]\n").Checks,
            "*,-dbsafe-unscoped-query");
  EXPECT_EQ(good("checks: 'dbsafe-sql-*, -dbsafe-unscoped-query,'\n").Checks,
            "dbsafe-sql-*,-dbsafe-unscoped-query");
}

TEST_F(Config, KnowsItsChecks) {
  EXPECT_EQ(complaints("checks: '*,dbsafe-sql-concatenatoin'\n"),
            ".dbsafe.yaml:1:9: error: unknown check "
            "'dbsafe-sql-concatenatoin'; did you mean "
            "'dbsafe-sql-concatenation'?");
  EXPECT_EQ(complaints("checks:\n  - '*'\n  - -dbsafe-unscoped-queri\n"),
            ".dbsafe.yaml:3:5: error: unknown check 'dbsafe-unscoped-queri'; "
            "did you mean 'dbsafe-unscoped-query'?");
  EXPECT_EQ(complaints("checks: 'dbsafe-sqll-*'\n"),
            ".dbsafe.yaml:1:9: error: 'dbsafe-sqll-*' matches no check; "
            "'dbsafe check --list-checks' lists them");
}

TEST_F(Config, ReadsOptions) {
  Configuration C = good("options:\n"
                         "  dbsafe-unscoped-query.ReportUnknown: true\n");
  EXPECT_EQ(C.option("dbsafe-unscoped-query", "ReportUnknown", "false"),
            "true");
  EXPECT_EQ(C.option("dbsafe-unscoped-query", "Other", "d"), "d");
  EXPECT_EQ(complaints("options:\n"
                       "  dbsafe-unscoped-query.ReportUnkown: true\n"
                       "  dbsafe-sql-concatenation.ReportConstants: [1]\n"),
            ".dbsafe.yaml:2:3: error: unknown key "
            "'dbsafe-unscoped-query.ReportUnkown' in 'options'; did you mean "
            "'dbsafe-unscoped-query.ReportUnknown'?\n"
            ".dbsafe.yaml:3:45: error: "
            "'dbsafe-sql-concatenation.ReportConstants' is a single value, "
            "not a list");
  EXPECT_EQ(complaints("options: x\n"),
            ".dbsafe.yaml:1:10: error: 'options' is written as a mapping, not "
            "as a single value");
}

TEST_F(Config, ReadsOwnership) {
  Configuration C = good("owner_column: Owner_Id\n"
                         "owned: {Todos: user_id, notes: , '\"Items\"': uid}\n"
                         "public: [Tags, app.countries]\n");
  EXPECT_EQ(C.Ownership.OwnerColumn, "owner_id");
  EXPECT_EQ(C.Ownership.Owned,
            (std::map<std::string, std::string>{{"Items", "uid"},
                                                {"notes", "owner_id"},
                                                {"todos", "user_id"}}));
  EXPECT_EQ(C.Ownership.Public,
            (std::vector<std::string>{"tags", "app.countries"}));

  EXPECT_EQ(good("owned: [todos, notes]\n").Ownership.Owned,
            (std::map<std::string, std::string>{{"notes", "user_id"},
                                                {"todos", "user_id"}}));
  EXPECT_EQ(complaints("owned: {todos: [a]}\nowner_column: {}\n"),
            ".dbsafe.yaml:1:16: error: 'todos' is a single value, not a list\n"
            ".dbsafe.yaml:2:15: error: 'owner_column' is a single value, not "
            "a mapping");
}

TEST_F(Config, ReadsPrincipals) {
  Configuration C = good(
      "principals:\n"
      "  user: {table: users, settings: [app.user_id], functions: [auth.uid]}\n"
      "  org: {table: orgs, settings: app.org_id, many: true}\n"
      "  robot:\n"
      "bridges:\n"
      "  - {table: Org_Members, from: user, to: org}\n");
  EXPECT_EQ(describe(C.Ownership.Principals),
            "user(users) app.user_id auth.uid(); org(orgs) app.org_id many; "
            "robot()");
  ASSERT_EQ(C.Ownership.Bridges.size(), 1u);
  EXPECT_EQ(C.Ownership.Bridges[0].Table, "org_members");
  EXPECT_EQ(C.Ownership.Bridges[0].From, "user");
  EXPECT_EQ(C.Ownership.Bridges[0].To, "org");
}

TEST_F(Config, LetsPrincipalSettingsSpeakOfTheUser) {
  auto Principals = [&](llvm::StringRef Yaml) {
    return describe(good(Yaml).Ownership.Principals);
  };
  EXPECT_EQ(Principals("principal_settings: [my.uid, my.other]\n"),
            "user(users) my.uid my.other");
  EXPECT_EQ(Principals("principals: {user: {table: people}}\n"),
            "user(people) app.user_id");
  EXPECT_EQ(Principals("principals: {user: {table: people}}\n"
                       "principal_settings: my.uid\n"),
            "user(people) my.uid");
  EXPECT_EQ(Principals("principals: {org: {table: orgs}}\n"), "org(orgs)");
  EXPECT_EQ(complaints("principals: {org: {table: orgs}}\n"
                       "principal_settings: [my.uid]\n"),
            ".dbsafe.yaml:2:21: error: 'principal_settings' is short for the "
            "settings of the principal 'user', which 'principals' does not "
            "have");
  EXPECT_EQ(complaints("principals: {user: {settings: [a.b]}}\n"
                       "principal_settings: [my.uid]\n"),
            ".dbsafe.yaml:2:21: error: the principal 'user' has 'settings' of "
            "its own; drop 'principal_settings'");
}

TEST_F(Config, ComplainsOfPrincipalsAndBridgesThatAreNone) {
  EXPECT_EQ(complaints("principals: [user]\n"),
            ".dbsafe.yaml:1:13: error: 'principals' maps names to what is "
            "known of them: {user: {table: users}}");
  EXPECT_EQ(complaints("principals: {user: {tabel: users, many: yes}}\n"),
            ".dbsafe.yaml:1:21: error: unknown key 'tabel' in a principal; "
            "did you mean 'table'?\n"
            ".dbsafe.yaml:1:41: error: 'many' is true or false");
  EXPECT_EQ(complaints("bridges:\n- {from: usr, to: user}\n"),
            ".dbsafe.yaml:2:3: error: a bridge needs 'table'\n"
            ".dbsafe.yaml:2:10: error: unknown principal 'usr'; did you mean "
            "'user'?");
}

TEST_F(Config, ReadsSchemaFilesOnceEach) {
  Here.write("db/V1.sql", "CREATE TABLE todos (id int, user_id int);\n");
  Here.write("db/V2.sql", "CREATE TABLE tags (id int);\n");
  Configuration C = good("schema: [db/V2.sql, 'db/*.sql']\n");
  EXPECT_TRUE(C.HasSchema);
  EXPECT_FALSE(C.Schema.empty());
  EXPECT_TRUE(C.Warnings.empty());
  EXPECT_TRUE(good("schema: db/V1.sql\n").HasSchema);
}

TEST_F(Config, ReportsUnreadableDdlAsAWarning) {
  Here.write("db/V1.sql", "CREATE TABLE todos (id int);\nCREATE TABEL x;\n");
  Configuration C = good("schema: [db/V1.sql]\n");
  EXPECT_TRUE(C.HasSchema);
  EXPECT_FALSE(C.Schema.empty());
  ASSERT_EQ(C.Warnings.size(), 1u);
  EXPECT_TRUE(llvm::StringRef(Here.relative(C.Warnings[0]))
                  .starts_with("db/V1.sql:2: warning: "))
      << C.Warnings[0];
}

TEST_F(Config, ComplainsOfASchemaThatIsNotThere) {
  Here.write("db/readme.txt", "");
  EXPECT_EQ(complaints("schema:\n  - db/*.sql\n  - nothing.sql\n"),
            ".dbsafe.yaml:2:5: error: 'db/*.sql' matches no file; paths start "
            "at the folder of this file\n"
            ".dbsafe.yaml:3:5: error: 'nothing.sql' matches no file; paths "
            "start at the folder of this file");
  EXPECT_EQ(complaints("schema: {a: b}\n"),
            ".dbsafe.yaml:1:9: error: 'schema' is a list, not a mapping");
}

TEST_F(Config, AddsCatalogueFiles) {
  Here.write("db/acme.yaml", "library: acme\n"
                             "sinks: [{call: 'acme::run', sql: 0}]\n");
  Configuration C = good("catalog: [db/acme.yaml]\n");
  EXPECT_NE(C.Catalog->find("acme::run"), nullptr);
  EXPECT_NE(C.Catalog->find("PQexec"), nullptr);
}

TEST_F(Config, ReportsAllProblemsTogether) {
  Here.write("acme.yaml", "library: acme\nsnks: []\n");
  EXPECT_EQ(complaints("catalog: [acme.yaml, missing.yaml]\n"
                       "shema: x\n"
                       "public: {a: b}\n"),
            ".dbsafe.yaml:1:22: error: can't read 'missing.yaml': No such "
            "file or directory\n"
            ".dbsafe.yaml:2:1: error: unknown key 'shema' in the "
            "configuration; did you mean 'schema'?\n"
            ".dbsafe.yaml:3:9: error: 'public' is a list, not a mapping\n"
            "acme.yaml:2:1: error: unknown key 'snks' in a catalogue file; did "
            "you mean 'sinks'?");
}

TEST_F(Config, ComplainsOfAFileThatIsNoConfiguration) {
  EXPECT_EQ(complaints("- a\n"), ".dbsafe.yaml:1:1: error: the configuration "
                                 "is written as a mapping, not as a list");
  EXPECT_TRUE(
      llvm::StringRef(complaints("a: [\n")).starts_with(".dbsafe.yaml:"));
  llvm::Expected<Configuration> C = load(Here.path("missing.yaml"), Known);
  ASSERT_FALSE(C);
  EXPECT_EQ(Here.relative(llvm::toString(C.takeError())),
            "missing.yaml: error: No such file or directory");
}

TEST_F(Config, ReadsTheExampleOfItsDocumentation) {
  auto Page =
      llvm::MemoryBuffer::getFile(DBSAFE_SOURCE_DIR "/docs/configuration.md");
  ASSERT_TRUE(Page);
  llvm::StringRef Example = (*Page)->getBuffer();
  Example = Example.substr(Example.find("```yaml\n")).drop_front(8);
  Example = Example.take_front(Example.find("```"));
  Here.write("db/schema.sql", "CREATE TABLE todos (id int);\n");
  Here.write("db/migrations/1.up.sql", "CREATE TABLE tags (id int);\n");
  Here.write("db/wrappers.yaml", "library: acme\n");
  Configuration C = good(Example);
  EXPECT_EQ(C.Ownership.Owned,
            (std::map<std::string, std::string>{{"notes", "owner_id"},
                                                {"todos", "user_id"}}));
  EXPECT_EQ(describe(C.Ownership.Principals),
            "user(users) app.user_id auth.uid(); org(orgs) app.org_id many");
  // An example that leaves a key out is not complete.
  for (llvm::StringRef Key :
       {"checks:", "options:", "schema:", "owner_column:", "owned:", "public:",
        "principals:", "bridges:", "catalog:"})
    EXPECT_TRUE(Example.contains(("\n" + Key).str())) << Key.str();
}

} // namespace
