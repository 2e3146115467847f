//===- LinkTest.cpp - A wrapper in one file, its caller in another --------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

/// A program of several files, checked by the command with its real rules.
class Link : public Workspace {
protected:
  Link() {
    write("run.h", "#pragma once\n"
                   "#include <string>\n"
                   "extern \"C\" int PQexec(void *, const char *);\n"
                   "void run(const std::string &sql);\n"
                   "void select(int n, const std::string &sql);\n");
    write("run.cpp", "#include \"run.h\"\n"
                     "void run(const std::string &sql) {\n"
                     "  PQexec(nullptr, sql.c_str());\n"
                     "}\n");
  }

  /// Checks these files with a compile database of them.
  Ran check(const std::vector<std::string> &Files,
            const std::string &Options = "") {
    std::vector<Entry> Entries;
    for (const std::string &File : Files)
      Entries.push_back({File, "c++ -std=c++17 -c " + File});
    database("build", Entries);
    return shell(DBSAFE_COMMAND " check -p build " + Options);
  }
};

TEST_F(Link, TheCallerThatConcatenatesIsTold) {
  write("caller.cpp",
        "#include \"run.h\"\n"
        "void find(const std::string &name) {\n"
        "  run(\"SELECT * FROM users WHERE name = '\" + name + \"'\");\n"
        "}\n");
  Ran R = check({"run.cpp", "caller.cpp"});
  EXPECT_EQ(R.Code, 1) << R.Err;
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:3:"));
  EXPECT_THAT(R.Out, HasSubstr("[dbsafe-sql-concatenation]"));
  EXPECT_THAT(R.Out, Not(HasSubstr("run.cpp:")));
  EXPECT_THAT(R.Out, HasSubstr("1 finding "));
  // Alone, neither file has anything to say.
  EXPECT_EQ(check({"run.cpp"}).Code, 0);
  EXPECT_EQ(check({"caller.cpp"}).Code, 0);
}

TEST_F(Link, TheCallerThatPassesALiteralIsNot) {
  write("caller.cpp", "#include \"run.h\"\n"
                      "void find() { run(\"SELECT * FROM users\"); }\n");
  Ran R = check({"run.cpp", "caller.cpp"});
  EXPECT_EQ(R.Code, 0) << R.Out << R.Err;
}

TEST_F(Link, AWrapperOfAWrapperIsOneToo) {
  write("select.cpp",
        "#include \"run.h\"\n"
        "void select(int, const std::string &sql) { run(sql); }\n");
  write("caller.cpp",
        "#include \"run.h\"\n"
        "void find(const std::string &name) {\n"
        "  select(1, \"SELECT * FROM users WHERE name = '\" + name + \"'\");\n"
        "  select(2, \"SELECT 1\");\n"
        "}\n");
  // In whatever order the files come.
  for (std::vector<std::string> Files :
       {std::vector<std::string>{"run.cpp", "select.cpp", "caller.cpp"},
        {"caller.cpp", "select.cpp", "run.cpp"}}) {
    Ran R = check(Files);
    EXPECT_EQ(R.Code, 1) << R.Err;
    EXPECT_THAT(R.Out, HasSubstr("caller.cpp:3:"));
    EXPECT_THAT(R.Out, HasSubstr("1 finding "));
  }
}

TEST_F(Link, AFormatKeepsTheMeaningOfItsConversions) {
  write("format.h", "bool query(const char *format, ...);\n");
  write("format.cpp", "#include \"format.h\"\n"
                      "#include <sqlite3.h>\n"
                      "#include <cstdarg>\n"
                      "bool query(const char *format, ...) {\n"
                      "  va_list args;\n"
                      "  va_start(args, format);\n"
                      "  char *sql = sqlite3_vmprintf(format, args);\n"
                      "  va_end(args);\n"
                      "  return !sqlite3_exec(nullptr, sql, 0, 0, 0);\n"
                      "}\n");
  write("caller.cpp",
        "#include \"format.h\"\n"
        "void find(const char *name) {\n"
        "  query(\"SELECT * FROM users WHERE name = '%q'\", name);\n"
        "  query(\"SELECT * FROM users WHERE name = '%s'\", name);\n"
        "}\n");
  Ran R = check({"format.cpp", "caller.cpp"});
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:4:"));
  EXPECT_THAT(R.Out, HasSubstr("1 finding "));
}

TEST_F(Link, AnotherFunctionOfThatNameIsNone) {
  write("caller.cpp",
        "#include <string>\n"
        "struct Car { void run(const std::string &); };\n"
        "void run(const std::string &, int);\n"
        "void find(Car &car, const std::string &name) {\n"
        "  car.run(\"SELECT * FROM users WHERE name = '\" + name + \"'\");\n"
        "  run(\"SELECT * FROM users WHERE name = '\" + name + \"'\", 1);\n"
        "}\n");
  Ran R = check({"run.cpp", "caller.cpp"});
  EXPECT_EQ(R.Code, 0) << R.Out << R.Err;
}

TEST_F(Link, AnyNumberOfThreadsGivesTheSameReport) {
  std::vector<std::string> Files;
  for (int I = 0; I < 6; ++I) {
    std::string Number = std::to_string(I), Name = "caller" + Number + ".cpp";
    write(Name, "#include \"run.h\"\nvoid find" + Number +
                    "(const std::string &name) {\n"
                    "  run(\"SELECT * FROM users WHERE name = '\" + name + "
                    "\"'\");\n}\n");
    Files.push_back(Name);
  }
  Files.insert(Files.begin() + 3, "run.cpp");
  Ran One = check(Files, "-j1"), Four = check(Files, "-j4");
  EXPECT_EQ(One.Code, 1);
  EXPECT_THAT(One.Out, HasSubstr("6 findings "));
  EXPECT_EQ(One.Out, Four.Out);
  EXPECT_EQ(One.Err, Four.Err);
}

} // namespace
