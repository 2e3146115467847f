// How a SQL file is cut into statements.
#include "sql/SqlFile.h"
#include "gtest/gtest.h"

using namespace dbsafe::sql;

namespace {

/// "line: words" of each statement.
std::vector<std::string> cut(std::string_view Text,
                             Dialect D = Dialect::PostgreSQL) {
  SqlFile File(Text, D);
  std::vector<std::string> Result;
  for (const FileStatement &S : File.statements()) {
    EXPECT_EQ(File.words(S), Text.substr(S.First, S.End - S.First));
    Result.push_back(std::to_string(S.Line) + ": " +
                     std::string(File.words(S)));
  }
  return Result;
}

using Lines = std::vector<std::string>;

TEST(SqlFile, StatementsHaveTheLineOfTheirFirstWord) {
  EXPECT_EQ(cut("SELECT 1;\n\n-- two\n/* still\n two */ SELECT 2 ; SELECT 3"),
            (Lines{"1: SELECT 1", "5: SELECT 2", "5: SELECT 3"}));
  EXPECT_EQ(cut(" ;; -- nothing\n"), Lines{});
  EXPECT_EQ(cut("SELECT ';' || $x$;$x$ /* ; */ -- ;\n, \";\""),
            (Lines{"1: SELECT ';' || $x$;$x$ /* ; */ -- ;\n, \";\""}));
}

TEST(SqlFile, CommentsBelongToTheStatementBeforeThemOnItsLine) {
  std::string Text = "-- a\nSELECT 1; -- b\n-- c\nSELECT 2 /* d; */; /* e */";
  SqlFile File(Text);
  ASSERT_EQ(File.statements().size(), 2u);
  EXPECT_EQ(File.whole(File.statements()[0]), "-- a\nSELECT 1  -- b");
  EXPECT_EQ(File.whole(File.statements()[1]),
            "-- c\nSELECT 2 /* d; */  /* e */");
}

TEST(SqlFile, WhatIsForPsqlIsLeftOut) {
  EXPECT_EQ(cut("\\set x 1\nSELECT 1;\n\\c db\nSELECT 2 \\gset\nSELECT 3"),
            (Lines{"2: SELECT 1", "4: SELECT 2", "5: SELECT 3"}));
  EXPECT_EQ(cut("COPY t FROM stdin;\n1\t'x\n\\.\nSELECT 1"),
            (Lines{"1: COPY t FROM stdin", "4: SELECT 1"}));
}

TEST(SqlFile, BodiesOfRoutinesAreOneStatement) {
  EXPECT_EQ(cut("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT "
                "CASE WHEN true THEN 2 END; END; SELECT 3")
                .size(),
            2u);
  EXPECT_EQ(cut("CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END;"
                "SELECT 3",
                Dialect::SQLite)
                .size(),
            2u);
  EXPECT_EQ(cut("BEGIN; SELECT 1; END;").size(), 3u);
  EXPECT_EQ(
      cut("CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2);").size(),
      1u);
}

TEST(SqlFile, TheDialectSaysWhereAStringEnds) {
  EXPECT_EQ(cut("SELECT 'it\\'s; x'; SELECT 2", Dialect::MySQL).size(), 2u);
}

} // namespace
