//===- CommandLineTest.cpp - What the command answers to what is typed ----===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

using CommandLine = Workspace;

TEST_F(CommandLine, AloneItPrintsHelpAndFails) {
  Ran R = dbsafe("");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Out, HasSubstr("check"));
  EXPECT_THAT(R.Out, HasSubstr("EXIT CODES"));
}

TEST_F(CommandLine, HelpNamesOurOptionsOnly) {
  for (const char *Line : {"--help", "check --help"}) {
    Ran R = dbsafe(Line);
    EXPECT_EQ(R.Code, 0) << Line;
    EXPECT_THAT(R.Out, HasSubstr("--checks"));
    EXPECT_THAT(R.Out, Not(HasSubstr("x86")));
    EXPECT_THAT(R.Out, Not(HasSubstr("--color")));
  }
}

TEST_F(CommandLine, VersionNamesTheClangInside) {
  Ran R = dbsafe("--version");
  EXPECT_EQ(R.Code, 0);
  EXPECT_THAT(R.Out, HasSubstr("dbsafe "));
  EXPECT_THAT(R.Out, HasSubstr("(clang "));
}

TEST_F(CommandLine, UsageErrorsAreNamed) {
  const std::pair<const char *, const char *> Mistakes[] = {
      {"chekc", "did you mean 'check'"},
      {"check --chekcs=x", "--chekcs"},
      {"check --x86-asm-syntax=intel", "--x86-asm-syntax"},
      {"check --format=xml", "xml"},
      {"check -j0 a.cpp --", "-j takes a number from 1 up"},
      {"check -jx a.cpp --", "'x'"},
      {"check --", "no file to use them for"},
      {"check -p build a.cpp -- -DX", "one of the two"},
      {"explain", "needs a check's name"},
  };
  for (auto [Line, Expected] : Mistakes) {
    Ran R = dbsafe(Line);
    EXPECT_EQ(R.Code, 2) << Line;
    EXPECT_THAT(R.Err, HasSubstr(Expected)) << Line;
  }
}

TEST_F(CommandLine, ListsChecksWithTheirSummaries) {
  for (const char *Line : {"--list-checks", "check --list-checks"}) {
    Ran R = dbsafe(Line);
    EXPECT_EQ(R.Code, 0);
    EXPECT_THAT(R.Out, HasSubstr("dbsafe-fake-query   Fake text in a query"));
    EXPECT_THAT(R.Out, HasSubstr("dbsafe-fake-secret"));
  }
  Ran Some = dbsafe("--list-checks --checks='-*,*secret'");
  EXPECT_THAT(Some.Out, HasSubstr("dbsafe-fake-secret"));
  EXPECT_THAT(Some.Out, Not(HasSubstr("dbsafe-fake-query")));
}

TEST_F(CommandLine, ExplainPrintsTheCheckPage) {
  for (const char *Line : {"explain dbsafe-fake-query", "explain fake-query"}) {
    Ran R = dbsafe(Line);
    EXPECT_EQ(R.Code, 0);
    EXPECT_EQ(R.Out, "# dbsafe-fake-query\n\nFake text.\n");
  }
}

TEST_F(CommandLine, ExplainSuggestsTheNearestName) {
  Ran R = dbsafe("explain dbsafe-fake-qury");
  EXPECT_EQ(R.Code, 2);
  EXPECT_EQ(R.Out, "");
  EXPECT_THAT(R.Err, HasSubstr("did you mean 'dbsafe-fake-query'?"));
  EXPECT_THAT(dbsafe("explain secret").Err,
              HasSubstr("did you mean 'dbsafe-fake-secret'?"));
}

} // namespace
