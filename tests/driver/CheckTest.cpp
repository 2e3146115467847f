//===- CheckTest.cpp - dbsafe check from end to end -----------------------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

class Check : public Workspace {
protected:
  Check() {
    write("clean.cpp", "#include \"db.h\"\nint clean() { return 1; }\n");
    write("found.cpp", "#include \"db.h\"\nvoid f() { query(\"a\"); }\n");
    write("broken.cpp", "#include \"db.h\"\nint x = missing;\n"
                        "void f() { query(\"b\"); }\n");
  }
};

TEST_F(Check, ExitCodes) {
  EXPECT_EQ(dbsafe("check clean.cpp --").Code, 0);
  EXPECT_EQ(dbsafe("check found.cpp --").Code, 1);
  EXPECT_EQ(dbsafe("check broken.cpp --").Code, 2);
  EXPECT_EQ(dbsafe("check absent.cpp --").Code, 2);
}

TEST_F(Check, TextReport) {
  Ran R = dbsafe("check found.cpp --");
  EXPECT_EQ(R.Out,
            "found.cpp:2:18: warning: 100% fake text reaches the database "
            "[dbsafe-fake-query]\n"
            "    2 | void f() { query(\"a\"); }\n"
            "      |                  ^~~\n"
            "dbsafe: 1 finding (0 errors, 1 warning) in 1 file; 1 file "
            "checked\n");
  EXPECT_EQ(R.Err, "");
  EXPECT_EQ(dbsafe("check clean.cpp --").Out,
            "dbsafe: no findings; 1 file checked\n");
}

TEST_F(Check, NotesFollowTheirFinding) {
  write("path.cpp", "#include \"db.h\"\n"
                    "void f(const char *text) {\n"
                    "\tquery_outside(text);\n}\n");
  Ran R = dbsafe("check path.cpp --");
  EXPECT_THAT(R.Out,
              HasSubstr("path.cpp:3:16: error: 100% fake text reaches the "
                        "database [dbsafe-fake-query]\n"
                        "    3 |     query_outside(text);\n"
                        "      |                   ^~~~\n"
                        "path.cpp:2:8: note: the text was declared here\n"
                        "    2 | void f(const char *text) {\n"
                        "      |        ^~~~~~~~~~~~~~~~\n"));
  EXPECT_THAT(R.Out, HasSubstr("1 finding (1 error, 0 warnings)"));
}

TEST_F(Check, QuietLeavesTheSummaryOut) {
  Ran R = dbsafe("check --quiet found.cpp --");
  EXPECT_THAT(R.Out, HasSubstr("[dbsafe-fake-query]"));
  EXPECT_THAT(R.Out, Not(HasSubstr("dbsafe: ")));
  EXPECT_EQ(dbsafe("check --quiet clean.cpp --").Out, "");
}

TEST_F(Check, ABrokenFileIsNamedAndTheOthersGoOn) {
  Ran R = dbsafe("check broken.cpp found.cpp absent.cpp --");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("broken.cpp:2:9: error: use of undeclared "
                               "identifier 'missing'\n"));
  EXPECT_THAT(R.Err, HasSubstr("absent.cpp: error: no such file\n"));
  EXPECT_THAT(R.Out, HasSubstr("found.cpp:2:18: warning"));
  EXPECT_THAT(R.Out, HasSubstr("broken.cpp:3:18: warning"));
  EXPECT_THAT(R.Out, HasSubstr("3 files checked, of these 2 not in full"));
}

TEST_F(Check, ManyErrorsAreCountedNotListed) {
  std::string Text;
  for (int I = 0; I < 30; ++I)
    Text += "int a" + std::to_string(I) + " = missing;\n";
  write("many.cpp", Text);
  Ran R = dbsafe("check many.cpp --");
  EXPECT_EQ(count(R.Err, "use of undeclared"), 5u);
  EXPECT_THAT(R.Err, HasSubstr("and 25 more errors"));
}

TEST_F(Check, AMissingHeaderIsAnError) {
  write("lost.cpp", "#include \"gone.h\"\n");
  Ran R = dbsafe("check lost.cpp --");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err,
              HasSubstr("lost.cpp:1:10: error: 'gone.h' file not found"));
}

TEST_F(Check, WhatOtherCompilersOnlyWarnAboutIsNoError) {
  write("old.c", "int main(void) { return implicit_function(1); }\n");
  Ran R = dbsafe("check old.c -- -std=c99");
  EXPECT_EQ(R.Code, 0) << R.Err;
  write("narrow.cpp", "int n = 1; unsigned char c[] = {n};\n");
  EXPECT_EQ(dbsafe("check narrow.cpp --").Code, 0);
}

TEST_F(Check, ACrashIsAFailureOfItsFileAlone) {
  write("crash.cpp", "#include \"db.h\"\nvoid f() { crash(); }\n");
  Ran R = dbsafe("check crash.cpp found.cpp --");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("crash.cpp: error: dbsafe crashed"));
  EXPECT_THAT(R.Out, HasSubstr("found.cpp:2:18: warning"));
}

TEST_F(Check, WarningsOfTheCompilerAreNotOurs) {
  write("warn.cpp", "#warning look here\nint f() { int unused; }\n");
  Ran R = dbsafe("check warn.cpp -- -Wall -Werror -pedantic-errors");
  EXPECT_EQ(R.Code, 0) << R.Err;
  EXPECT_EQ(R.Err, "");
}

TEST_F(Check, AnyNumberOfThreadsGivesTheSameReport) {
  std::string Files;
  for (int I = 0; I < 12; ++I) {
    std::string Name = "unit" + std::to_string(I) + ".cpp";
    write(Name, "#include \"inline.h\"\nvoid f" + std::to_string(I) +
                    "(const char *p) { query(\"a\"); query_outside(p); }\n" +
                    (I % 5 == 0 ? "int x = missing;\n" : ""));
    Files += " " + Name;
  }
  write("inline.h", "#pragma once\n#include \"db.h\"\n"
                    "inline void g() { query(\"in a header\"); }\n");
  Ran One = dbsafe("check -j1" + Files + " --");
  Ran Four = dbsafe("check -j 4" + Files + " --");
  EXPECT_EQ(One.Code, 2);
  EXPECT_EQ(One.Out, Four.Out);
  EXPECT_EQ(One.Err, Four.Err);
  EXPECT_EQ(count(One.Out, "inline.h:3:25: warning"), 1u);
  EXPECT_LT(One.Out.find("inline.h:3"), One.Out.find("unit0.cpp:2"));
}

TEST_F(Check, SystemHeadersHaveNoFindings) {
  write("system/sys.h", "inline void s() { query(\"s\"); }\n");
  write("uses.cpp", "#include \"db.h\"\n#include <sys.h>\n");
  EXPECT_EQ(dbsafe("check uses.cpp -- -isystem system").Code, 0);
  EXPECT_EQ(dbsafe("check uses.cpp -- -I system").Code, 1);
}

TEST_F(Check, BodiesInSystemHeadersThatTheParserNeedsAreKept) {
  write("system/sys.h", "constexpr int three() { return 3; }\n"
                        "inline auto deduced() { return 1.5; }\n"
                        "template <class T> auto twice(T t) { return t + t; }\n"
                        "inline int plain() { return 1; }\n");
  write("uses.cpp", "#include <sys.h>\n"
                    "static_assert(three() == 3);\n"
                    "static_assert(sizeof(deduced()) == sizeof(double));\n"
                    "static_assert(sizeof(twice('a')) == sizeof(int));\n"
                    "int main() { return plain(); }\n");
  Ran R = dbsafe("check uses.cpp -- -std=c++20 -isystem system");
  EXPECT_EQ(R.Code, 0) << R.Err;
}

TEST_F(Check, OutputGoesWhereItIsWanted) {
  Ran R = dbsafe("check --output report.txt found.cpp --");
  EXPECT_EQ(R.Code, 1);
  EXPECT_EQ(R.Out, "");
  EXPECT_THAT(read("report.txt"), HasSubstr("[dbsafe-fake-query]"));
  Ran Bad = dbsafe("check --output no/such/folder/report.txt found.cpp --");
  EXPECT_EQ(Bad.Code, 2);
  EXPECT_THAT(Bad.Err, HasSubstr("cannot write 'no/such/folder/report.txt'"));
}

TEST_F(Check, AFullDiskIsTold) {
  if (!std::filesystem::exists("/dev/full"))
    GTEST_SKIP() << "there is no /dev/full here";
  Ran R = shell(DBSAFE_FAKE_COMMAND " check found.cpp -- > /dev/full");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("cannot write the report"));
}

TEST_F(Check, ChecksAreSelectedByGlobs) {
  write("both.cpp", "#include \"db.h\"\n"
                    "void f() { query(\"a\"); login(\"b\"); }\n");
  auto Found = [&](const std::string &Globs) {
    std::string Out = dbsafe("check --checks='" + Globs + "' both.cpp --").Out;
    return std::pair(count(Out, "[dbsafe-fake-query]"),
                     count(Out, "[dbsafe-fake-secret]"));
  };
  EXPECT_EQ(Found("*"), std::pair(1ul, 1ul));
  EXPECT_EQ(Found("-*,dbsafe-fake-secret"), std::pair(0ul, 1ul));
  EXPECT_EQ(Found("dbsafe-fake-secret"), std::pair(0ul, 1ul));
  EXPECT_EQ(Found("-dbsafe-fake-secret"), std::pair(1ul, 0ul));
  EXPECT_EQ(Found("-*,dbsafe-*,-*-query"), std::pair(0ul, 1ul));
}

TEST_F(Check, AGlobThatMatchesNothingIsAnError) {
  Ran R = dbsafe("check --checks='-*,dbsafe-fake-querry' found.cpp --");
  EXPECT_EQ(R.Code, 2);
  EXPECT_EQ(R.Out, "");
  EXPECT_THAT(R.Err, HasSubstr("'dbsafe-fake-querry' matches no check; did "
                               "you mean 'dbsafe-fake-query'?"));
  Ran None = dbsafe("check --checks='-*' found.cpp --");
  EXPECT_EQ(None.Code, 2);
  EXPECT_THAT(None.Err, HasSubstr("leaves no check to run"));
}

TEST_F(Check, TheNearestConfigurationApplies) {
  write(".dbsafe.yaml", "checks: -dbsafe-fake-query\n");
  EXPECT_EQ(dbsafe("check found.cpp --").Code, 0);
  EXPECT_EQ(dbsafe("check --checks='*' found.cpp --").Code, 1);
  write("other.yaml", "options: {dbsafe-fake-query.Loud: true}\n");
  EXPECT_THAT(dbsafe("check --config other.yaml found.cpp --").Out,
              HasSubstr("database! ["));
}

TEST_F(Check, ABrokenConfigurationIsAnErrorToldOnce) {
  write(".dbsafe.yaml", "shema: [a.sql]\n");
  Ran R = dbsafe("check found.cpp clean.cpp --");
  EXPECT_EQ(R.Code, 2);
  EXPECT_EQ(count(R.Err, ".dbsafe.yaml:1:1: error: "), 1u) << R.Err;
  EXPECT_THAT(R.Err, HasSubstr("schema"));
  Ran Given = dbsafe("check --config absent.yaml found.cpp --");
  EXPECT_EQ(Given.Code, 2);
  EXPECT_THAT(Given.Err, HasSubstr("absent.yaml"));
}

TEST_F(Check, TheResourceDirectoryIsVerified) {
  Ran R = dbsafe("check --resource-dir=. found.cpp --");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("holds no include/stddef.h"));
}

TEST_F(Check, NoLintCommentsCountAsInClangTidy) {
  write("lint.cpp", "#include \"db.h\"\n"
                    "void f() {\n"
                    "  query(\"1\"); // NOLINT\n"
                    "  query(\"2\"); // NOLINT(dbsafe-fake-query): known text\n"
                    "  query(\"3\"); // NOLINT(dbsafe-*)\n"
                    "  // NOLINTNEXTLINE(dbsafe-fake-query)\n"
                    "  query(\"4\");\n"
                    "  // NOLINTBEGIN(dbsafe-fake-query)\n"
                    "  query(\"5\");\n"
                    "  // NOLINTEND(dbsafe-fake-query)\n"
                    "  query(\"6\"); // NOLINT(bugprone-*)\n"
                    "  query(\"7\");\n"
                    "}\n");
  Ran R = dbsafe("check lint.cpp --");
  EXPECT_EQ(count(R.Out, "warning:"), 2u);
  EXPECT_THAT(R.Out, HasSubstr("lint.cpp:11:9: warning"));
  EXPECT_THAT(R.Out, HasSubstr("lint.cpp:12:9: warning"));
  EXPECT_THAT(R.Out, HasSubstr("5 findings suppressed by NOLINT"));
}

TEST_F(Check, WhatCannotBeDecidedIsCounted) {
  write("perhaps.h", "inline void perhaps(const char *) {}\n"
                     "inline void g() { perhaps(\"0\"); }\n");
  write("a.cpp", "#include \"perhaps.h\"\n"
                 "void f() {\n"
                 "  perhaps(\"1\");\n"
                 "  perhaps(\"2\"); // NOLINT(dbsafe-fake-query)\n"
                 "}\n");
  write("b.cpp", "#include \"perhaps.h\"\n");
  Ran R = dbsafe("check a.cpp b.cpp --");
  EXPECT_EQ(R.Code, 0) << R.Err;
  EXPECT_THAT(R.Out, HasSubstr("dbsafe: no findings; 2 files checked; 2 "
                               "statements undecided"));
  EXPECT_EQ(count(dbsafe("check b.cpp --").Out, "1 statement undecided"), 1u);
}

TEST_F(Check, SomeChecksAskForAReasonInNoLintComments) {
  write("lint.cpp",
        "#include \"db.h\"\n"
        "void f() {\n"
        "  login(\"1\"); // NOLINT(dbsafe-fake-secret): a test's\n"
        "  login(\"2\"); // NOLINT(dbsafe-fake-secret)\n"
        "  // NOLINTNEXTLINE(dbsafe-fake-query, dbsafe-fake-secret) known\n"
        "  login(\"3\");\n"
        "  /* NOLINTNEXTLINE(dbsafe-fake-secret): */\n"
        "  login(\"4\");\n"
        "  query(\"5\"); // NOLINT(dbsafe-fake-query)\n"
        "  f(); // NOLINT(dbsafe-fake-secret): was a secret once\n"
        "  f(); // NOLINT(dbsafe-fake-query)\n"
        "  f(); // NOLINT(dbsafe-*)\n"
        "  const char *s = \"// NOLINT(dbsafe-fake-secret)\";\n"
        "}\n");
  Ran R = dbsafe("check lint.cpp --");
  EXPECT_EQ(R.Code, 1);
  EXPECT_EQ(count(R.Out, "warning:"), 3u) << R.Out;
  EXPECT_THAT(R.Out, HasSubstr("lint.cpp:4:15: warning: this NOLINT gives no "
                               "reason: write why this is meant, as in // "
                               "NOLINT(dbsafe-fake-secret): nightly report "
                               "[dbsafe-fake-secret]"));
  EXPECT_THAT(R.Out, HasSubstr("lint.cpp:7:3: warning: this NOLINTNEXTLINE "
                               "gives no reason"));
  EXPECT_THAT(R.Out,
              HasSubstr("lint.cpp:10:8: warning: this "
                        "NOLINT(dbsafe-fake-secret) suppresses nothing"));
}

TEST_F(Check, OnlySuppressedFindingsMeanNothingFound) {
  write("lint.cpp",
        "#include \"db.h\"\nvoid f() { query(\"1\"); } // NOLINT\n");
  EXPECT_EQ(dbsafe("check lint.cpp --").Code, 0);
}

TEST_F(Check, AnUnclosedNoLintBlockIsAnError) {
  write("lint.cpp", "#include \"db.h\"\n// NOLINTBEGIN\n"
                    "void f() { query(\"1\"); }\n");
  Ran R = dbsafe("check lint.cpp --");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("lint.cpp:2:4: error: unmatched 'NOLINTBEGIN'"));
}

TEST_F(Check, SecretsAreNeverShown) {
  write("secret.cpp",
        "#include \"db.h\"\n"
        "void f() {\n"
        "  login(\"hunter2\"); query(\"host=db user=u password=hunter2\");\n"
        "  login(R\"(\nhunter2)\");\n"
        "  const char *kept = \"hunter2\"; login(kept);\n"
        "}\n");
  for (const char *Format : {"text", "json", "sarif"}) {
    Ran R = dbsafe(std::string("check --format ") + Format + " secret.cpp --");
    EXPECT_EQ(R.Code, 1);
    EXPECT_THAT(R.Out, Not(HasSubstr("hunter2"))) << Format;
    EXPECT_THAT(R.Out, HasSubstr("secret.cpp"));
  }
  EXPECT_THAT(dbsafe("check secret.cpp --").Out, HasSubstr("login(\"***\");"));
}

TEST_F(Check, ColoursAreForTerminals) {
  EXPECT_THAT(dbsafe("check found.cpp --").Out, Not(HasSubstr("\033[")));
}

} // namespace
