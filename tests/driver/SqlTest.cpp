//===- SqlTest.cpp - dbsafe sql from end to end ---------------------------===//
#include "Workspace.h"
#include "llvm/Support/JSON.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

class Sql : public Workspace {
protected:
  Sql() {
    write("schema.sql", contents("scope_schema.sql"));
    write(".dbsafe.yaml",
          "schema: [schema.sql]\n"
          "principals:\n"
          "  user: {table: users, settings: [app.user_id], "
          "functions: [auth.uid]}\n"
          "  org: {table: orgs, settings: [app.org_id], many: true}\n"
          "bridges:\n"
          "  - {table: org_members, from: user, to: org}\n"
          "public: [tags]\n");
    write("good.sql", "SELECT id FROM todos WHERE user_id = $1;\n");
    write("bad.sql", "-- all of them\nSELECT id\n  FROM todos;\n");
  }

  static std::string contents(const std::string &Name) {
    std::ifstream In(std::string(DBSAFE_SQL_TEST_DATA) + "/" + Name);
    std::ostringstream Text;
    Text << In.rdbuf();
    return Text.str();
  }

  llvm::json::Array json(const std::string &Arguments) {
    Ran R = dbsafe("sql --format json " + Arguments);
    auto Value = llvm::json::parse(R.Out);
    EXPECT_TRUE(bool(Value)) << R.Out;
    if (!Value) {
      llvm::consumeError(Value.takeError());
      return {};
    }
    return std::move(*Value->getAsArray());
  }

  static std::string text(const llvm::json::Value &V, llvm::StringRef Key) {
    return V.getAsObject()->getString(Key).value_or("(none)").str();
  }
  static int64_t number(const llvm::json::Value &V, llvm::StringRef Key) {
    return V.getAsObject()->getInteger(Key).value_or(-1);
  }
};

TEST_F(Sql, ExitCodes) {
  EXPECT_EQ(dbsafe("sql good.sql").Code, 0);
  EXPECT_EQ(dbsafe("sql bad.sql good.sql").Code, 1);
  EXPECT_EQ(dbsafe("sql absent.sql").Code, 2);
  EXPECT_EQ(dbsafe("sql --config absent.yaml good.sql").Code, 2);
  EXPECT_EQ(dbsafe("sql --schema absent.sql good.sql").Code, 2);
  EXPECT_EQ(dbsafe("sql --output absent/out good.sql").Code, 2);
  EXPECT_EQ(dbsafe("sql good.sql -- -DX").Code, 2);
}

TEST_F(Sql, TextReport) {
  write("mixed.sql",
        "SELECT id FROM todos WHERE user_id = $1;\n"
        "SELECT id\n  FROM todos;\n"
        "SELECT 1 FROM todos /* dbsafe:global reason=\"statistics\" */;\n"
        "DO 'x';\n");
  Ran R = dbsafe("sql mixed.sql");
  EXPECT_EQ(R.Out,
            "mixed.sql:1: scoped\n"
            "mixed.sql:3:8: warning: this statement may touch rows of other "
            "users in 'todos': no condition on todos.user_id; add 'user_id = "
            "$1', bound to the session's user [dbsafe-unscoped-query]\n"
            "    3 |   FROM todos;\n"
            "      |        ^~~~~\n"
            "mixed.sql:4: exempt: statistics\n"
            "mixed.sql:5: unknown: what the statement does is not visible in "
            "its text\n"
            "dbsafe: 4 statements in 1 file: 1 unscoped, 1 unknown, 1 exempt, "
            "1 scoped\n");
  EXPECT_EQ(R.Code, 1);
  R = dbsafe("sql --quiet mixed.sql");
  EXPECT_THAT(R.Out, Not(HasSubstr(": scoped")));
  EXPECT_THAT(R.Out, Not(HasSubstr("dbsafe: ")));
  EXPECT_THAT(R.Out, HasSubstr("mixed.sql:5: unknown"));
}

TEST_F(Sql, JsonIsOneObjectForEachStatement) {
  llvm::json::Array All = json("good.sql bad.sql");
  ASSERT_EQ(All.size(), 2u);
  EXPECT_EQ(text(All[0], "verdict"), "scoped");
  EXPECT_EQ(text(All[1], "file"), "bad.sql");
  EXPECT_EQ(number(All[1], "line"), 2);
  EXPECT_EQ(number(All[1], "column"), 1);
  EXPECT_EQ(number(All[1], "endLine"), 3);
  EXPECT_EQ(text(All[1], "verdict"), "unscoped");
  EXPECT_EQ(text(All[1], "rule"), "dbsafe-unscoped-query");
  EXPECT_EQ(text(All[1], "table"), "todos");
  EXPECT_EQ(text(All[1], "suggestion"), "user_id = $1");
  EXPECT_EQ(text(All[1], "sql"), "SELECT id\n  FROM todos");
  EXPECT_THAT(text(All[1], "message"), HasSubstr("rows of other users"));
}

TEST_F(Sql, SarifHasTheFindings) {
  Ran R = dbsafe("sql --format sarif good.sql bad.sql --output out.sarif");
  EXPECT_EQ(R.Code, 1);
  EXPECT_EQ(R.Out, "");
  auto Log = llvm::json::parse(read("out.sarif"));
  ASSERT_TRUE(bool(Log));
  const auto &Run = *(*Log->getAsObject()->getArray("runs"))[0].getAsObject();
  ASSERT_EQ(Run.getArray("results")->size(), 1u);
  EXPECT_EQ(text((*Run.getArray("results"))[0], "ruleId"),
            "dbsafe-unscoped-query");
}

TEST_F(Sql, AStatementThatDoesNotParseIsNamedAndTheOthersGoOn) {
  write("broken.sql", "SELECT 1 FORM todos;\nSELECT id FROM todos;\n"
                      "SELECT 'open");
  Ran R = dbsafe("sql broken.sql");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("broken.sql:1:15: error: "));
  EXPECT_THAT(R.Err, HasSubstr("broken.sql:3:8: error: the text ends inside "
                               "quotes"));
  EXPECT_THAT(R.Out, HasSubstr("broken.sql:1: unknown: "));
  EXPECT_THAT(R.Out, HasSubstr("broken.sql:2:16: warning: "));
  // Of other dialects, the parser only knows a part.
  write("mysql.sql", "SELECT id FROM todos FORCE INDEX (a) WHERE x = 1");
  EXPECT_EQ(dbsafe("sql --dialect mysql mysql.sql").Code, 0);
}

TEST_F(Sql, FilesFoldersPatternsAndStdin) {
  write("queries/b.sql", "SELECT 1;");
  write("queries/deep/a.sql", "SELECT 2;");
  write("queries/no.txt", "SELECT 3;");
  auto Files = [&](const std::string &Arguments) {
    std::string Names;
    for (const llvm::json::Value &V : json(Arguments))
      Names += text(V, "file") + " ";
    return Names;
  };
  EXPECT_EQ(Files("queries"), "queries/b.sql queries/deep/a.sql ");
  EXPECT_EQ(Files("'queries/*.sql' queries/b.sql good.sql"),
            "queries/b.sql good.sql ");
  EXPECT_EQ(dbsafe("sql 'none/*.sql'").Code, 2);
  for (const char *Arguments : {"-", ""}) {
    Ran R = shell("echo 'SELECT id FROM todos' | " DBSAFE_COMMAND " sql " +
                  std::string(Arguments));
    EXPECT_EQ(R.Code, 1);
    EXPECT_THAT(R.Out, HasSubstr("<stdin>:1:16: warning"));
  }
}

TEST_F(Sql, TheSchemaOnTheCommandLineReplacesTheConfigurations) {
  write("other.sql", "CREATE TABLE todos (id int, title text);"
                     "CREATE TABLE cats (id int, user_id int);");
  EXPECT_EQ(dbsafe("sql --schema other.sql bad.sql").Code, 0);
  write("cats.sql", "SELECT * FROM cats");
  EXPECT_EQ(dbsafe("sql --schema 'oth*.sql' cats.sql").Code, 1);
  // Even if the configuration's own is not there.
  write(".dbsafe.yaml", "schema: [gone.sql]\n");
  EXPECT_EQ(dbsafe("sql cats.sql").Code, 2);
  EXPECT_EQ(dbsafe("sql --schema other.sql cats.sql").Code, 1);
  EXPECT_EQ(
      dbsafe("sql --config .dbsafe.yaml --schema other.sql cats.sql").Code, 1);
}

TEST_F(Sql, WithNothingToGoByItSaysHowToGoOn) {
  write(".dbsafe.yaml", "public: [tags]\n");
  Ran R = dbsafe("sql bad.sql");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("--schema"));
  EXPECT_THAT(R.Err, HasSubstr("'owned:'"));
  write(".dbsafe.yaml", "owned: [todos]\n");
  EXPECT_EQ(dbsafe("sql bad.sql").Code, 1);
}

TEST_F(Sql, PlaceholdersOfEveryLibraryAreParameters) {
  for (const char *Owner : {"$1", "?", ":user", "@user", "?1"}) {
    write("one.sql",
          std::string("SELECT id FROM todos WHERE user_id = ") + Owner);
    Ran R = dbsafe("sql one.sql");
    EXPECT_EQ(R.Code, 0) << R.Out << R.Err;
  }
  write("one.sql", "SELECT id FROM todos WHERE user_id = ?");
  EXPECT_EQ(dbsafe("sql --dialect postgresql one.sql").Code, 2);
}

TEST_F(Sql, AnAnnotationThatExemptsNothingIsFound) {
  write("one.sql", "SELECT id FROM todos WHERE user_id = $1;"
                   " -- dbsafe:global reason=\"x\"\n");
  Ran R = dbsafe("sql one.sql");
  EXPECT_EQ(R.Code, 1);
  EXPECT_THAT(R.Out, HasSubstr("one.sql:1:42: warning: the annotation "
                               "dbsafe:global is not needed"));
  EXPECT_EQ(text(json("one.sql")[0], "verdict"), "scoped");
  write("one.sql", "/* dbsafe:global */ SELECT id FROM todos");
  R = dbsafe("sql one.sql");
  EXPECT_EQ(R.Code, 1);
  EXPECT_THAT(R.Out, HasSubstr("exempts nothing without a reason"));
}

TEST_F(Sql, WithoutASchemaTheStatementsAreCompared) {
  write(".dbsafe.yaml", "");
  std::string Habit;
  for (int I = 0; I < 11; ++I)
    Habit += "SELECT c" + std::to_string(I) +
             " FROM todos WHERE id = $1 AND user_id = $2;\n";
  write("habit.sql", Habit);
  Ran R = dbsafe("sql habit.sql bad.sql");
  EXPECT_EQ(R.Code, 1);
  EXPECT_THAT(R.Out,
              HasSubstr("bad.sql:3:8: warning: suspicious: 11 of 12 statements "
                        "on 'todos' require 'user_id'; this one does not "
                        "[dbsafe-unscoped-query]\n"
                        "    3 |   FROM todos;\n"
                        "      |        ^~~~~\n"));
  EXPECT_THAT(R.Out, HasSubstr("habit.sql:1: unknown: nothing says"));
  EXPECT_EQ(dbsafe("sql habit.sql").Code, 0);
}

TEST_F(Sql, FurtherChecksAreFindingsBesideTheVerdict) {
  write("more.sql",
        "DELETE FROM tags;\n"
        "SELECT titel FROM todos WHERE user_id = $1;\n"
        "SELECT id FROM todos WHERE user_id = $1 AND title = '$2';\n"
        "DELETE FROM tags /* dbsafe:global reason=\"reset\" */;\n");
  Ran R = dbsafe("sql more.sql");
  EXPECT_EQ(R.Code, 1);
  EXPECT_THAT(R.Out, HasSubstr("more.sql:1:13: warning: this DELETE has no "
                               "WHERE: it removes every row of 'tags'"));
  EXPECT_THAT(R.Out, HasSubstr("more.sql:2:8: warning: table 'todos' has no "
                               "column 'titel'; did you mean 'title'? "
                               "[dbsafe-unknown-column]"));
  EXPECT_THAT(R.Out, HasSubstr("[dbsafe-placeholder-mismatch]"));
  EXPECT_THAT(R.Out, HasSubstr("more.sql:4: scoped"));
  llvm::json::Array All = json("more.sql");
  ASSERT_EQ(All.size(), 4u);
  EXPECT_EQ(text(All[0], "verdict"), "scoped");
  const auto &Found = *All[0].getAsObject()->getArray("findings");
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(text(Found[0], "rule"), "dbsafe-unbounded-write");
}

// The files of one run are compared with each other, each header once.
TEST_F(Sql, TheFilesOfAProgramAreCompared) {
  // The answers are left lying about, which is another check's business.
  write(".dbsafe.yaml", "checks: '-*,dbsafe-unscoped-query'\n");
  write("wrong.h", "#include \"libpq-fe.h\"\n"
                   "inline void any(PGconn *c) {\n"
                   "  PQexec(c, \"SELECT id FROM todos WHERE id = $1\");\n"
                   "}\n");
  write("libpq-fe.h",
        "#pragma once\n"
        "typedef struct pg_conn PGconn;\n"
        "struct pg_result;\n"
        "extern \"C\" pg_result *PQexec(PGconn *, const char *);\n");
  std::string Files;
  for (int I = 0; I < 5; ++I) {
    std::string Name = "file" + std::to_string(I) + ".cpp";
    write(Name, "#include \"wrong.h\"\n"
                "void f(PGconn *c) {\n"
                "  PQexec(c, \"SELECT a" +
                    std::to_string(I) +
                    " FROM todos WHERE user_id = $1\");\n"
                    "}\n");
    Files += " " + Name;
  }
  Ran R = dbsafe("check" + Files + " --");
  EXPECT_EQ(R.Code, 1) << R.Err;
  EXPECT_THAT(R.Out, HasSubstr("wrong.h:3:29: warning: suspicious: 5 of 6 "
                               "statements on 'todos' require 'user_id'"));
  EXPECT_EQ(dbsafe("check file0.cpp --").Code, 0);
}

TEST_F(Sql, SchemaShowsWhoOwnsWhat) {
  Ran R = dbsafe("schema");
  EXPECT_EQ(R.Code, 0);
  EXPECT_THAT(R.Out, HasSubstr("todo_items   owned    todo_id -> todos.id\n"));
  EXPECT_THAT(R.Out, HasSubstr("tags         public\n"));
  EXPECT_THAT(R.Out, HasSubstr("leads from user to org\n"));
  EXPECT_THAT(R.Out, HasSubstr("row-level security forced; policies: "
                               "notes_owner (all)\n"));
  R = dbsafe("schema --format json");
  auto Value = llvm::json::parse(R.Out);
  ASSERT_TRUE(bool(Value)) << R.Out;
  EXPECT_EQ(Value->getAsObject()->getArray("tables")->size(), 11u);

  write("other.sql", "CREATE TABLE a (user_id int);\nCREATE TABLE (;\n");
  R = dbsafe("schema --schema other.sql");
  EXPECT_EQ(R.Code, 0);
  EXPECT_THAT(R.Out, HasSubstr("a            owned    user_id is the user\n"));
  EXPECT_THAT(R.Out, HasSubstr("unknown  "));
  EXPECT_THAT(R.Err, HasSubstr("other.sql:2: warning: "));
  EXPECT_EQ(dbsafe("schema --format sarif").Code, 2);
  write(".dbsafe.yaml", "");
  EXPECT_EQ(dbsafe("schema").Code, 2);
}

TEST_F(Sql, TheLabelledCasesComeOutRight) {
  // One statement a line; a case of two statements is as good as the worse.
  std::istringstream Cases(contents("scope_cases.tsv"));
  std::vector<std::string> Labels;
  std::string Text;
  for (std::string Line; std::getline(Cases, Line);) {
    size_t Tab = Line.find('\t');
    if (Line.empty() || Line[0] == '#' || Tab == std::string::npos)
      continue;
    Labels.push_back(Line.substr(0, Tab));
    Text += Line.substr(Tab + 1, Line.find('\t', Tab + 1) - Tab - 1) + ";\n";
  }
  ASSERT_GE(Labels.size(), 86u);
  write("cases.sql", Text);
  std::vector<std::string> Verdicts(Labels.size(), "scoped");
  for (const llvm::json::Value &V : json("cases.sql"))
    if (text(V, "verdict") != "scoped")
      Verdicts[size_t(number(V, "line")) - 1] = text(V, "verdict");
  for (size_t I = 0; I < Labels.size(); ++I)
    EXPECT_EQ(Verdicts[I], Labels[I]) << "line " << I + 1;
}

} // namespace
