//===- BuildersTest.cpp - What a catalogue can say of a builder -----------===//
//
// Functions that no library has, described by a catalogue of their own: each
// test shows one thing that the format can say.
//
//===----------------------------------------------------------------------===//
#include "Snippet.h"
#include "gtest/gtest.h"

using namespace dbsafe::test;

namespace {

std::string catalogOf(llvm::StringRef Builders) {
  return ("library: mine\nbuilders:\n" + Builders).str();
}

TEST(Builders, ResultsAtTheEndOfAnOperand) {
  EXPECT_EQ(sitesOf("char *copy(char *, const char *);"
                    "void f(const char *p) { char s[9]; char *e = s;"
                    " e = copy(e, \"a\"); e = copy(e, p); copy(e, \"b\");"
                    " RUN(s); }",
                    catalogOf("  - {call: copy, into: 0, text: '{1}', "
                              "returns-end: 0}\n")),
            "f: \"a\" $p \"b\"");
}

TEST(Builders, ObjectsThatStandForAnother) {
  EXPECT_EQ(sitesOf("struct Out { Out(std::string &); };"
                    "void put(const Out &, const char *);"
                    "void f(const char *p) { std::string s = \"a\"; Out o(s);"
                    " put(o, p); put(Out(s), \"b\"); RUN(s.c_str()); }",
                    catalogOf("  - {call: 'Out::Out', returns-end: 0}\n"
                              "  - {call: put, into: 0, text: '{0}{1}'}\n")),
            "f: \"a\" $p \"b\"");
}

TEST(Builders, FieldsThatShowTheirObject) {
  const char *Buffer = "struct Buffer { char *data; };"
                       "typedef struct { char *text; } Nameless;"
                       "void put(Buffer *, const char *);"
                       "void add(Nameless *, const char *);";
  std::string Catalog =
      catalogOf("  - {call: 'Buffer::data', returns: this}\n"
                "  - {call: 'Nameless::text', returns: this}\n"
                "  - {call: [put, add], into: 0, text: '{0}{1}'}\n");
  EXPECT_EQ(sitesOf(std::string(Buffer) +
                        "void f(const char *p) { Buffer b; put(&b, \"a\");"
                        " put(&b, p); RUN(b.data); }"
                        "void g(Buffer *b) { put(b, \"a\"); RUN(b->data); }"
                        "void h(const char *p) { Nameless b; add(&b, \"a\");"
                        " add(&b, p); RUN(b.text); }",
                    Catalog),
            "f: \"a\" $p\ng: $b \"a\"\nh: \"a\" $p");
}

TEST(Builders, CharactersInIntegers) {
  EXPECT_EQ(
      sitesOf("void put(int, std::string &);"
              "void f(int n, bool b) { std::string s; put('a', s);"
              " put(98, s); put(b ? 'x' : 'y', s); put(n, s);"
              " RUN(s.c_str()); }",
              catalogOf("  - {call: put, into: 1, text: '{1}{char 0}'}\n")),
      "f: \"ab\" (\"x\"|\"y\") dynamic");
}

TEST(Builders, CallablesForElements) {
  const char *Each = "template <class F> std::string each(const std::string &s,"
                     " F f) { return f(s); }"
                     "static std::string mark(const std::string &s)"
                     " { return \"<\" + s + \">\"; }";
  std::string Catalog = catalogOf("  - {call: each, into: return, text: '{call "
                                  "1 0}'}\n");
  EXPECT_EQ(
      sitesOf(std::string(Each) +
                  "void f(const std::string &p) {"
                  " RUN(each(p, [](const std::string &s) {"
                  " return \"[\" + s + \"]\"; }).c_str()); }"
                  "void g(const std::string &p) { RUN(each(p, mark).c_str()); }"
                  "void h(const std::string &p) {"
                  " RUN(each(p, [](auto s) { return s + \",\"; }).c_str()); }"
                  "void i(const std::string &p) { std::string all = \"a\";"
                  " each(p, [&](const std::string &s) { all += s; return s; });"
                  " RUN(all.c_str()); }",
              Catalog),
      "f: {\"[\" $p[] \"]\"}*\ng: {\"<\" $p[] \">\"}*\nh: {$p[] \",\"}*\n"
      "i: \"a\" {$p[]}*");
}

TEST(Builders, CallablesThatFold) {
  const char *Fold =
      "template <class F> std::string fold(const std::string &a,"
      " const std::string &s, F f) { return f(a, s); }"
      "template <class F> std::string join(const std::string &s, F f)"
      " { std::string a; f(&a, s); return a; }";
  std::string Catalog =
      catalogOf("  - {call: fold, into: return, text: '{fold 2 0 1}'}\n"
                "  - {call: join, into: return, text: '{fold 1 ? 0}'}\n");
  EXPECT_EQ(sitesOf(std::string(Fold) +
                        "void f(const std::string &p) {"
                        " RUN(fold(\"a\", p, [](const std::string &all,"
                        " const std::string &s) { return all + \",\" + s; })"
                        ".c_str()); }"
                        "void g(const std::string &p) {"
                        " RUN(join(p, [](std::string *out,"
                        " const std::string &s) { *out += s; *out += \";\"; })"
                        ".c_str()); }",
                    Catalog),
            "f: \"a\" {\",\" $p[]}*\ng: {$p[] \";\"}*");
}

TEST(Builders, TextThatTakesTheTextsPlace) {
  const char *Replace = "void replace(std::string &, const char *,"
                        " const char *);";
  std::string Catalog =
      catalogOf("  - {call: replace, into: 0, text: '{replace 0 1 2}'}\n");
  EXPECT_EQ(sitesOf(std::string(Replace) +
                        "void f(const char *p) { std::string s = \"a @x b @x\";"
                        " replace(s, \"@x\", p); RUN(s.c_str()); }"
                        "void g() { std::string s = \"a @x\";"
                        " replace(s, \"@x\", \"c\"); RUN(s.c_str()); }"
                        "void h(const char *p, const char *q) {"
                        " std::string s = \"a \"; s += p;"
                        " replace(s, q, \"c\"); RUN(s.c_str()); }",
                    Catalog),
            "f: \"a \" $p \" b \" $p\ng: \"a c\"\nh: \"a \" $p");
}

TEST(Builders, QuotersThatAppend) {
  EXPECT_EQ(sitesOf("void append(std::string &, const char *);"
                    "void f(const char *p) { std::string s = \"a \";"
                    " append(s, p); s += \" b\"; RUN(s.c_str()); }",
                    "library: mine\n"
                    "quoters: [{call: append, from: 1, into: 0, append: true, "
                    "slot: value}]\n"),
            "f: \"a \" quoted($p) \" b\"");
}

TEST(Builders, FormatsThatAreFilledInSteps) {
  const char *Text = "struct Text { Text(const char *);"
                     " Text arg(const char *); Text arg(const char *,"
                     " const char *); Text arg(int, int = 0);"
                     " const char *data(); };";
  std::string Catalog = catalogOf(
      "  - {call: 'Text::Text', into: this, text: '{0}'}\n"
      "  - {call: 'Text::data', returns: this}\n"
      "  - {call: 'Text::arg', into: return, text: '{qt this 0}'}\n"
      "  - {call: 'Text::arg', parameters: [number, '...'], into: return, "
      "text: '{qt this 0 0}'}\n");
  EXPECT_EQ(
      sitesOf(std::string(Text) +
                  "void f(const char *p, const char *q) {"
                  " RUN(Text(\"a %1 b %2\").arg(p).arg(q).data()); }"
                  "void g(const char *p, const char *q) {"
                  " RUN(Text(\"a %2 b %1\").arg(p, q).data()); }"
                  "void h(const char *p, int n) {"
                  " RUN(Text(\"%3 %1 %1\").arg(n, 5).arg(p).data()); }"
                  "void i(const char *p) { RUN(Text(\"a\").arg(p).data()); }"
                  "void j(const char *p, const char *q) {"
                  " Text t = Text(p).arg(q); RUN(t.data()); }",
              Catalog),
      "f: \"a \" $p \" b \" $q\ng: \"a \" $q \" b \" $p\n"
      "h: $p \" \" number \" \" number\ni: \"a\"\nj: $p...");
}

TEST(Builders, FormatsInPieces) {
  EXPECT_EQ(sitesOf("void f(const char *p, int n, bool b) { char t[99], s[99];"
                    " strcpy(t, \"a %d\"); if (b) strcat(t, \" b\");"
                    " strcat(t, \" %s\"); snprintf(s, 99, t, n, p); RUN(s); }"),
            "f: \"a \" number (\" b\"|\"\") \" \" $p");
}

TEST(Builders, ArgumentsWithNamesAndInLists) {
  const char *Format =
      "struct Named { Named(const char *, const char *); };"
      "struct List {}; Named arg(const char *, const char *);"
      "template <class... T> List list(const T &...);"
      "template <class... T> std::string form(const char *, const T &...);";
  std::string Catalog =
      catalogOf("  - {call: form, into: return, text: '{fmt 0 1}'}\n"
                "  - {call: arg, into: return, text: '{1}', name: 0}\n"
                "  - {call: list, into: return, text: '{0...}'}\n");
  EXPECT_EQ(sitesOf(std::string(Format) +
                        "void f(const char *p, const char *q) {"
                        " RUN(form(\"{b} {a}\", arg(\"a\", p), arg(\"b\", q))"
                        ".c_str()); }"
                        "void g(const char *p, int n) {"
                        " RUN(form(\"{} {}\", list(n, p)).c_str()); }",
                    Catalog),
            "f: $q \" \" $p\ng: number \" \" $p");
}

TEST(Builders, PointersWhoseBufferIsNotKnown) {
  EXPECT_EQ(sitesOf("void f(const char *p) { char *s = nullptr;"
                    " s = (char *)0; strcpy(s, \"a\"); strcat(s, p);"
                    " strcat(s + 1, \"b\"); RUN(s); }"),
            "f: \"a\" $p \"b\"");
}

} // namespace
