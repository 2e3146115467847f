//===- CompilerFlagsTest.cpp - Other people's compile commands ------------===//
#include "project/CompilerFlags.h"
#include "plugin/CheckGlobs.h"
#include <gmock/gmock.h>

using namespace dbsafe::driver;
using testing::ElementsAre;

namespace {

/// What is left of a command between the compiler and "-- a.cpp".
std::vector<std::string> kept(std::vector<std::string> Line) {
  clang::tooling::CompileCommand Command("/tmp", "a.cpp", std::move(Line), "");
  std::vector<std::string> Args =
      frontEndArguments(Command, *llvm::vfs::getRealFileSystem());
  EXPECT_GE(Args.size(), 3u);
  EXPECT_EQ(Args[Args.size() - 2], "--");
  EXPECT_EQ(Args.back(), "a.cpp");
  Args.erase(Args.begin());
  Args.resize(Args.size() - 2);
  std::erase_if(Args, [](llvm::StringRef Arg) {
    return Arg == "-fsyntax-only" || Arg.starts_with("--driver-mode");
  });
  return Args;
}

TEST(CompilerName, IsKnownByItsForm) {
  for (const char *Name :
       {"gcc", "/usr/bin/g++", "cc", "c++", "clang++-19", "clang-19.1",
        "arm-none-eabi-gcc", "x86_64-w64-mingw32-g++-12-posix", "gcc-12.2.0",
        "g++.exe"})
    EXPECT_TRUE(isCompilerName(Name)) << Name;
  for (const char *Name : {"ccache", "distcc", "cmake", "icecc", "env", "a.cc",
                           "/src/gcc.c", "-cc", "sccache"})
    EXPECT_FALSE(isCompilerName(Name)) << Name;
}

TEST(CompilerFlags, KeepsWhatTheParserNeeds) {
  EXPECT_THAT(
      kept({"g++", "-DA=1", "-I", "inc", "-isystem", "sys", "-std=c++20", "-c",
            "a.cpp", "-o", "a.o"}),
      ElementsAre("-DA=1", "-I", "inc", "-isystem", "sys", "-std=c++20"));
}

TEST(CompilerFlags, DropsWhatClangDoesNotKnow) {
  EXPECT_THAT(kept({"g++", "-fno-such-flag", "-DA", "--no-such=1", "a.cpp"}),
              ElementsAre("-DA"));
}

TEST(CompilerFlags, DropsWrappersOutputsPluginsAndOtherInputs) {
  EXPECT_THAT(kept({"ccache", "g++", "-MD", "-MF", "a.d", "-fplugin=x.so",
                    "-DA", "a.cpp", "b.cpp", "x.o", "-o", "prog"}),
              ElementsAre("-DA"));
  EXPECT_THAT(
      kept({"cmake", "-E", "env", "A=B", "ccache", "g++", "-DA", "a.cpp"}),
      ElementsAre("-DA"));
}

TEST(CompilerFlags, DropsPrecompiledHeadersButNotTheirText) {
  EXPECT_THAT(
      kept({"clang++", "-Winvalid-pch", "-Xclang", "-include-pch", "-Xclang",
            "p.pch", "-Xclang", "-include", "-Xclang", "p.hxx", "a.cpp"}),
      ElementsAre("-Xclang", "-include", "-Xclang", "p.hxx"));
}

TEST(DropRejected, FindsTheFlagInTheDiagnostic) {
  using Words = std::vector<std::string>;
  auto Drop = [](Words Line, Words Diagnostic) {
    Line.insert(Line.begin(), "g++");
    Line.insert(Line.end(), {"--", "a.cpp"});
    dropRejected(Line, Diagnostic);
    return Words(Line.begin() + 1, Line.end() - 2);
  };
  EXPECT_THAT(Drop({"-DA", "-mfoo"}, {"-mfoo", "x86_64"}), ElementsAre("-DA"));
  EXPECT_THAT(Drop({"-march=armv99", "-DA"}, {"armv99", "-march="}),
              ElementsAre("-DA"));
  EXPECT_THAT(Drop({"-march=frob"}, {"frob"}), ElementsAre());
  EXPECT_THAT(Drop({"-DCPU=frob"}, {"frob"}), ElementsAre("-DCPU=frob"));
  EXPECT_THAT(Drop({"-DA", "-Xclang", "-bad"}, {"-bad"}), ElementsAre("-DA"));
  EXPECT_THAT(Drop({"-DA"}, {"-DB"}), ElementsAre("-DA"));
}

TEST(DropRejected, NeverDropsTheSource) {
  std::vector<std::string> Line = {"g++", "--", "a.cpp"};
  EXPECT_FALSE(dropRejected(Line, {std::string("a.cpp")}));
  EXPECT_THAT(Line, ElementsAre("g++", "--", "a.cpp"));
}

TEST(AnalysisKey, IgnoresHowObjectsAreMade) {
  using Words = std::vector<std::string>;
  Words Plain = {"g++", "-DA", "a.cpp"};
  EXPECT_EQ(analysisKey(Plain), analysisKey(Words{"g++", "-fPIC", "-g", "-DA",
                                                  "-Da_EXPORTS", "a.cpp"}));
  EXPECT_NE(analysisKey(Plain), analysisKey(Words{"g++", "-DB", "a.cpp"}));
}

TEST(CheckGlobs, TakingAwayChangesWhatWasOn) {
  using dbsafe::tidy::combineGlobs;
  auto On = [](llvm::StringRef Configured, llvm::StringRef Asked) {
    clang::tidy::GlobList Globs(combineGlobs(Configured, Asked));
    return std::string(Globs.contains("a") ? "a" : "") +
           (Globs.contains("b") ? "b" : "");
  };
  EXPECT_EQ(On("", ""), "ab");
  EXPECT_EQ(On("-a", ""), "b");
  EXPECT_EQ(On("a", ""), "a");
  EXPECT_EQ(On("-a", "-b"), "");
  EXPECT_EQ(On("-a", "a"), "a");
  EXPECT_EQ(On("-a", "-*,a"), "a");
  EXPECT_EQ(On("a", "*"), "ab");
}

TEST(CheckGlobs, NamesThoseThatMatchNothing) {
  EXPECT_THAT(dbsafe::tidy::idleGlobs("-*, a*,,-b,c", {"aa", "b"}),
              ElementsAre("c"));
}

} // namespace
