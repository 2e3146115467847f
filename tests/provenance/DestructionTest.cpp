//===- DestructionTest.cpp - Statements that are sent by a destructor -----===//
#include "Snippet.h"
#include "gtest/gtest.h"

using namespace dbsafe::test;

namespace {

constexpr const char *Catalog =
    "library: mine\n"
    "builders:\n"
    "  - {call: 'Session::operator<<', into: return, text: '{0}'}\n"
    "  - {call: 'Once::operator<<', into: this, text: '{this}{0}', "
    "returns: this}\n"
    "  - {call: 'Once::Once', parameters: [none], into: this, text: ''}\n"
    "sinks: [{call: 'Once::~Once', sql: this}]\n";

std::string sites(llvm::StringRef Code) {
  std::string Classes =
      "struct Once { Once(); Once(const Once &); ~Once();"
      " template <class T> Once &operator<<(const T &); };"
      "struct Session { template <class T> Once operator<<(const T &); };";
  return sitesOf(Classes + Code.str(), Catalog);
}

TEST(Destruction, AtTheEndOfTheFullExpression) {
  EXPECT_EQ(sites("void f(Session &s) { s << \"a\"; }"), "f: \"a\"");
  EXPECT_EQ(sites("void f(Session &s, const char *p) {"
                  " s << \"a\" << p << \"b\"; s << \"c\"; }"),
            "f: \"a\" $p \"b\"\nf: \"c\"");
}

TEST(Destruction, OnOneWayOnly) {
  EXPECT_EQ(sites("void f(Session &s, bool b) { if (b) s << \"a\"; }"),
            "f: \"a\"");
  EXPECT_EQ(sites("void f(Session &s, bool b, const char *p) {"
                  " b ? void(s << \"a\" << p) : void(s << \"b\"); }"),
            "f: \"b\"\nf: \"a\" $p");
  EXPECT_EQ(sites("void f(Session &s, bool b) {"
                  " s << (b ? \"a\" : \"b\"); }"),
            "f: (\"a\"|\"b\")");
}

TEST(Destruction, OfAVariable) {
  EXPECT_EQ(sites("void f(bool b) { Once o; o << \"a\"; if (b) o << \"b\"; }"),
            "f: \"a\" (\"b\"|\"\")");
}

TEST(Destruction, InAWrapper) {
  EXPECT_EQ(sites("static void run(Session &s, const std::string &t) {"
                  " s << t; }"
                  "void f(Session &s, const char *p) {"
                  " run(s, std::string(\"a\") + p); }"),
            "f: \"a\" $p");
}

} // namespace
