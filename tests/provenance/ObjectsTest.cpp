//===- ObjectsTest.cpp - Text in objects ----------------------------------===//
#include "Snippet.h"
#include "gtest/gtest.h"

using namespace dbsafe::test;

namespace {

TEST(Objects, Structs) {
  expectSites({
      {"a field",
       "struct Q { const char *text; int n; };"
       "void f() { Q q; q.text = \"a\"; RUN(q.text); }",
       "f: \"a\""},
      {"initialised in order",
       "struct Q { int n; const char *text, *other; };"
       "void f(const char *p) { Q q{1, \"a\", p}; RUN(q.text); RUN(q.other); }",
       "f: \"a\"\nf: $p"},
      {"initialised by name",
       "struct Q { const char *text, *other; };"
       "void f(const char *p) { Q q{.other = p}; RUN(q.other); }",
       "f: $p"},
      {"the caller's",
       "struct Q { const char *text; }; void f(const Q &q) { RUN(q.text); }",
       "f: $q.text"},
      {"filled by another function",
       "struct Q { std::string text; }; static void fill(Q &q, const char *p) {"
       " q.text = \"a\"; q.text += p; } void f(const char *p) { Q q;"
       " fill(q, p); RUN(q.text.c_str()); }",
       "f: \"a\" $p"},
      {"a struct within a struct",
       "struct In { const char *text; }; struct Q { In in; };"
       "void f() { Q q; q.in.text = \"a\"; RUN(q.in.text); }",
       "f: \"a\""},
  });
}

TEST(Objects, FieldsThatAreSources) {
  const char *Catalog = "library: mine\n"
                        "sources: [{call: 'Request::body', into: return, "
                        "what: a request}]\n";
  const std::string Request =
      "struct Request { std::string body, other; }; Request *current();";
  auto Sites = [&](llvm::StringRef Code) {
    return sitesOf(Request + Code.str(), Catalog);
  };
  EXPECT_EQ(Sites("void f(const Request &r) { RUN(r.body.c_str()); }"),
            "f: outside(a request)");
  EXPECT_EQ(Sites("void f() { RUN(current()->body.c_str()); }"),
            "f: outside(a request)");
  EXPECT_EQ(Sites("void f(const Request &r) { RUN(r.other.c_str()); }"),
            "f: $r.other");
  // What the program has written there is not from outside.
  EXPECT_EQ(
      Sites("void f(Request &r) { r.body = \"a\"; RUN(r.body.c_str()); }"),
      "f: \"a\"");
  EXPECT_EQ(Sites("void f() { Request r; r.body = \"a\"; Request s = r;"
                  " RUN(s.body.c_str()); }"),
            "f: \"a\"");
}

TEST(Objects, Arrays) {
  expectSites({
      {"an element that is known",
       "void f() { const char *t[] = {\"a\", \"b\"}; RUN(t[1]); }", "f: \"b\""},
      {"one of them",
       "void f(int n) { const char *t[] = {\"a\", \"b\"}; RUN(t[n]); }",
       "f: (\"a\"|\"b\")"},
  });
}

// A copy shares the original's fields until one of the two is assigned to as a
// whole; a store to a field of the original is seen in the copy.
TEST(Objects, ACopyKeepsTheFieldsOfItsTime) {
  expectSites({
      {"copied as a whole",
       "struct Q { const char *text; }; void f() { Q q{\"a\"}; Q r = q;"
       " q.text = \"b\"; RUN(r.text); RUN(q.text); }",
       "f: \"a\"\nf: \"b\""},
  });
}

TEST(Objects, FieldsOfAReturnedObject) {
  expectSites({
      {"returned",
       "struct Q { const char *text; }; static Q make(const char *p) {"
       " return Q{p}; } void f() { RUN(make(\"a\").text); }",
       "f: \"a\""},
  });
}

TEST(Objects, ATableOfRows) {
  expectSites({
      {"a table of rows",
       "struct Row { int id; const char *sql; };"
       "static const Row Rows[] = {{1, \"a\"}, {2, \"b\"}};"
       "void f(int n) { RUN(Rows[n].sql); }",
       "f: (\"a\"|\"b\")"},
      {"looked at twice",
       "static const char *const T[] = {\"a\", \"b\"};"
       "void f(int n) { RUN(T[n]); } void g(int n) { RUN(T[n]); RUN(T[1]); }",
       "f: (\"a\"|\"b\")\ng: (\"a\"|\"b\")\ng: \"b\""},
  });
}

// A closure runs where it is made if anyone may call it, otherwise where it is
// called.
TEST(Objects, Lambdas) {
  expectSites({
      {"a capture",
       "void f(const char *p) { std::string s = \"a\"; s += p;"
       " auto run = [&] { RUN(s.c_str()); }; run(); }",
       "f: \"a\" $p"},
      {"a parameter",
       "void f() { auto run = [](const char *s) { RUN(s); }; run(\"a\"); }",
       "f: \"a\""},
      {"it writes to what it captured",
       "void f() { std::string s = \"a\"; auto add = [&] { s += \"b\"; };"
       " add(); RUN(s.c_str()); }",
       "f: \"ab\""},
      {"handed to someone who may call it",
       "template <class F> F each(F f) { return f; } void f(const char *p) {"
       " each([&] { RUN(p); }); }",
       "f: $p"},
      {"handed to someone who does not call it",
       "template <class F> void each(F f) {} void f(const char *p) {"
       " each([&] { RUN(p); }); }",
       ""},
  });
}

TEST(Objects, Builders) {
  const char *Class = "class Query { std::string text; public:"
                      " Query() { text = \"SELECT \"; }"
                      " Query &add(const char *p) { text += p; return *this; }"
                      " void run() { RUN(text.c_str()); } };";
  EXPECT_EQ(sitesOf(std::string(Class) +
                    "void f() { Query q; q.add(\"a\"); q.run(); }"
                    "void g(const char *p) { Query q; q.add(p).run(); }"),
            "run: {(\"SELECT \"|$p)}*\n"
            "f: \"SELECT a\"\n"
            "g: \"SELECT \" $p");
}

TEST(Objects, FieldsThatOnlyTheClassWrites) {
  expectSites({
      {"a constant that nothing changes",
       "class T { const char *name = \"a\"; public: void run() { RUN(name); } "
       "};",
       "run: \"a\""},
      {"what the constructors put there",
       "class T { std::string name; public: T() : name(\"a\") {}"
       " T(int) : name(\"b\") {} void run() { RUN(name.c_str()); } };",
       "run: (\"a\"|\"b\")"},
      {"any method of the class may have been before",
       "class T { std::string name; public: void a() { name = \"a\"; }"
       " void b(const char *p) { name = p; } void run() {"
       " RUN(name.c_str()); } };",
       "run: {(\"a\"|$p)}*"},
  });
}

} // namespace
