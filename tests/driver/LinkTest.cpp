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

  /// Checks these files with a compile database of them. They are short: what
  /// they are given, they do not give back.
  Ran check(const std::vector<std::string> &Files,
            const std::string &Options = "") {
    std::vector<Entry> Entries;
    for (const std::string &File : Files)
      Entries.push_back({File, "c++ -std=c++17 -c " + File});
    database("build", Entries);
    return shell(DBSAFE_COMMAND
                 " check -p build --checks='*,-dbsafe-result-leak' " +
                 Options);
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

// What a class elsewhere sends is made of two of its fields.
TEST_F(Link, AStatementInTwoFieldsIsOne) {
  write("rows.h", "#pragma once\n"
                  "#include <string>\n"
                  "class Rows {\n"
                  "public:\n"
                  "  explicit Rows(std::string head);\n"
                  "  void add(const std::string &row);\n"
                  "  void send();\n"
                  "private:\n"
                  "  std::string Head, Values;\n"
                  "};\n");
  write("rows.cpp", "#include \"rows.h\"\n"
                    "#include \"run.h\"\n"
                    "Rows::Rows(std::string head) : Head(std::move(head)) {}\n"
                    "void Rows::add(const std::string &row) {\n"
                    "  if (!Values.empty())\n"
                    "    Values.push_back(',');\n"
                    "  Values.push_back('(');\n"
                    "  Values.append(row);\n"
                    "  Values.push_back(')');\n"
                    "}\n"
                    "void Rows::send() {\n"
                    "  run(Head + Values);\n"
                    "}\n");
  write("caller.cpp", "#include \"rows.h\"\n"
                      "void save(const std::string &name, int id) {\n"
                      "  Rows rows(\"INSERT INTO t VALUES \");\n"
                      "  rows.add(\"'\" + name + \"'\");\n"
                      "  rows.send();\n"
                      "  Rows others(\"INSERT INTO u VALUES \");\n"
                      "  others.add(std::to_string(id));\n"
                      "  others.send();\n"
                      "}\n");
  Ran R = check({"run.cpp", "rows.cpp", "caller.cpp"});
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:4:"));
  EXPECT_THAT(R.Out, HasSubstr("'name' is concatenated"));
  EXPECT_THAT(R.Out, Not(HasSubstr("caller.cpp:7:")));
}

TEST_F(Link, WhatACheckElsewhereRefusesIsKnown) {
  write("check.h", "#pragma once\n"
                   "#include <string>\n"
                   "void checkName(const std::string &name);\n"
                   "void checkLoosely(const std::string &name);\n");
  write("check.cpp",
        "#include \"check.h\"\n"
        "#include <stdexcept>\n"
        "void checkName(const std::string &name) {\n"
        "  if (name.find_first_of(\"\\\"',.;$%&/()\") != std::string::npos)\n"
        "    throw std::runtime_error(\"special characters\");\n"
        "}\n"
        "void checkLoosely(const std::string &name) {\n"
        "  if (name.find_first_of(\";\") != std::string::npos)\n"
        "    throw std::runtime_error(\"special characters\");\n"
        "}\n");
  write("caller.cpp", "#include \"check.h\"\n"
                      "#include \"run.h\"\n"
                      "void find(const std::string &table) {\n"
                      "  checkName(table);\n"
                      "  run(\"SELECT * FROM \\\"\" + table + \"\\\"\");\n"
                      "}\n"
                      "void findLoosely(const std::string &table) {\n"
                      "  checkLoosely(table);\n"
                      "  run(\"SELECT * FROM \\\"\" + table + \"\\\"\");\n"
                      "}\n");
  Ran R = check({"run.cpp", "caller.cpp", "check.cpp"});
  EXPECT_THAT(R.Out, Not(HasSubstr("caller.cpp:5:")));
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:9:"));
}

// Templates are instantiated behind it as before it.
TEST_F(Link, WhatStandsBehindAMissingHeaderIsAnalysed) {
  write("caller.cpp",
        "#include \"gone.h\"\n"
        "#include \"run.h\"\n"
        "void find(const std::string &name) {\n"
        "  run(\"SELECT * FROM users WHERE name = '\" + name + \"'\");\n"
        "}\n");
  Ran R = check({"run.cpp", "caller.cpp"});
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:4:"));
}

// Its function and its arguments are all that clang keeps of a call whose types
// are missing.
TEST_F(Link, ACallThatNeedsAMissingTypeIsStillOne) {
  write("db.h", "#pragma once\n"
                "#include \"gone.h\"\n"
                "#include \"run.h\"\n"
                "struct Database {\n"
                "  bool execute(const char *format, ...);\n"
                "  Mutex lock;\n"
                "};\n"
                "struct Mysql : public Database, Pooled<Mysql> {};\n"
                "typedef Mysql Any;\n"
                "extern Any db;\n");
  write("db.cpp", "#include \"db.h\"\n"
                  "#include <stdarg.h>\n"
                  "#include <stdio.h>\n"
                  "bool Database::execute(const char *format, ...) {\n"
                  "  char sql[1024];\n"
                  "  va_list args;\n"
                  "  va_start(args, format);\n"
                  "  vsnprintf(sql, sizeof(sql), format, args);\n"
                  "  va_end(args);\n"
                  "  run(sql);\n"
                  "  return true;\n"
                  "}\n");
  write("caller.cpp",
        "#include \"db.h\"\n"
        "void add(const std::string &name) {\n"
        "  db.execute(\"INSERT INTO t (name) VALUES ('%s')\", name.c_str());\n"
        "  db.execute(\"INSERT INTO t (n) VALUES (%d)\", 7);\n"
        "}\n"
        "void addTo(Gone &of, const char *name) {\n"
        "  run(of.table + name);\n"
        "  db.execute(\"INSERT INTO t (n) VALUES ('%s')\", of.name());\n"
        "}\n");
  Ran R = check({"run.cpp", "db.cpp", "caller.cpp"});
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:3:52: warning: 'name.c_str()'"));
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:8:49: warning: 'of.name()'"));
  EXPECT_THAT(R.Out, Not(HasSubstr("caller.cpp:4:")));
}

// The method that is called is another file's, whatever this file's own does.
TEST_F(Link, AnOverriderInAnotherFileIsMeant) {
  write(
      "db.h",
      "#pragma once\n"
      "#include \"run.h\"\n"
      "#include <string.h>\n"
      "struct Connection {\n"
      "  virtual ~Connection();\n"
      "  virtual bool open() = 0;\n"
      "  virtual bool query(const char *) { return false; }\n"
      "  virtual void escape(char *to, const char *from) { strcpy(to, from); "
      "}\n"
      "  virtual void copy(char *to, const char *from) { strcpy(to, from); }\n"
      "};\n"
      "struct Plain : Connection {\n"
      "  bool open() override { return true; }\n"
      "  void escape(char *to, const char *from) override;\n"
      "};\n");
  write(
      "plain.cpp",
      "#include \"db.h\"\n"
      "struct Mysql : Connection {\n"
      "  bool open() override { return true; }\n"
      "  bool query(const char *sql) override { run(sql); return true; }\n"
      "  void escape(char *to, const char *from) override;\n"
      "  void copy(char *to, const char *from) override;\n"
      "};\n"
      "void quote(char *to, const char *from) {\n"
      "  for (; *from; ++from) {\n"
      "    if (*from == '\\'')\n"
      "      *to++ = '\\'';\n"
      "    *to++ = *from;\n"
      "  }\n"
      "  *to = 0;\n"
      "}\n"
      "void Mysql::escape(char *to, const char *from) { quote(to, from); }\n"
      "void Mysql::copy(char *to, const char *from) { quote(to, from); }\n"
      "void Plain::escape(char *to, const char *from) { quote(to, from); }\n");
  write("caller.cpp",
        "#include \"db.h\"\n"
        "void find(Connection &c, const char *name, bool b) {\n"
        "  char safe[99];\n"
        "  if (b)\n"
        "    c.escape(safe, name);\n"
        "  else\n"
        "    c.copy(safe, name);\n"
        "  std::string sql = \"SELECT * FROM users WHERE name = '\";\n"
        "  c.query((sql + safe + \"'\").c_str());\n"
        "}\n"
        "void findSafe(Connection &c, const char *name) {\n"
        "  char safe[99];\n"
        "  c.escape(safe, name);\n"
        "  std::string sql = \"SELECT * FROM users WHERE name = '\";\n"
        "  c.query((sql + safe + \"'\").c_str());\n"
        "}\n");
  Ran R = check({"run.cpp", "plain.cpp", "caller.cpp"});
  // Plain copies as its base does.
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:9:"));
  EXPECT_THAT(R.Out, Not(HasSubstr("caller.cpp:15:")));
  EXPECT_THAT(R.Out, HasSubstr("1 finding "));
}

TEST_F(Link, HowAConnectionIsProtectedIsToldWhereItIsWritten) {
  write("open.h", "#pragma once\n"
                  "extern \"C\" void *PQconnectdb(const char *);\n"
                  "void *open(const char *text);\n");
  write("open.cpp", "#include \"open.h\"\n"
                    "void *open(const char *text) {\n"
                    "  return PQconnectdb(text);\n"
                    "}\n");
  write("caller.cpp",
        "#include \"open.h\"\n"
        "void *a() { return open(\"host=db.example.com sslmode=disable\"); }\n"
        "void *b() { return open(\"host=localhost sslmode=disable\"); }\n");
  Ran R = check({"open.cpp", "caller.cpp"});
  EXPECT_EQ(R.Code, 1) << R.Err;
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:2:"));
  EXPECT_THAT(R.Out, HasSubstr("[dbsafe-insecure-transport]"));
  EXPECT_THAT(R.Out, HasSubstr("1 finding "));
}

TEST_F(Link, TheCallerThatPassesALiteralIsNot) {
  write("caller.cpp", "#include \"run.h\"\n"
                      "void find() { run(\"SELECT * FROM users\"); }\n");
  Ran R = check({"run.cpp", "caller.cpp"});
  EXPECT_EQ(R.Code, 0) << R.Out << R.Err;
}

TEST_F(Link, AMissingHeaderHidesNothingElse) {
  write("caller.cpp",
        "#include \"gone.h\"\n"
        "#include \"run.h\"\n"
        "void find(const std::string &name) {\n"
        "  std::string sql = \"SELECT * FROM users WHERE name = '\";\n"
        "  sql.append(name).append(\"'\");\n"
        "  run(sql);\n"
        "}\n"
        "void all() { std::string sql = \"SELECT 1\"; sql += \";\"; run(sql); "
        "}\n");
  Ran R = check({"run.cpp", "caller.cpp"});
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("caller.cpp:1:10: error: 'gone.h'"));
  EXPECT_THAT(R.Out, HasSubstr("caller.cpp:5:14: warning: 'name'"));
  EXPECT_THAT(R.Out, HasSubstr("1 finding "));
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

/// What a file makes of text, called from another file.
class Effects : public Link {
protected:
  Effects() {
    write("text.h", "#pragma once\n"
                    "#include <string>\n"
                    "extern \"C\" int PQexec(void *, const char *);\n"
                    "extern \"C\" char *PQescapeLiteral(void *, const char *, "
                    "unsigned long);\n"
                    "std::string literal(const std::string &);\n"
                    "std::string digits(int);\n"
                    "std::string table(bool);\n"
                    "std::string named(const std::string &);\n"
                    "void escape(std::string &);\n"
                    "void append(std::string &, const std::string &);\n"
                    "std::string format(const char *, ...);\n"
                    "class Query {\n"
                    "public:\n"
                    "  Query &add(const std::string &);\n"
                    "  void run();\n"
                    "private:\n"
                    "  std::string sql;\n"
                    "};\n");
    write("text.cpp",
          "#include \"text.h\"\n"
          "#include <cstdarg>\n"
          "#include <cstdio>\n"
          "std::string literal(const std::string &s) {\n"
          "  return PQescapeLiteral(nullptr, s.c_str(), s.size());\n"
          "}\n"
          "std::string digits(int n) { return std::to_string(n); }\n"
          "std::string table(bool old) {\n"
          "  if (old)\n"
          "    return \"old\";\n"
          "  return \"new\";\n"
          "}\n"
          "std::string named(const std::string &s) {\n"
          "  return \"\\\"\" + s + \"\\\"\";\n"
          "}\n"
          "void escape(std::string &s) {\n"
          "  std::string out;\n"
          "  for (char c : s) {\n"
          "    if (c == '\\'')\n"
          "      out += '\\'';\n"
          "    out += c;\n"
          "  }\n"
          "  s = out;\n"
          "}\n"
          "void append(std::string &to, const std::string &what) {\n"
          "  to += \" AND \";\n"
          "  to += what;\n"
          "}\n"
          "std::string format(const char *f, ...) {\n"
          "  char buffer[999];\n"
          "  va_list list;\n"
          "  va_start(list, f);\n"
          "  vsnprintf(buffer, sizeof buffer, f, list);\n"
          "  va_end(list);\n"
          "  return buffer;\n"
          "}\n"
          "Query &Query::add(const std::string &s) {\n"
          "  sql += s;\n"
          "  return *this;\n"
          "}\n"
          "void Query::run() { PQexec(nullptr, sql.c_str()); }\n");
  }

  /// The findings of a program whose function f(const std::string &s) runs
  /// these statements.
  std::string findings(const std::string &Body) {
    write("caller.cpp", "#include \"text.h\"\n"
                        "void f(const std::string &s, int n) {\n" +
                            Body + "\n}\n");
    Ran R = check({"caller.cpp", "text.cpp"}, "--quiet");
    EXPECT_LE(R.Code, 1) << R.Err;
    return R.Out;
  }
  std::string sent(const std::string &Expression) {
    return findings("PQexec(nullptr, (" + Expression + ").c_str());");
  }
};

TEST_F(Effects, NumbersLiteralsAndQuotedTextAreKnownElsewhere) {
  EXPECT_EQ(sent("\"SELECT 1 WHERE id = \" + digits(n)"), "");
  EXPECT_EQ(sent("\"SELECT 1 FROM \" + table(n == 1)"), "");
  EXPECT_EQ(sent("\"SELECT 1 WHERE a = \" + literal(s)"), "");
  EXPECT_THAT(sent("\"SELECT 1 FROM \" + literal(s)"),
              HasSubstr("quoted as a value but stands where a name is"));
  EXPECT_THAT(sent("\"SELECT 1 WHERE a = '\" + literal(s) + \"'\""),
              HasSubstr("quoted twice"));
  EXPECT_THAT(sent("\"SELECT 1 WHERE a = '\" + s + \"'\""),
              HasSubstr("caller.cpp:3:"));
}

TEST_F(Effects, TextIsQuotedOrExtendedInPlace) {
  EXPECT_EQ(findings("std::string t = s; escape(t);"
                     "PQexec(nullptr, (\"SELECT '\" + t + \"'\").c_str());"),
            "");
  EXPECT_EQ(findings("std::string t = \"SELECT 1 WHERE true\";"
                     "append(t, \"a = 1\"); PQexec(nullptr, t.c_str());"),
            "");
  EXPECT_THAT(findings("std::string t = \"SELECT 1 WHERE true\";"
                       "append(t, s); PQexec(nullptr, t.c_str());"),
              HasSubstr("[dbsafe-sql-concatenation]"));
}

TEST_F(Effects, AFormatOfTheProjectsOwnIsFilledIn) {
  EXPECT_EQ(sent("format(\"SELECT 1 WHERE id = %d\", n)"), "");
  EXPECT_THAT(sent("format(\"SELECT 1 WHERE a = '%s'\", s.c_str())"),
              HasSubstr("as a quoted value"));
}

TEST_F(Effects, ABuilderClassIsFollowed) {
  EXPECT_EQ(findings("Query q; q.add(\"SELECT 1 WHERE id = \")"
                     ".add(digits(n)); q.run();"),
            "");
  EXPECT_THAT(findings("Query q; q.add(\"SELECT 1 WHERE id = \").add(s);"
                       "q.run();"),
              HasSubstr("[dbsafe-sql-concatenation]"));
}

TEST_F(Effects, TheHelperThatSplicesIsToldOnce) {
  std::string Out =
      findings("PQexec(nullptr, (\"ANALYZE \" + named(s)).c_str());\n"
               "PQexec(nullptr, (\"DROP TABLE \" + named(s)).c_str());");
  EXPECT_THAT(Out, HasSubstr("text.cpp:14:"));
  EXPECT_THAT(Out, HasSubstr("it goes into 2 statements"));
  EXPECT_EQ(Out.find("warning: "), Out.rfind("warning: ")) << Out;
  // A comment there is heeded.
  std::string Text = read("text.cpp");
  Text.insert(Text.find("  return \"\\\"\" + s"),
              "  // NOLINTNEXTLINE(dbsafe-sql-concatenation)\n");
  write("text.cpp", Text);
  Ran R = check({"caller.cpp", "text.cpp"});
  EXPECT_EQ(R.Code, 0) << R.Out;
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
