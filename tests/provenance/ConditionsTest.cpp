//===- ConditionsTest.cpp - What a condition says of a value --------------===//
#include "Snippet.h"
#include "gtest/gtest.h"

using namespace dbsafe::test;

namespace {

TEST(Conditions, Equality) {
  expectSites({
      {"inside",
       "void f(const std::string &c) { if (c == \"a\") RUN(c.c_str()); }",
       "f: \"a\""},
      {"the other way",
       "void f(const std::string &c) { if (c == \"a\") return;"
       " RUN(c.c_str()); }",
       "f: $c"},
      {"one of two",
       "void f(const std::string &c) { if (c != \"a\" && c != \"b\") return;"
       " RUN(c.c_str()); }",
       "f: (\"b\"|\"a\")"},
      {"or something else",
       "void f(const std::string &c, bool b) { if (c == \"a\" || b)"
       " RUN(c.c_str()); }",
       "f: $c"},
      {"replaced if it is not in order",
       "void f(std::string c) { if (c != \"a\") c = \"b\"; RUN(c.c_str()); }",
       "f: (\"b\"|\"a\")"},
      {"negated",
       "void f(const std::string &c) { if (!(c == \"a\")) return;"
       " RUN(c.c_str()); }",
       "f: \"a\""},
      {"compared with what is not known",
       "void f(const std::string &c, const char *d) { if (c == d)"
       " RUN(c.c_str()); }",
       "f: $c"},
      {"another variable stays what it was",
       "void f(const std::string &c, const std::string &d) {"
       " if (c == \"a\") RUN(d.c_str()); }",
       "f: $d"},
      {"changed after it was compared",
       "void f(std::string c, const char *p) { if (c != \"a\") return;"
       " c += p; RUN(c.c_str()); }",
       "f: \"a\" $p"},
      {"empty",
       "void f(const std::string &c) { if (c.empty()) RUN(c.c_str()); }",
       "f: \"\""},
      {"one character says nothing of the rest",
       "void f(std::string c) { if (c[0] == 'a') RUN(c.c_str()); }", "f: $c"},
  });
}

TEST(Conditions, Strcmp) {
  expectSites({
      {"is 0 for what is equal",
       "void f(const char *c) { if (strcmp(c, \"a\") == 0) RUN(c); }",
       "f: \"a\""},
      {"as a condition",
       "void f(const char *c) { if (!strcmp(c, \"a\")) RUN(c); }", "f: \"a\""},
      {"the wrong way round",
       "void f(const char *c) { if (strcmp(c, \"a\")) RUN(c); }", "f: $c"},
      {"the literal first",
       "void f(const char *c) { if (strcmp(\"a\", c) == 0) RUN(c); }",
       "f: \"a\""},
      {"less is not equal",
       "void f(const char *c) { if (strcmp(c, \"a\") < 0) RUN(c); }", "f: $c"},
      {"all but two leave",
       "void f(const char *c) { if (strcmp(c, \"a\") != 0 &&"
       " strcmp(c, \"b\") != 0) return; RUN(c); }",
       "f: (\"b\"|\"a\")"},
  });
}

TEST(Conditions, Characters) {
  expectSites({
      {"switch",
       "void f(char c) { std::string s = \"x\"; switch (c) {"
       " case '<': case '>': s += c; RUN(s.c_str()); break; default: break; } "
       "}",
       "f: \"x\" (\">\"|\"<\")"},
      {"the default may be anything",
       "void f(char c) { std::string s = \"x\"; switch (c) { case '<': break;"
       " default: s += c; RUN(s.c_str()); } }",
       "f: \"x\" $c"},
      {"==",
       "void f(char c) { std::string s = \"x\"; if (c == '<') { s += c;"
       " RUN(s.c_str()); } }",
       "f: \"x<\""},
      {"checked one by one",
       "void f(const char *t) { for (const char *p = t; *p; ++p)"
       " if (*p < 'a' || *p > 'z') return; RUN(t); }",
       "f: quoted($t)"},
      {"digits",
       "void f(const char *t) { for (const char *p = t; *p; ++p)"
       " if (*p < '0' || *p > '9') return; RUN(t); }",
       "f: number"},
      {"quotes let through",
       "void f(const char *t) { for (const char *p = t; *p; ++p)"
       " if (*p == ';') return; RUN(t); }",
       "f: $t"},
  });
}

TEST(Conditions, Flags) {
  expectSites({
      {"a flag",
       "void f(const std::string &c) { bool ok = false; if (c == \"a\")"
       " ok = true; if (ok) RUN(c.c_str()); }",
       "f: \"a\""},
      {"another value of it",
       "void f(const std::string &c) { bool ok = false; if (c == \"a\")"
       " ok = true; if (!ok) RUN(c.c_str()); }",
       "f: $c"},
      {"set elsewhere as well",
       "void f(const std::string &c, bool b) { bool ok = b; if (c == \"a\")"
       " ok = true; if (ok) RUN(c.c_str()); }",
       "f: $c"},
      {"changed since",
       "void f(std::string c, const std::string &d) { bool ok = c == \"a\";"
       " c = d; if (ok) RUN(c.c_str()); }",
       "f: $d"},
      {"the result of a function with a loop",
       "static const char *const Names[] = {\"a\", \"b\"};"
       "static int known(const std::string &x) { for (int i = 0; i < 2; ++i)"
       " if (x == Names[i]) return i; return -1; }"
       "void f(const std::string &c) { if (known(c) < 0) return;"
       " RUN(c.c_str()); }",
       "f: (\"a\"|\"b\")"},
      {"a function that does not return otherwise",
       "[[noreturn]] void stop(); static void check(const std::string &x) {"
       " if (x != \"a\") stop(); } void f(const std::string &c) { check(c);"
       " RUN(c.c_str()); }",
       "f: \"a\""},
  });
}

TEST(Conditions, Predicates) {
  expectSites({
      {"a function that compares",
       "static bool known(const std::string &x) { return x == \"a\" ||"
       " x == \"b\"; } void f(const std::string &c) { if (known(c))"
       " RUN(c.c_str()); }",
       "f: (\"a\"|\"b\")"},
      {"its opposite",
       "static bool bad(const std::string &x) { return x != \"a\"; }"
       "void f(const std::string &c) { if (bad(c)) return; RUN(c.c_str()); }",
       "f: \"a\""},
      {"one that lets others in",
       "static bool known(const std::string &x, bool b) { return x == \"a\" ||"
       " b; } void f(const std::string &c, bool b) { if (known(c, b))"
       " RUN(c.c_str()); }",
       "f: $c"},
      {"one that calls itself",
       "static bool known(const std::string &x) { return known(x); }"
       "void f(const std::string &c) { if (known(c)) RUN(c.c_str()); }",
       "f: $c"},
  });
}

TEST(Conditions, Membership) {
  expectSites({
      {"count",
       "void f(const std::string &c) { std::set<std::string>"
       " known; known.insert(\"a\"); if (known.count(c)) RUN(c.c_str()); }",
       "f: \"a\""},
      {"count of nothing",
       "void f(const std::string &c) { std::set<std::string>"
       " known; known.insert(\"a\"); if (!known.count(c)) RUN(c.c_str()); }",
       "f: $c"},
      {"a set of what is not known",
       "void f(const std::string &c, const std::string &d) {"
       " std::set<std::string> known; known.insert(d); if (known.count(c))"
       " RUN(c.c_str()); }",
       "f: $c"},
  });
}

TEST(Conditions, OfTheProjectsOwn) {
  const char *Catalog = "library: mine\n"
                        "comparisons:\n"
                        "- {call: same, value: 0, among: 1, holds: nonzero}\n"
                        "- {call: isAsc, value: 0, text: ASC, holds: zero}\n";
  const char *Declared = "bool same(const char *, const char *);"
                         "int isAsc(const char *);";
  auto Sites = [&](const char *Body) {
    return sitesOf(std::string(Declared) + "void f(const char *c) { " + Body +
                       " }",
                   Catalog);
  };
  EXPECT_EQ(Sites("if (same(c, \"a\")) RUN(c);"), "f: \"a\"");
  EXPECT_EQ(Sites("if (!same(c, \"a\")) RUN(c);"), "f: $c");
  EXPECT_EQ(Sites("if (isAsc(c) == 0) RUN(c);"), "f: \"ASC\"");
  EXPECT_EQ(Sites("if (isAsc(c)) RUN(c);"), "f: $c");
  EXPECT_EQ(sitesOf("bool same(const char *, const char *);"
                    "void f(const char *c) { if (same(c, \"a\")) RUN(c); }"),
            "f: $c");
}

} // namespace
