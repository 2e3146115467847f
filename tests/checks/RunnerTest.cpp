//===- RunnerTest.cpp - The runner of annotated sources itself ------------===//
//
// A test runner that overlooks something makes every test it runs worthless:
// so a missing finding, an unexpected one and a broken front end must each
// make it fail. The front ends here are small scripts that print a report.
//
//===----------------------------------------------------------------------===//
#include "Comparison.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using namespace dbsafe::annotated;

namespace {

Sample parsed(llvm::StringRef Text) {
  auto S = parseSample(Text, "a.cpp");
  EXPECT_TRUE(bool(S)) << llvm::toString(S.takeError());
  return S ? *S : Sample();
}

std::string problem(llvm::StringRef Text) {
  auto S = parseSample(Text, "a.cpp");
  return S ? "" : llvm::toString(S.takeError());
}

Reported finding(unsigned Line, unsigned Column, std::string Check,
                 std::string Message) {
  return {
      "a.cpp", Line, Column, "warning", std::move(Check), std::move(Message),
      {}};
}

TEST(Annotations, StandOnTheirLine) {
  Sample S = parsed("one\ntwo // expect[dbsafe-x]: bind it\n");
  ASSERT_EQ(S.Expectations.size(), 1u);
  EXPECT_EQ(S.Expectations[0].Line, 2u);
  EXPECT_EQ(S.Expectations[0].Check, "dbsafe-x");
  EXPECT_EQ(S.Expectations[0].Text, "bind it");
  EXPECT_EQ(S.Expectations[0].File, "a.cpp");
  EXPECT_FALSE(S.Expectations[0].Column);
}

TEST(Annotations, PointToOtherLines) {
  Sample S = parsed("// expect@+2[dbsafe-x]: a\n\n\n// expect@-1[dbsafe-y]: b");
  ASSERT_EQ(S.Expectations.size(), 2u);
  EXPECT_EQ(S.Expectations[0].Line, 3u);
  EXPECT_EQ(S.Expectations[1].Line, 3u);
}

TEST(Annotations, ShareALineAndMayNameAColumn) {
  Sample S = parsed("x(); // expect[dbsafe-x]:17: a: b "
                    "expect-error[dbsafe-y]: c expect-note[dbsafe-y]:\n");
  ASSERT_EQ(S.Expectations.size(), 3u);
  EXPECT_EQ(S.Expectations[0].Column, 17u);
  EXPECT_EQ(S.Expectations[0].Text, "a: b");
  EXPECT_EQ(S.Expectations[1].Severity, "error");
  EXPECT_EQ(S.Expectations[1].Text, "c");
  EXPECT_TRUE(S.Expectations[2].IsNote);
  EXPECT_EQ(S.Expectations[2].Text, "");
}

TEST(Annotations, AreReadInCommentsOfC) {
  Sample S = parsed("x(); /* expect[dbsafe-x]: bind */\n");
  ASSERT_EQ(S.Expectations.size(), 1u);
  EXPECT_EQ(S.Expectations[0].Text, "bind");
}

TEST(Annotations, SurviveAUriOnTheLine) {
  Sample S = parsed("f(\"postgres://u:p@h/d\"); // expect[dbsafe-x]: secret\n");
  ASSERT_EQ(S.Expectations.size(), 1u);
  EXPECT_EQ(S.Expectations[0].Text, "secret");
}

TEST(Annotations, GiveDirectives) {
  Sample S = parsed("// flags: -std=c++17 -I%S/include\n"
                    "// config: owned.yaml\n// requires: pqxx/pqxx\n");
  EXPECT_EQ(S.Flags, (std::vector<std::string>{"-std=c++17", "-I%S/include"}));
  EXPECT_EQ(S.Config, "owned.yaml");
  EXPECT_EQ(S.Required, std::vector<std::string>{"pqxx/pqxx"});
}

TEST(Annotations, AreNotReadOutOfOtherWords) {
  EXPECT_TRUE(parsed("// we expect [nothing] here\n").Expectations.empty());
  EXPECT_TRUE(parsed("unexpect[dbsafe-x]: a\n").Expectations.empty());
}

TEST(Annotations, ThatAreMalformedAreErrors) {
  EXPECT_NE(problem("// expect[sql-concatenation]: a\n"), "");
  EXPECT_NE(problem("// expect[dbsafe-x] a\n"), "");
  EXPECT_NE(problem("// expect@3[dbsafe-x]: a\n"), "");
  EXPECT_NE(problem("// expect [dbsafe-x]: a\n"), "");
  EXPECT_NE(problem("// expect dbsafe-x: a\n"), "");
  EXPECT_NE(problem("// expect-fix[dbsafe-x]: a\n"), "");
  EXPECT_NE(problem("// expect@-1[dbsafe-x]: a\n"), "");
}

TEST(Comparison, AcceptsWhatIsStated) {
  auto S = parsed("// expect[dbsafe-x]: bind\n");
  EXPECT_TRUE(
      compare(S.Expectations, {finding(1, 4, "dbsafe-x", "bind it")}).empty());
}

TEST(Comparison, TellsMissingAndUnexpectedFindings) {
  auto S = parsed("// expect[dbsafe-x]: bind\n");
  EXPECT_EQ(compare(S.Expectations, {}).size(), 1u);
  EXPECT_EQ(compare({}, {finding(1, 4, "dbsafe-x", "bind it")}).size(), 1u);
  // Another line, check or text is both.
  for (const Reported &Other : {finding(2, 4, "dbsafe-x", "bind it"),
                                finding(1, 4, "dbsafe-y", "bind it"),
                                finding(1, 4, "dbsafe-x", "quote it")})
    EXPECT_EQ(compare(S.Expectations, {Other}).size(), 2u);
}

TEST(Comparison, CountsFindingsOnOneLine) {
  auto S = parsed("// expect[dbsafe-x]: bind\n");
  auto F = finding(1, 4, "dbsafe-x", "bind it");
  EXPECT_EQ(compare(S.Expectations, {F, F}).size(), 1u);
}

TEST(Comparison, LetsPreciseAnnotationsChooseFirst) {
  auto S = parsed("// expect[dbsafe-x]: expect[dbsafe-x]: bind 'a'\n");
  EXPECT_TRUE(compare(S.Expectations, {finding(1, 4, "dbsafe-x", "bind 'a'"),
                                       finding(1, 9, "dbsafe-x", "bind 'b'")})
                  .empty());
}

TEST(Comparison, HoldsColumnAndSeverity) {
  auto F = finding(1, 4, "dbsafe-x", "bind it");
  EXPECT_EQ(
      compare(parsed("// expect[dbsafe-x]:5: bind\n").Expectations, {F}).size(),
      2u);
  EXPECT_EQ(
      compare(parsed("// expect-error[dbsafe-x]: bind\n").Expectations, {F})
          .size(),
      2u);
}

TEST(Comparison, AsksForNotesThatAreStatedOnly) {
  auto F = finding(1, 4, "dbsafe-x", "bind it");
  F.Notes.push_back({"a.cpp", 3, 1, "enters here"});
  auto Stated = parsed("// expect[dbsafe-x]:\n");
  EXPECT_TRUE(compare(Stated.Expectations, {F}).empty());
  auto WithNote = parsed("// expect[dbsafe-x]:\n"
                         "// expect-note@+1[dbsafe-x]: enters\n");
  EXPECT_TRUE(compare(WithNote.Expectations, {F}).empty());
  F.Notes.clear();
  EXPECT_EQ(compare(WithNote.Expectations, {F}).size(), 1u);
}

TEST(Comparison, TellsInWhatFrontEndsDiffer) {
  auto F = finding(1, 4, "dbsafe-x", "bind it");
  auto Moved = finding(1, 5, "dbsafe-x", "bind it");
  EXPECT_TRUE(differences({F}, "a", {F}, "b").empty());
  EXPECT_EQ(differences({F}, "a", {Moved}, "b").size(), 2u);
  EXPECT_EQ(differences({F, F}, "a", {F}, "b").size(), 1u);
}

TEST(TidyOutput, IsReadWithNotes) {
  auto R = parseTidy("/tmp/x/a.cpp:3:7: warning: splices [a] in "
                     "[dbsafe-x,-warnings-as-errors]\n  3 | code\n"
                     "/tmp/x/a.cpp:1:2: note: enters here\n"
                     "/tmp/x/a.cpp:9:1: error: worse [dbsafe-y]\n");
  ASSERT_TRUE(bool(R)) << llvm::toString(R.takeError());
  ASSERT_EQ(R->size(), 2u);
  EXPECT_EQ((*R)[0].File, "a.cpp");
  EXPECT_EQ((*R)[0].Line, 3u);
  EXPECT_EQ((*R)[0].Column, 7u);
  EXPECT_EQ((*R)[0].Check, "dbsafe-x");
  EXPECT_EQ((*R)[0].Message, "splices [a] in");
  ASSERT_EQ((*R)[0].Notes.size(), 1u);
  EXPECT_EQ((*R)[0].Notes[0].Message, "enters here");
  EXPECT_EQ((*R)[1].Severity, "error");
}

TEST(TidyOutput, WithACompilersErrorIsAnError) {
  auto R = parseTidy("a.cpp:3:7: error: unknown type name 'PGcon' "
                     "[clang-diagnostic-error]\n");
  EXPECT_FALSE(bool(R));
  llvm::consumeError(R.takeError());
}

TEST(JsonReport, MustBeWhole) {
  for (llvm::StringRef Bad :
       {"", "[]", "{}", R"({"findings": [{"file": "a.cpp"}]})"}) {
    auto R = parseJson(Bad);
    EXPECT_FALSE(bool(R)) << Bad.str();
    llvm::consumeError(R.takeError());
  }
}

TEST(JsonReport, LeavesOutWhatACommentSuppresses) {
  auto R = parseJson(R"({"findings": [
      {"file": "a.cpp", "line": 1, "column": 2, "severity": "error",
       "check": "dbsafe-x", "message": "bind it", "suppressed": true},
      {"file": "src/b.cpp", "line": 3, "column": 4, "severity": "error",
       "check": "dbsafe-y", "message": "bind it", "suppressed": false,
       "notes": [{"file": "src/c.h", "line": 5, "column": 6,
                  "message": "enters here"}]}]})");
  ASSERT_TRUE(bool(R)) << llvm::toString(R.takeError());
  ASSERT_EQ(R->size(), 1u);
  EXPECT_EQ((*R)[0].Check, "dbsafe-y");
  EXPECT_EQ((*R)[0].File, "b.cpp");
  ASSERT_EQ((*R)[0].Notes.size(), 1u);
  EXPECT_EQ((*R)[0].Notes[0].Line, 5u);
}

/// Runs the runner itself with a front end that is a script.
class Runner : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> Path;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("runner", Path));
    Folder = Path.str().str();
  }
  void TearDown() override { std::filesystem::remove_all(Folder); }

  std::string write(const std::string &Name, const std::string &Content) {
    std::filesystem::path Path = Folder / Name;
    std::ofstream(Path) << Content;
    std::filesystem::permissions(Path, std::filesystem::perms::owner_all);
    return Path.string();
  }

  /// A dbsafe that reports one finding on line 2, or none.
  std::string command(bool Finds, int ExitCode) {
    std::string Findings = Finds ? R"({"file": "'"$4"'", "line": 2, "column": 3,
                    "severity": "warning", "check": "dbsafe-x",
                    "message": "bind it"})"
                                 : "";
    return write("dbsafe", "#!/bin/sh\necho '{\"findings\": [" + Findings +
                               "]}'\nexit " + std::to_string(ExitCode) + "\n");
  }

  int run(std::vector<std::string> Arguments) {
    Arguments.insert(Arguments.begin(), ANNOTATED_SOURCES);
    llvm::SmallVector<llvm::StringRef, 8> Refs(Arguments.begin(),
                                               Arguments.end());
    llvm::StringRef Silent("");
    return llvm::sys::ExecuteAndWait(ANNOTATED_SOURCES, Refs, std::nullopt,
                                     {Silent, Silent, Silent});
  }

  std::filesystem::path Folder;
  std::string Stating = "int x;\n  y(); // expect[dbsafe-x]: bind\n";
  std::string Silent = "int x;\n  y();\n";
};

TEST_F(Runner, PassesWhatIsAsStated) {
  EXPECT_EQ(run({"--dbsafe", command(true, 1), write("a.cpp", Stating)}), 0);
  EXPECT_EQ(run({"--dbsafe", command(false, 0), write("b.cpp", Silent)}), 0);
}

TEST_F(Runner, FailsOnAMissingFinding) {
  EXPECT_EQ(run({"--dbsafe", command(false, 0), write("a.cpp", Stating)}), 1);
}

TEST_F(Runner, FailsOnAnUnexpectedFinding) {
  EXPECT_EQ(run({"--dbsafe", command(true, 1), write("a.cpp", Silent)}), 1);
}

TEST_F(Runner, FailsOnAnExitCodeThatDoesNotFit) {
  EXPECT_EQ(run({"--dbsafe", command(true, 0), write("a.cpp", Stating)}), 2);
  EXPECT_EQ(run({"--dbsafe", command(false, 2), write("b.cpp", Silent)}), 2);
}

TEST_F(Runner, FailsWithoutAFrontEnd) {
  std::string Sample = write("a.cpp", Silent);
  EXPECT_EQ(run({Sample}), 2);
  EXPECT_EQ(run({"--dbsafe", (Folder / "none").string(), Sample}), 2);
}

TEST_F(Runner, FailsWhenFrontEndsDiffer) {
  std::string Tidy = write("tidy", "#!/bin/sh\necho \"a.cpp:2:4: warning: "
                                   "bind it [dbsafe-x]\"\n");
  std::string Same = write("same", "#!/bin/sh\necho \"a.cpp:2:3: warning: "
                                   "bind it [dbsafe-x]\"\n");
  std::string Dbsafe = command(true, 1), Sample = write("a.cpp", Stating);
  EXPECT_EQ(run({"--dbsafe", Dbsafe, "--clang-tidy", Same, "--plugin", "p.so",
                 Sample}),
            0);
  EXPECT_EQ(run({"--dbsafe", Dbsafe, "--clang-tidy", Tidy, "--plugin", "p.so",
                 Sample}),
            1);
}

TEST_F(Runner, FailsWhenClangTidyLoadsNoPlugin) {
  std::string Tidy =
      write("tidy", "#!/bin/sh\necho 'p.so: load request ignored' >&2\n");
  EXPECT_EQ(
      run({"--clang-tidy", Tidy, "--plugin", "p.so", write("a.cpp", Silent)}),
      2);
}

TEST_F(Runner, SkipsWhatNeedsAMissingHeader) {
  std::string Sample =
      write("a.cpp", "// requires: no/such_header.h\n" + Stating);
  EXPECT_EQ(run({"--dbsafe", command(false, 0), Sample}), 77);
}

TEST_F(Runner, GivesASampleItsConfigurationAndNoOther) {
  write("owned.yaml", "checks: '*'\n");
  std::string Dbsafe =
      write("dbsafe", "#!/bin/sh\n[ -e \"$(dirname \"$4\")/.dbsafe.yaml\" ] && "
                      "echo '{\"findings\": []}'\n");
  EXPECT_EQ(run({"--dbsafe", Dbsafe,
                 write("a.cpp", "// config: owned.yaml\n" + Silent)}),
            0);
  EXPECT_NE(run({"--dbsafe", Dbsafe, write("b.cpp", Silent)}), 0);
}

TEST_F(Runner, ReadsAnnotationsOfIncludedHeaders) {
  write("b.h", Stating);
  std::string Dbsafe =
      write("dbsafe", "#!/bin/sh\necho '{\"findings\": [{\"file\": \"b.h\", "
                      "\"line\": 2, \"column\": 3, \"severity\": \"warning\", "
                      "\"check\": \"dbsafe-x\", \"message\": \"bind it\"}]}'\n"
                      "exit 1\n");
  EXPECT_EQ(run({"--dbsafe", Dbsafe, write("a.cpp", "#include \"b.h\"\n")}), 0);
}

} // namespace
