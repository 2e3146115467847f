//===- PluginTest.cpp - The checks inside of clang-tidy -------------------===//
#include "Workspace.h"
#include "plugin/VersionGuard.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

class Plugin : public Workspace {
protected:
  Plugin() {
    write("a.cpp", "#include \"db.h\"\n"
                   "void f(const char *p) {\n"
                   "  query(p); query_outside(p); login(\"x\");\n"
                   "  query(\"q\"); // NOLINT(dbsafe-fake-query)\n"
                   "  // NOLINTBEGIN(dbsafe-*)\n"
                   "  query(\"r\");\n"
                   "  // NOLINTEND(dbsafe-*)\n"
                   "}\n");
  }

  void SetUp() override {
    if (!std::filesystem::exists(DBSAFE_CLANG_TIDY))
      GTEST_SKIP() << DBSAFE_CLANG_TIDY " is not installed";
  }

  Ran tidy(const std::string &Arguments, const std::string &Files = "a.cpp",
           const std::string &Folder = ".") const {
    return shell(DBSAFE_CLANG_TIDY " --load " DBSAFE_FAKE_PLUGIN
                                   " --checks='-*,dbsafe-*' " +
                     Arguments + " " + Files + " --",
                 Folder);
  }

  /// The lines that report findings and notes, without their folders.
  static std::string findings(const std::string &Out) {
    std::istringstream Lines(Out);
    std::string All;
    for (std::string Line; std::getline(Lines, Line);)
      for (const char *Kind : {": warning: ", ": error: ", ": note: "})
        if (Line.find(Kind) != std::string::npos)
          All += Line.substr(Line.rfind('/', Line.find(Kind)) + 1) + "\n";
    return All;
  }
};

TEST_F(Plugin, FindsWhatTheCommandFinds) {
  Ran Command = dbsafe("check a.cpp --");
  EXPECT_EQ(findings(tidy("").Out), findings(Command.Out));
  EXPECT_EQ(count(Command.Out, "warning:"), 2u);
  EXPECT_EQ(count(Command.Out, ": error:"), 1u);
}

TEST_F(Plugin, AnErrorFindingFailsClangTidy) {
  EXPECT_EQ(tidy("").Code, 1);
  write("mild.cpp", "#include \"db.h\"\nvoid f() { query(\"a\"); }\n");
  EXPECT_EQ(tidy("", "mild.cpp").Code, 0);
}

TEST_F(Plugin, EveryFileIsAnalysed) {
  write("b.cpp", "#include \"db.h\"\nvoid f() { query(\"a\"); }\n");
  std::string Out = tidy("", "a.cpp b.cpp a.cpp").Out;
  EXPECT_THAT(Out, HasSubstr("b.cpp:2:18: warning"));
}

TEST_F(Plugin, ListsItsChecks) {
  Ran R = tidy("--list-checks");
  EXPECT_THAT(R.Out, HasSubstr("dbsafe-fake-query\n"));
  EXPECT_THAT(R.Out, HasSubstr("dbsafe-fake-secret\n"));
}

TEST_F(Plugin, OneCheckAlone) {
  std::string Out = tidy("--checks='-*,dbsafe-fake-secret'").Out;
  EXPECT_EQ(count(Out, "[dbsafe-fake-secret]"), 1u);
  EXPECT_THAT(Out, Not(HasSubstr("[dbsafe-fake-query]")));
}

TEST_F(Plugin, OptionsComeFromCheckOptions) {
  std::string Config = "--config='{CheckOptions: [{key: "
                       "dbsafe-fake-query.Loud, value: \"true\"}]}'";
  EXPECT_THAT(tidy(Config).Out, HasSubstr("database! [dbsafe-fake-query]"));
  EXPECT_THAT(tidy("--dump-config").Out, HasSubstr("dbsafe-fake-query.Loud"));
}

TEST_F(Plugin, TheNearestConfigurationApplies) {
  write(".dbsafe.yaml", "checks: -dbsafe-fake-secret\n"
                        "options: {dbsafe-fake-query.Loud: true}\n");
  std::string Out = tidy("").Out;
  EXPECT_THAT(Out, Not(HasSubstr("[dbsafe-fake-secret]")));
  EXPECT_THAT(Out, HasSubstr("database! ["));
  // What .clang-tidy says itself goes first.
  EXPECT_THAT(tidy("--config='{CheckOptions: [{key: dbsafe-fake-query.Loud, "
                   "value: \"false\"}]}'")
                  .Out,
              Not(HasSubstr("database! [")));
}

TEST_F(Plugin, AConfigurationMayBeNamed) {
  write("conf/loud.yaml", "options: {dbsafe-fake-query.Loud: true}\n");
  std::string Config = "--config='{CheckOptions: [{key: "
                       "dbsafe-fake-query.Config, value: conf/loud.yaml}]}'";
  EXPECT_THAT(tidy(Config).Out, HasSubstr("database! ["));
}

TEST_F(Plugin, ABrokenConfigurationFailsLoudly) {
  write(".dbsafe.yaml", "shema: [x]\n");
  Ran R = tidy("");
  EXPECT_NE(R.Code, 0);
  EXPECT_THAT(R.Out, HasSubstr(".dbsafe.yaml:1:1: error: "));
  EXPECT_THAT(R.Out, Not(HasSubstr("[dbsafe-fake-query]")));
}

TEST_F(Plugin, StopsUnderAnotherClangTidy) {
  if (!std::filesystem::exists(DBSAFE_OTHER_CLANG_TIDY))
    GTEST_SKIP() << DBSAFE_OTHER_CLANG_TIDY " is not installed";
  for (const char *Module : {DBSAFE_FAKE_PLUGIN, DBSAFE_PLUGIN}) {
    Ran R = shell(std::string(DBSAFE_OTHER_CLANG_TIDY " --load ") + Module +
                  " --checks='-*,dbsafe-*,bugprone-*' a.cpp --");
    EXPECT_EQ(R.Code, 3) << R.Err;
    EXPECT_THAT(R.Err, HasSubstr("this plugin is built for clang-tidy"));
  }
}

TEST(VersionGuard, ReadsMajorAndMinor) {
  using dbsafe::tidy::majorMinor;
  EXPECT_EQ(majorMinor("19.1.7"), "19.1");
  EXPECT_EQ(majorMinor("Debian clang version 19.1.7 (3~deb12u1)"), "19.1");
  EXPECT_EQ(majorMinor("clang version 22.1.0git (https://x 1.2.3)"), "22.1");
  EXPECT_EQ(majorMinor("clang version 22.1"), "22.1");
  EXPECT_EQ(majorMinor("clang"), "");
}

TEST(VersionGuard, AcceptsPatchReleasesOnly) {
  using dbsafe::tidy::versionMismatch;
  EXPECT_EQ(versionMismatch("19.1.7", "Debian clang version 19.1.4 (x)"), "");
  EXPECT_THAT(versionMismatch("19.1.7", "clang version 22.1.8"),
              HasSubstr("Use clang-tidy-19"));
  EXPECT_NE(versionMismatch("19.1.7", "clang version 19.2.0"), "");
  EXPECT_NE(versionMismatch("19.1.7", "no number here"), "");
}

} // namespace
