//===- ProjectTest.cpp - Finding and reading other people's builds --------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

class Project : public Workspace {
protected:
  Project() {
    write("src/a.cpp", "#include \"db.h\"\nvoid a() { query(\"a\"); }\n");
    write("src/b.cpp", "#include \"db.h\"\nvoid b() { query(\"b\"); }\n");
  }
  const Entry A{"src/a.cpp", "g++ -I. -c src/a.cpp -o a.o"};
  const Entry B{"src/b.cpp", "g++ -I. -c src/b.cpp -o b.o"};
};

TEST_F(Project, WithoutADatabaseTheErrorSaysWhatToDo) {
  Ran R = dbsafe("check");
  EXPECT_EQ(R.Code, 2);
  EXPECT_EQ(R.Out, "");
  EXPECT_THAT(R.Err, HasSubstr("no compile_commands.json"));
  EXPECT_THAT(R.Err, HasSubstr("-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"));
  EXPECT_THAT(R.Err, HasSubstr("-- FLAGS"));
}

TEST_F(Project, TheDatabaseIsFoundInTheUsualPlaces) {
  for (const char *Place :
       {".", "build", "build/release", "out", "out/x64", "cmake-build-debug"}) {
    database(Place, {A, B});
    Ran R = dbsafe("check");
    EXPECT_EQ(R.Code, 1) << Place << R.Err;
    EXPECT_EQ(count(R.Out, "warning:"), 2u) << Place;
    EXPECT_EQ(R.Err, "") << Place;
    // From below the project's folder, only what is there.
    EXPECT_EQ(count(dbsafe("check", "src").Out, "warning:"), 2u) << Place;
    std::filesystem::remove(Root + "/" + Place + "/compile_commands.json");
  }
}

TEST_F(Project, PathsSelectFiles) {
  write("other/c.cpp", "#include \"db.h\"\nvoid c() { query(\"c\"); }\n");
  write("src-more/d.cpp", "#include \"db.h\"\nvoid d() { query(\"d\"); }\n");
  database("build", {A,
                     B,
                     {"other/c.cpp", "g++ -I. -c other/c.cpp"},
                     {"src-more/d.cpp", "g++ -I. -c src-more/d.cpp"}});
  EXPECT_EQ(count(dbsafe("check").Out, "warning:"), 4u);
  EXPECT_EQ(count(dbsafe("check src").Out, "warning:"), 2u);
  EXPECT_EQ(count(dbsafe("check ./src/../src/").Out, "warning:"), 2u);
  EXPECT_EQ(count(dbsafe("check src/b.cpp other").Out, "warning:"), 2u);
  EXPECT_EQ(count(dbsafe("check -p build", "src").Out, "warning:"), 0u);
  EXPECT_EQ(count(dbsafe("check -p ../build", "src").Out, "warning:"), 2u);
  EXPECT_EQ(count(dbsafe("check -p ../build/compile_commands.json", "src").Out,
                  "warning:"),
            2u);
}

TEST_F(Project, APathWithoutAnyFileIsAnError) {
  database("build", {A});
  write("docs/readme.txt", "");
  const std::pair<const char *, const char *> Mistakes[] = {
      {"check docs src", "docs: error: no file below this folder"},
      {"check src/b.cpp src", "src/b.cpp: error: has no compile command"},
      {"check gone src", "gone: error: no such file or folder"},
  };
  for (auto [Line, Expected] : Mistakes) {
    Ran R = dbsafe(Line);
    EXPECT_EQ(R.Code, 2);
    EXPECT_THAT(R.Err, HasSubstr(Expected));
    EXPECT_THAT(R.Out, HasSubstr("src/a.cpp:2:18: warning")) << Line;
  }
}

TEST_F(Project, AFileOfTheDatabaseThatIsGoneIsAnError) {
  database("build", {A, {"src/gone.cpp", "g++ -c src/gone.cpp"}});
  Ran R = dbsafe("check");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("src/gone.cpp: error: the compile database "
                               "names this file"));
  EXPECT_THAT(R.Out, HasSubstr("src/a.cpp:2:18: warning"));
}

TEST_F(Project, SeveralDatabasesAreTold) {
  database("build/debug", {A});
  database("build/release", {A, B});
  Ran R = dbsafe("check");
  EXPECT_EQ(R.Code, 1);
  EXPECT_THAT(R.Err, HasSubstr("using '" + Root +
                               "/build/debug/compile_commands.json', not '" +
                               Root + "/build/release"));
  EXPECT_EQ(count(R.Out, "warning:"), 1u);
  EXPECT_EQ(dbsafe("check --quiet").Err, "");
}

TEST_F(Project, ALinkToTheOneDatabaseIsNoChoice) {
  database("build/debug", {A});
  std::filesystem::create_symlink("build/debug/compile_commands.json",
                                  Root + "/compile_commands.json");
  EXPECT_EQ(dbsafe("check").Err, "");
}

TEST_F(Project, ADatabaseOfSomethingElseIsPassedOver) {
  write("tool/t.cpp", "int t;\n");
  database("src/build", {{"tool/t.cpp", "g++ -c tool/t.cpp"}});
  database("build", {A, B});
  EXPECT_EQ(count(dbsafe("check", "src").Out, "warning:"), 2u);
}

TEST_F(Project, ABrokenDatabaseIsAnError) {
  write("build/compile_commands.json", "[{]");
  Ran R = dbsafe("check");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("cannot read the compile database"));
  Ran Given = dbsafe("check -p src");
  EXPECT_EQ(Given.Code, 2);
  EXPECT_THAT(Given.Err, HasSubstr("holds no compile_commands.json"));
}

TEST_F(Project, AFileCompiledTwiceAlikeIsAnalysedOnce) {
  write("src/a.cpp", "#include \"db.h\"\nint x = missing;\n");
  database("build", {A,
                     {"src/a.cpp", "g++ -I. -fPIC -g -Da_EXPORTS -c "
                                   "src/a.cpp -o shared/a.o"}});
  EXPECT_EQ(count(dbsafe("check").Err, "undeclared"), 1u);
}

TEST_F(Project, AFileCompiledInTwoWaysIsAnalysedInBoth) {
  write("src/a.cpp",
        "#include \"db.h\"\n#ifdef ONE\nvoid f() { query(\"1\"); }\n"
        "#else\nvoid f() { query(\"2\"); }\n#endif\n"
        "void g() { query(\"both\"); }\n");
  database("build", {A, {"src/a.cpp", "g++ -I. -DONE -c src/a.cpp"}});
  Ran R = dbsafe("check");
  EXPECT_EQ(count(R.Out, "warning:"), 3u);
  EXPECT_THAT(R.Out, HasSubstr("1 file checked"));
}

TEST_F(Project, OtherLanguagesAreNotOurs) {
  write("src/boot.S", "garbage\n");
  write("src/f.f90", "garbage\n");
  database("build", {A,
                     {"src/boot.S", "gcc -c src/boot.S"},
                     {"src/f.f90", "gfortran -c src/f.f90"}});
  EXPECT_EQ(dbsafe("check").Code, 1);
}

TEST_F(Project, AHeaderBorrowsTheFlagsOfASource) {
  write("src/a.h", "#include \"db.h\"\ninline void h() { query(\"h\"); }\n");
  database("build", {A, B});
  Ran R = dbsafe("check src/a.h");
  EXPECT_EQ(R.Code, 1) << R.Err;
  EXPECT_THAT(R.Out, HasSubstr("src/a.h:2:25: warning"));
  EXPECT_THAT(R.Err, HasSubstr("has no compile command of its own"));
}

TEST_F(Project, OtherCompilersFlagsAreDropped) {
  const char *Commands[] = {
      "g++ -fconcepts-diagnostics-depth=3 -fno-such-thing -I. -c src/a.cpp",
      "g++ -march=no-such-cpu -mtune=no-such-cpu -I. -c src/a.cpp",
      "g++ -mno-such-feature -I. -c src/a.cpp",
      "g++ -fplugin=/no/such/plugin.so -fplugin-arg-x-y=z -I. -c src/a.cpp",
      "g++ -std=gnu++99z -I. -c src/a.cpp",
      "g++ -Xclang -no-such-option -I. -c src/a.cpp",
      "g++ -fsanitize=no-such-sanitizer -I. -c src/a.cpp",
      "g++ -Winvalid-pch -include-pch /no/such.pch -I. -c src/a.cpp",
      "g++ -Wno-such-warning -Werror=no-such -Werror -I. -c src/a.cpp",
      "g++ -MD -MF /no/a.d -save-temps -I. -c src/a.cpp -o /no/a.o",
      "g++ -specs=/no/such.specs -fdump-tree-all -I. -c src/a.cpp",
      "ccache g++ -I. -c src/a.cpp",
      "distcc /usr/bin/x86_64-linux-gnu-g++-12 -I. -c src/a.cpp",
      "cmake -E env CCACHE_X=1 /usr/bin/ccache clang++-19 -I. -c src/a.cpp",
      "/no/such/folder/x86_64-linux-gnu-c++ -I. -c src/a.cpp",
      "mystrangecompiler -x c++ -I. -c src/a.cpp",
      "c++ @flags.rsp -c src/a.cpp",
      "g++ -I. src/a.cpp src/b.cpp other.o -lpq -o program",
  };
  write("flags.rsp", "-I.\n-DNAME=\"a b\"\n");
  for (const char *Command : Commands) {
    database("build", {{"src/a.cpp", Command}});
    Ran R = dbsafe("check");
    EXPECT_EQ(R.Code, 1) << Command << "\n" << R.Err;
    EXPECT_EQ(count(R.Out, "src/a.cpp:2:18: warning"), 1u) << Command;
    EXPECT_EQ(R.Err, "") << Command;
  }
}

TEST_F(Project, FlagsThatMatterAreKept) {
  write("src/a.cpp",
        "#include <extra.h>\n#if !WANTED || __cplusplus < 202002L\n"
        "#error flags are gone\n#endif\n"
        "static_assert(sizeof(void *) == 8);\n");
  write("more/extra.h", "");
  write("forced.h", "#define WANTED VALUE\n");
  database("build", {{"src/a.cpp", "g++ -std=gnu++20 -Imore -DVALUE=1 -include "
                                   "forced.h -m64 -c src/a.cpp"}});
  Ran R = dbsafe("check");
  EXPECT_EQ(R.Code, 0) << R.Err;
}

TEST_F(Project, CrossCompilersTellTheirTarget) {
  write("src/a.c", "_Static_assert(sizeof(void *) == 4, \"32 bits\");\n");
  database("build", {{"src/a.c", "arm-linux-gnueabihf-gcc -c src/a.c"}});
  Ran R = dbsafe("check");
  EXPECT_EQ(R.Code, 0) << R.Err;
}

TEST_F(Project, PrecompiledHeadersOfGccAreReadAsText) {
  write("all.h", "#include \"db.h\"\n");
  write("all.h.gch", "gpch garbage");
  write("src/a.cpp", "void a() { query(\"a\"); }\n");
  database("build", {{"src/a.cpp", "g++ -I. -include all.h -c src/a.cpp"}});
  EXPECT_EQ(dbsafe("check").Code, 1);
}

TEST_F(Project, TheWorkingDirectoryIsEachCommandsOwn) {
  write("x/a.cpp", "#include \"here.h\"\n");
  write("y/b.cpp", "#include \"here.h\"\n");
  write("x/inc/here.h",
        "#include \"../../db.h\"\nvoid x() { query(\"x\"); }\n");
  write("y/inc/here.h",
        "#include \"../../db.h\"\nvoid y() { query(\"y\"); }\n");
  std::string Json = "[";
  for (const char *Folder : {"x", "y"})
    Json += std::string(Json.size() > 1 ? "," : "") + "{\"directory\":\"" +
            Root + "/" + Folder + "\",\"file\":\"" +
            (*Folder == 'x' ? "a.cpp" : "b.cpp") +
            "\",\"arguments\":[\"g++\",\"-Iinc\",\"-c\",\"" +
            (*Folder == 'x' ? "a.cpp" : "b.cpp") + "\"]}";
  write("build/compile_commands.json", Json + "]");
  Ran R = dbsafe("check -j2");
  EXPECT_THAT(R.Out, HasSubstr("x/inc/here.h:2:18: warning"));
  EXPECT_THAT(R.Out, HasSubstr("y/inc/here.h:2:18: warning"));
}

TEST_F(Project, ProjectsBehindALinkAreFound) {
  database("build", {A, B});
  std::filesystem::create_directory_symlink(Root + "/src", Root + "/alias");
  EXPECT_EQ(count(dbsafe("check alias").Out, "warning:"), 2u);
}

TEST_F(Project, FlagsBehindDashesMayNameACompilerAndResponseFiles) {
  write("flags.rsp", "-I.\n");
  EXPECT_EQ(dbsafe("check src/a.cpp -- @flags.rsp").Code, 1);
  EXPECT_EQ(dbsafe("check src/a.cpp -- g++ -I. -fno-such-thing").Code, 1);
}

} // namespace
