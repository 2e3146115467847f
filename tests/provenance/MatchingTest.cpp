//===- MatchingTest.cpp - Which catalogue entries speak of a call ---------===//
#include "Snippet.h"
#include "provenance/Wrappers.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using namespace dbsafe;
using namespace dbsafe::test;

namespace {

/// The arguments of every call of run() that is a sink with these parameters.
std::string matched(llvm::StringRef Parameters, llvm::StringRef Declarations,
                    llvm::StringRef Calls) {
  return sitesOf((Declarations + "void f() { " + Calls + " }").str(),
                 ("library: mine\nsinks:\n- {call: run, sql: 0, parameters: " +
                  Parameters + "}\n")
                     .str());
}

TEST(Matching, ParameterPatterns) {
  const char *Declared =
      "enum Colour { Red }; struct Text {}; struct Params {}; using Alias ="
      " Params; void run(const char *); void run(std::string, int);"
      "void run(const Text &, const Params &); void run(Text, char);"
      "void run(Text, double); void run(Text, Colour); void run(Text, bool);"
      "void run(Text, int *); void run(Text, const char *, ...);";
  const struct {
    const char *Parameters, *Call;
    bool Matches;
  } Cases[] = {
      {"[text]", "run(\"a\");", true},
      {"[text]", "run(\"a\", 1);", false},
      {"[text, number]", "run(\"a\", 1);", true},
      {"[text, number]", "run(\"a\");", false},
      {"[text, number]", "run(Text(), 1.0);", true},
      {"[text, number]", "run(Text(), Red);", true},
      {"[text, number]", "run(Text(), true);", true},
      {"[text, number]", "run(Text(), 'c');", false},
      {"[text, char]", "run(Text(), 'c');", true},
      {"[text, char]", "run(Text(), true);", false},
      {"[text, pointer]", "int n; run(Text(), &n);", true},
      {"[text, pointer]", "run(Text(), 1.0);", false},
      {"[text, pointer]", "run(Text(), \"a\");", true},
      {"[\"*\"]", "run(\"a\");", true},
      {"[\"*\"]", "run(\"a\", 1);", false},
      {"[\"*\", \"*\"]", "run(\"a\", 1);", true},
      {"[\"...\"]", "run(\"a\");", true},
      {"[text, \"...\"]", "run(\"a\");", true},
      {"[text, \"...\"]", "run(\"a\", 1);", true},
      {"[text, number, \"...\"]", "run(\"a\");", false},
      // A type is written without const and reference, as it is spelled or as
      // what it is.
      {"[Text, Params]", "run(Text(), Params());", true},
      {"[\"T*t\", \"P*\"]", "run(Text(), Alias());", true},
      {"[Text, Par]", "run(Text(), Params());", false},
      {"[std::string, int]", "run(\"a\", 1);", true},
      {"[\"std::basic_string<char>\", int]", "run(\"a\", 1);", true},
      {"[\"char *\"]", "run(\"a\");", false},
      {"[\"const char *\"]", "run(\"a\");", true},
      // What a C function takes behind its parameters is not counted.
      {"[text, text]", "run(Text(), \"a\", 1, 2);", true},
  };
  for (const auto &Case : Cases)
    EXPECT_EQ(!matched(Case.Parameters, Declared, Case.Call).empty(),
              Case.Matches)
        << Case.Parameters << " " << Case.Call;
}

TEST(Matching, NoParameters) {
  const char *Catalog = "library: mine\n"
                        "sinks: [{call: 'Db::run', sql: this,"
                        " parameters: [none]}]\n";
  const char *Db =
      "struct Db { Db(const char *); void run(); void run(int); };";
  EXPECT_EQ(sitesOf(std::string(Db) + "void f() { Db(\"a\").run(); }", Catalog),
            "f: \"a\"");
  EXPECT_EQ(
      sitesOf(std::string(Db) + "void f() { Db(\"a\").run(1); }", Catalog), "");
}

TEST(Matching, MethodsAreNamedByTheClassThatDeclaresThem) {
  const char *Classes =
      "namespace a { inline namespace v1 {"
      "struct Base { void run(const char *); virtual void go(const char *); };"
      "template <class T> struct Box { void run(const char *); };"
      "struct Derived : Base, Box<int> { using Base::run;"
      " void go(const char *) override; };"
      "struct Other { void run(const char *); void go(const char *); }; } }";
  auto Sites = [&](const char *Call, const char *Body) {
    return sitesOf(std::string(Classes) +
                       "void f(a::Derived d, a::Other o,"
                       " a::Box<int> b) { " +
                       Body + " }",
                   std::string("library: mine\nsinks: [{call: '") + Call +
                       "', sql: 0}]\n");
  };
  EXPECT_EQ(Sites("a::Base::run", "d.run(\"a\");"), "f: \"a\"");
  EXPECT_EQ(Sites("a::Derived::run", "d.run(\"a\");"), "");
  EXPECT_EQ(Sites("a::Base::run", "o.run(\"a\");"), "");
  EXPECT_EQ(Sites("a::v1::Base::run", "d.run(\"a\");"), "");
  EXPECT_EQ(Sites("a::Box::run", "b.run(\"a\");"), "f: \"a\"");
  // A method that overrides another is known by either name.
  EXPECT_EQ(Sites("a::Base::go", "d.go(\"a\");"), "f: \"a\"");
  EXPECT_EQ(Sites("a::Derived::go", "d.go(\"a\");"), "f: \"a\"");
  EXPECT_EQ(Sites("a::Base::go", "o.go(\"a\");"), "");
}

TEST(Matching, ConstructorsAndConversions) {
  EXPECT_EQ(sitesOf("namespace a { struct Stmt { Stmt(const char *); }; }"
                    "void f() { a::Stmt s(\"a\"); }",
                    "library: mine\nsinks: [{call: 'a::Stmt::Stmt', sql: 0}]"),
            "f: \"a\"");
  const char *Field = "struct Field { operator const char *() const; };"
                      "void f(Field x) { RUN(x); }";
  EXPECT_EQ(sitesOf(Field, "library: mine\nsources: [{call: "
                           "'Field::conversion', into: return, what: afar}]"),
            "f: outside(afar)");
}

TEST(Matching, ConstantArguments) {
  auto Sites = [](const char *When, const char *Argument) {
    return sitesOf(std::string("enum Mode { Exec, Echo = 7 };\n"
                               "#define FAST 12\n"
                               "void run(const char *, int);"
                               "void run(const char *, const char *);"
                               "void run(const char *, Mode);"
                               "void f(int n) { run(\"a\", ") +
                       Argument + "); }",
                   std::string("library: mine\nsinks: [{call: run, sql: 0,"
                               " when: {1: ") +
                       When + "}}]");
  };
  EXPECT_EQ(Sites("Exec", "Exec"), "f: \"a\"");
  EXPECT_EQ(Sites("Exec", "Echo"), "");
  EXPECT_EQ(Sites("7", "Echo"), "f: \"a\"");
  EXPECT_EQ(Sites("FAST", "FAST"), "f: \"a\"");
  EXPECT_EQ(Sites("12", "FAST"), "f: \"a\"");
  EXPECT_EQ(Sites("FAST", "13"), "");
  EXPECT_EQ(Sites("3", "1 + 2"), "f: \"a\"");
  EXPECT_EQ(Sites("-1", "-1"), "f: \"a\"");
  EXPECT_EQ(Sites("3", "n"), "");
  EXPECT_EQ(Sites("sql", "\"sql\""), "f: \"a\"");
  EXPECT_EQ(Sites("sql", "\"text\""), "");
}

TEST(Matching, VariablesAreSources) {
  const char *Catalog = "library: mine\nsources:\n"
                        "- {call: 'ns::Input', into: return, what: a form}\n";
  EXPECT_EQ(sitesOf("namespace ns { extern const char *Input; }"
                    "void f() { RUN(ns::Input); }",
                    Catalog),
            "f: outside(a form)");
  EXPECT_EQ(
      sitesOf("extern const char *Input; void f() { RUN(Input); }", Catalog),
      "f: $Input");
}

TEST(Matching, ParametersOfFunctionsAreSources) {
  EXPECT_EQ(sitesOf("int main(int argc, char **argv) { RUN(argv[1]); }"),
            "main: outside(the command line)");
  const char *Catalog = "library: mine\nsources:\n"
                        "- {call: 'Page::handle', into: 0, what: a form}\n";
  const char *Page = "struct Page { void handle(const std::string &p,"
                     " const std::string &q) {";
  EXPECT_EQ(sitesOf(std::string(Page) + " RUN(p.c_str()); } };", Catalog),
            "handle: outside(a form)");
  EXPECT_EQ(sitesOf(std::string(Page) + " RUN(q.c_str()); } };", Catalog),
            "handle: $q");
}

TEST(Matching, WhatIsDefinedHereNeedsNoWordFromElsewhere) {
  // A linked entry tells of a function's body; here the body itself is seen.
  auto Builtin = catalog::Catalog::builtin();
  catalog::Sink Entry = Builtin->find("PQexec")->Sinks.at(0);
  Entry.Call = "run";
  Entry.Sql = {catalog::Operand::Kind::Argument, 0};
  Entry.Linked = true;
  auto Known = Builtin->with(catalog::Discoveries{{Entry}, {}, {}, {}, {}});
  auto Sites = [&](const char *Code) {
    Snippet Parsed(Code);
    provenance::Program Program(Parsed.context(), *Known);
    std::string Result;
    for (const provenance::Site &S : Program.sites())
      Result += notation(S.Parts[0].Text, Program) + "\n";
    return Result;
  };
  EXPECT_EQ(Sites("void run(const char *); void f() { run(\"a\"); }"),
            "\"a\"\n");
  EXPECT_EQ(Sites("void run(const char *) {} void f() { run(\"a\"); }"), "");
}

/// The entries that a file offers to others: "call(parameters) operand".
std::string offered(llvm::StringRef Code) {
  Snippet Parsed(Code);
  provenance::Interface I = provenance::interfaceOf(Parsed.program());
  std::vector<std::string> Result;
  for (const catalog::Sink &S : I.Sinks)
    Result.push_back(S.Call + "(" + llvm::join(S.Parameters, ", ") + ") " +
                     std::to_string(S.Sql.Index) +
                     (S.Format ? " " + S.Format->Text : ""));
  for (const catalog::Connect &C : I.Connects)
    Result.push_back(C.Call + "(" + llvm::join(C.Parameters, ", ") +
                     ") connect");
  llvm::sort(Result);
  return llvm::join(Result, "\n");
}

TEST(Wrappers, AreOfferedToOtherFiles) {
  EXPECT_EQ(offered("void run(void *c, const std::string &sql) {"
                    " RUN(sql.c_str()); }"),
            "run(void *, std::basic_string<char>) 1");
  EXPECT_EQ(offered("namespace a { struct Db { void go(const char *s); };"
                    "void Db::go(const char *s) { RUN(s); } }"),
            "a::Db::go(const char *) 0");
  EXPECT_EQ(offered("void exec(int n, const char *fmt, ...) { char s[99];"
                    " __builtin_va_list l; __builtin_va_start(l, fmt);"
                    " vsnprintf(s, 99, fmt, l); RUN(s); }"),
            "exec(int, const char *, ...) 1 printf");
  EXPECT_EQ(offered("void open(const char *s) { PQconnectdb(s); }"),
            "open(const char *) connect");
}

TEST(Wrappers, OnlyWhatHandsOnAWholeParameterIsOne) {
  for (const char *Code : {
           "static void run(const char *s) { RUN(s); }",
           "namespace { void run(const char *s) { RUN(s); } }",
           "void run() { RUN(\"a\"); }",
           "void run(const std::string &s) { RUN((\"a\" + s).c_str()); }",
           "void run(const char *s) { if (!strcmp(s, \"a\")) RUN(s); }",
       })
    EXPECT_EQ(offered(Code), "") << Code;
}

TEST(Wrappers, ALinkedEntryIsOfferedOn) {
  Snippet Code("void run(const char *); void here(); void f() { run(\"a\");"
               " here(); PQexec(0, \"b\"); } void here() {}");
  EXPECT_EQ(provenance::interfaceOf(Code.program()).Calls,
            std::vector<std::string>{"run"});
}

} // namespace
