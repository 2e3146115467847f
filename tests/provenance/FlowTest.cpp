//===- FlowTest.cpp - Text along the paths of one function ----------------===//
#include "Snippet.h"
#include "gtest/gtest.h"

using namespace dbsafe::test;

namespace {

TEST(Flow, StraightLines) {
  expectSites({
      {"a literal", "void f() { RUN(\"a\"); }", "f: \"a\""},
      {"a variable holds what was assigned last",
       "void f() { const char *s = \"a\"; s = \"b\"; RUN(s); s = \"c\"; }",
       "f: \"b\""},
      {"each call sees the text of its own time",
       "void f() { std::string s = \"a\"; RUN(s.c_str()); s += \"b\";"
       " RUN(s.c_str()); s = \"c\"; RUN(s.c_str()); }",
       "f: \"a\"\nf: \"ab\"\nf: \"c\""},
      {"a cleared string",
       "void f(const char *p) { std::string s = p; s.clear(); s += \"a\";"
       " RUN(s.c_str()); }",
       "f: \"a\""},
      {"concatenation",
       "void f(const std::string &p) { RUN((\"a\" + p + \"b\").c_str()); }",
       "f: \"a\" $p \"b\""},
      {"numbers are known by their type",
       "void f(int n) { RUN((\"a\" + std::to_string(n)).c_str()); }",
       "f: \"a\" number"},
      {"a copy does not follow its original",
       "void f() { std::string s = \"a\"; std::string t = s; s += \"b\";"
       " RUN(t.c_str()); }",
       "f: \"a\""},
      {"characters are text",
       "void f(char c) { std::string s = \"a\"; s += 'x'; s += c;"
       " RUN(s.c_str()); }",
       "f: \"ax\" $c"},
      {"what comes from outside",
       "void f() { std::string s = \"a\"; s += getenv(\"X\"); RUN(s.c_str()); "
       "}",
       "f: \"a\" outside(the environment)"},
      {"what nothing is known of", "const char *g(); void f() { RUN(g()); }",
       "f: dynamic"},
      {"quoted text",
       "void f(const char *p) { std::string s = \"a\";"
       " s += PQescapeLiteral(0, p, 1); RUN(s.c_str()); }",
       "f: \"a\" quoted($p)"},
      {"constants of the program",
       "extern const char *const Defined; const char *const Here = \"a\";"
       "void f() { RUN(Here); RUN(Defined); }",
       "f: \"a\"\nf: constant"},
      {"a global that something changes",
       "const char *Table = \"a\"; void set(const char *p) { Table = p; }"
       "void f() { RUN(Table); }",
       "f: $Table"},
      {"a static that nothing changes",
       "static const char *Table = \"a\"; void f() { RUN(Table); }",
       "f: \"a\""},
  });
}

TEST(Flow, Branches) {
  expectSites({
      {"either",
       "void f(bool b) { const char *s; if (b) s = \"a\"; else s = \"b\";"
       " RUN(s); }",
       "f: (\"b\"|\"a\")"},
      {"a text that one branch adds to",
       "void f(bool b, const char *p) { std::string s = \"a\";"
       " if (b) s += p; s += \"c\"; RUN(s.c_str()); }",
       "f: \"a\" ($p|\"\") \"c\""},
      {"within the branch only one is possible",
       "void f(bool b) { const char *s = \"a\"; if (b) { s = \"b\"; RUN(s); }"
       " else RUN(s); }",
       "f: \"b\"\nf: \"a\""},
      {"a branch that leaves has no say",
       "void f(bool b, const char *p) { const char *s = \"a\";"
       " if (b) { s = p; return; } RUN(s); }",
       "f: \"a\""},
      {"the conditional operator", "void f(bool b) { RUN(b ? \"a\" : \"b\"); }",
       "f: (\"a\"|\"b\")"},
      {"a constant condition takes one way",
       "void f(const char *p) { RUN(false ? p : \"b\"); }", "f: \"b\""},
      {"switch",
       "void f(int n) { const char *s = \"x\"; switch (n) { case 1: s = \"a\";"
       " break; case 2: s = \"b\"; break; } RUN(s); }",
       "f: (\"b\"|\"a\"|\"x\")"},
      {"short circuit",
       "bool set(const char *&s); void f(bool b) { const char *s = \"a\";"
       " b && (s = \"b\"); RUN(s); }",
       "f: (\"b\"|\"a\")"},
  });
}

TEST(Flow, Loops) {
  expectSites({
      {"appending",
       "void f(int n, const char *p) { std::string s = \"a\";"
       " for (int i = 0; i < n; ++i) s += p; RUN(s.c_str()); }",
       "f: \"a\" {$p}*"},
      {"with a separator",
       "void f(int n) { std::string s = \"(\"; for (int i = 0; i < n; ++i) {"
       " if (i) s += \",\"; s += \"?\"; } s += \")\"; RUN(s.c_str()); }",
       "f: \"(\" {(\",\"|\"\") \"?\"}* \")\""},
      {"inside the loop",
       "void f(int n) { std::string s = \"a\"; while (n--) { s += \"b\";"
       " RUN(s.c_str()); } }",
       "f: \"a\" {\"b\"}* \"b\""},
      {"prepending",
       "void f(int n, const std::string &p) { std::string s = \"a\";"
       " while (n--) s = p + s; RUN(s.c_str()); }",
       "f: {$p}* \"a\""},
      {"enclosing",
       "void f(int n) { std::string s = \"a\"; while (n--) s = \"(\" + s +"
       " \")\"; RUN(s.c_str()); }",
       "f: {\"(\"}* \"a\" {\")\"}*"},
      {"one in another",
       "void f(int n, int m) { std::string s = \"a\"; while (n--) { s += \"b\";"
       " for (int i = 0; i < m; ++i) s += \"c\"; } RUN(s.c_str()); }",
       "f: \"a\" {\"b\" {\"c\"}*}*"},
      {"a string that every turn makes anew",
       "void f(int n, const char *p) { while (n--) { std::string s = \"a\";"
       " s += p; RUN(s.c_str()); } }",
       "f: \"a\" $p"},
      {"what the last turn left",
       "void f(int n) { const char *s = \"a\"; while (n--) { RUN(s);"
       " s = \"b\"; } }",
       "f: (\"a\"|\"b\")"},
      {"do",
       "void f(int n) { std::string s; do s += \"a\"; while (n--);"
       " RUN(s.c_str()); }",
       "f: {\"a\"}* \"a\""},
      {"the elements of a list",
       "void f() { const char *t[] = {\"a\", \"b\"}; for (const char *s : t) "
       "RUN(s); }",
       "f: (\"a\"|\"b\")"},
      {"goto",
       "void f(int n) { std::string s = \"a\"; again: s += \"b\";"
       " if (n--) goto again; RUN(s.c_str()); }",
       "f: \"a\" {\"b\"}* \"b\""},
  });
}

TEST(Flow, Buffers) {
  expectSites({
      {"copied and appended",
       "void f(const char *p) { char s[99]; strcpy(s, \"a\"); strcat(s, p);"
       " RUN(s); }",
       "f: \"a\" $p"},
      {"formatted",
       "void f(const char *p, int n) { char s[99];"
       " snprintf(s, 99, \"a%s b%d\", p, n); RUN(s); }",
       "f: \"a\" $p \" b\" number"},
      {"a width takes an argument",
       "void f(const char *p, int n) { char s[99];"
       " snprintf(s, 99, \"%*s\", n, p); RUN(s); }",
       "f: $p"},
      {"a format of two",
       "void f(const char *p, bool b) { char s[99];"
       " snprintf(s, 99, b ? \"a%s\" : \"b%s\", p); RUN(s); }",
       "f: (\"a\" $p|\"b\" $p)"},
      {"formatted again replaces",
       "void f(const char *p) { char s[99]; snprintf(s, 99, \"%s\", p);"
       " snprintf(s, 99, \"a\"); RUN(s); }",
       "f: \"a\""},
      {"SQLite's own conversions",
       "void f(const char *p) { sqlite3_exec(0,"
       " sqlite3_mprintf(\"'%q' %Q\", p, p), 0, 0, 0); }",
       "f: \"'\" quoted($p) \"' \" quoted($p)"},
      {"std::format",
       "void f(const char *p, int n) {"
       " RUN(std::format(\"a{1}b{0}\", p, n).c_str()); }",
       "f: \"a\" number \"b\" $p"},
  });
}

} // namespace
