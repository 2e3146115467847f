//===- CallsTest.cpp - Text from function to function ---------------------===//
#include "Snippet.h"
#include "gtest/gtest.h"

using namespace dbsafe::test;

namespace {

TEST(Calls, Results) {
  expectSites({
      {"a constant",
       "static const char *g() { return \"a\"; }"
       "void f() { RUN(g()); }",
       "f: \"a\""},
      {"one of two",
       "static const char *g(bool b) { if (b) return \"a\"; return \"b\"; }"
       "void f(bool b) { RUN(g(b)); }",
       "f: (\"a\"|\"b\")"},
      {"made of the argument",
       "static std::string g(const std::string &x) { return \"[\" + x + \"]\"; "
       "}"
       "void f(const std::string &p) { RUN(g(p).c_str());"
       " RUN(g(\"a\").c_str()); }",
       "f: \"[\" $p \"]\"\nf: \"[a]\""},
      {"through two functions",
       "static std::string g(std::string x) { return x + \"g\"; }"
       "static std::string h(std::string x) { return g(x + \"h\"); }"
       "void f() { RUN(h(\"a\").c_str()); }",
       "f: \"ahg\""},
      {"a default argument",
       "static const char *g(const char *x = \"a\") { return x; }"
       "void f() { RUN(g()); }",
       "f: \"a\""},
  });
}

TEST(Calls, OutParameters) {
  expectSites({
      {"a reference",
       "static void g(std::string &s) { s += \"b\"; }"
       "void f() { std::string s = \"a\"; g(s); RUN(s.c_str()); }",
       "f: \"ab\""},
      {"a pointer",
       "static void g(std::string *s) { *s = \"b\"; }"
       "void f() { std::string s = \"a\"; g(&s); RUN(s.c_str()); }",
       "f: \"b\""},
      {"a buffer",
       "static void g(char *s, const char *x) { strcpy(s, \"a\");"
       " strcat(s, x); } void f(const char *p) { char s[9]; g(s, p); RUN(s); }",
       "f: \"a\" $p"},
      {"a pointer that is set",
       "static void g(const char **s) { *s = \"b\"; }"
       "void f() { const char *s = \"a\"; g(&s); RUN(s); }",
       "f: \"b\""},
      {"on some paths only",
       "static void g(std::string &s, bool b) { if (b) s += \"b\"; }"
       "void f(bool b) { std::string s = \"a\"; g(s, b); RUN(s.c_str()); }",
       "f: \"a\" (\"\"|\"b\")"},
      {"a copy is the callee's own",
       "static void g(std::string s) { s += \"b\"; }"
       "void f() { std::string s = \"a\"; g(s); RUN(s.c_str()); }",
       "f: \"a\""},
      {"a function that nothing is known of may write",
       "void g(char *); void f() { char s[9]; strcpy(s, \"a\"); g(s); RUN(s); "
       "}",
       "f: dynamic"},
      {"but not to what it only reads",
       "void g(const char *); void f() { char s[9]; strcpy(s, \"a\"); g(s);"
       " RUN(s); }",
       "f: \"a\""},
      {"a local reference",
       "void f() { std::string s = \"a\"; std::string &r = s; r += \"b\";"
       " RUN(s.c_str()); }",
       "f: \"ab\""},
  });
}

TEST(Calls, Wrappers) {
  expectSites({
      {"a function that others may call is a site itself",
       "void run(const char *sql) { RUN(sql); }", "run: $sql"},
      {"the caller is told as well",
       "void run(const char *sql) { RUN(sql); } void f() { run(\"a\"); }",
       "run: $sql\nf: \"a\""},
      {"one that only this file calls is judged by its callers",
       "static void run(const char *sql) { RUN(sql); }"
       "void f() { run(\"a\"); } void g(const char *p) { run(p); }",
       "f: \"a\"\ng: $p"},
      {"one whose address is taken has callers that nobody sees",
       "static void run(const char *sql) { RUN(sql); } void (*p)(const char *)"
       " = run; void f() { run(\"a\"); }",
       "run: $sql\nf: \"a\""},
      {"a wrapper of a wrapper",
       "static void run(const std::string &s) { RUN(s.c_str()); }"
       "static void all(const std::string &t) { run(\"SELECT \" + t); }"
       "void f(const std::string &p) { all(\"a\"); all(p); }",
       "f: \"SELECT a\"\nf: \"SELECT \" $p"},
      {"what does not depend on the caller is said once",
       "static void run() { RUN(\"a\"); } void f() { run(); run(); }",
       "run: \"a\""},
  });
}

TEST(Calls, FormatsOfTheProjectsOwn) {
  const char *Exec =
      "void exec(const char *fmt, ...) { char s[99];"
      " __builtin_va_list l; __builtin_va_start(l, fmt);"
      " vsnprintf(s, 99, fmt, l); __builtin_va_end(l); RUN(s); }";
  EXPECT_EQ(sitesOf(std::string(Exec) +
                    "void f(const char *p, int n) {"
                    " exec(\"a\"); exec(\"a %s %d\", p, n); }"),
            "exec: $fmt...\nf: \"a\"\nf: \"a \" $p \" \" number");
  EXPECT_EQ(
      sitesOf("static void vexec(const char *fmt, __builtin_va_list l) {"
              " char s[99]; vsnprintf(s, 99, fmt, l); RUN(s); }"
              "static void exec(const char *fmt, ...) {"
              " __builtin_va_list l; __builtin_va_start(l, fmt); vexec(fmt, l);"
              " __builtin_va_end(l); }"
              "void f(const char *p) { exec(\"a %s\", p); }"),
      "f: \"a \" $p");
  EXPECT_EQ(
      sitesOf("template <class... A> void exec(const char *fmt, A... a) {"
              " char s[99]; snprintf(s, 99, fmt, a...); RUN(s); }"
              "void f(const char *p, int n) { exec(\"a %s %d\", p, n); }"),
      "exec: $fmt...\nf: \"a \" $p \" \" number");
}

TEST(Calls, SinksThatFormat) {
  const char *Catalog =
      "library: mine\n"
      "sinks: [{call: 'Db::PExecute', sql: 0, format: printf}]\n";
  const char *Db = "struct Db { void PExecute(const char *, ...); };";
  EXPECT_EQ(sitesOf(std::string(Db) +
                        "void f(Db &db, const char *p, int n) {"
                        " db.PExecute(\"a %u\", n); db.PExecute(\"a %s\", p);"
                        " db.PExecute(\"a 100%%\"); db.PExecute(p); }",
                    Catalog),
            "f: \"a \" number\nf: \"a \" $p\nf: \"a 100%\"\nf: $p...");
}

TEST(Calls, Recursion) {
  // What it comes to is a matter of taste; that it comes to an end is not.
  for (const char *Code :
       {"std::string g(int n, std::string s) { if (!n) return s;"
        " RUN(s.c_str()); return g(n - 1, s + \"a\"); }",
        "void h(int n, std::string s); void g(int n, std::string s) {"
        " h(n, s + \"g\"); } void h(int n, std::string s) { RUN(s.c_str());"
        " if (n) g(n - 1, s + \"h\"); }",
        "struct Node { Node *next; const char *text; void run() { RUN(text);"
        " if (next) next->run(); } };"
        "void g(Node *n) { n->run(); }"})
    EXPECT_NE(sitesOf(Code), "");
}

} // namespace
