//===- RobustnessTest.cpp - Programs of unusual size ----------------------===//
//
// Each of these comes to an end, without overflowing the stack: generated code
// looks like this. How long it takes is the benchmarks' matter.
//
//===----------------------------------------------------------------------===//
#include "Snippet.h"
#include "llvm/ADT/StringRef.h"
#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"

using namespace dbsafe::test;
using dbsafe::provenance::lines;

namespace {

std::string repeated(unsigned Times,
                     llvm::function_ref<std::string(unsigned)> Piece) {
  std::string Result;
  for (unsigned I = 0; I < Times; ++I)
    Result += Piece(I) + "\n";
  return Result;
}

TEST(Robustness, AChainOfFiveThousandCalls) {
  std::string Code = "static void f0(const char *s) { RUN(s); }\n";
  Code += repeated(5000, [](unsigned I) {
    return "static void f" + std::to_string(I + 1) + "(const char *s) { f" +
           std::to_string(I) + "(s); }";
  });
  sitesOf(Code + "void f(const char *p) { f5000(p); }");
  // The same in the order in which callers come first.
  Code = repeated(5001, [](unsigned I) {
    return "static void f" + std::to_string(I) + "(const char *s);";
  });
  Code += repeated(5000, [](unsigned I) {
    return "static void f" + std::to_string(I) + "(const char *s) { f" +
           std::to_string(I + 1) + "(s); }";
  });
  Code += "static void f5000(const char *s) { RUN(s); }\n";
  sitesOf(Code + "void f(const char *p) { f0(p); }");
}

TEST(Robustness, AChainOfAThousandResults) {
  std::string Code = "static std::string f0(std::string s) { return s; }\n";
  Code += repeated(1000, [](unsigned I) {
    return "static std::string f" + std::to_string(I + 1) +
           "(std::string s) { return f" + std::to_string(I) + "(s + \"x\"); }";
  });
  std::string Sites =
      sitesOf(Code + "void f(const std::string &p) { RUN(f1000(p).c_str()); }");
  EXPECT_TRUE(llvm::StringRef(Sites).starts_with("f: $p \"xx"));
}

TEST(Robustness, TwentyThousandAppends) {
  std::string Sites = sitesOf(
      "void f(const char *p) { std::string s;\n" +
      repeated(20000,
               [](unsigned I) { return I % 100 ? "s += \"a\";" : "s += p;"; }) +
      "RUN(s.c_str()); }");
  EXPECT_TRUE(llvm::StringRef(Sites).starts_with("f: $p \"aaa"));
  EXPECT_TRUE(llvm::StringRef(Sites).ends_with("aaa\""));
}

TEST(Robustness, TwoThousandBranchesOneAfterTheOther) {
  std::string Sites =
      sitesOf("void f(int n, const char *p) { std::string s = \"x\";\n" +
              repeated(2000,
                       [](unsigned I) {
                         return "if (n == " + std::to_string(I) + ") s += p;";
                       }) +
              "RUN(s.c_str()); }");
  EXPECT_TRUE(llvm::StringRef(Sites).contains("$p"));
}

TEST(Robustness, ASwitchOfTwoThousandArms) {
  std::string Sites = sitesOf(
      "void f(int n, const char *p) { const char *s = \"x\"; switch (n) {\n" +
      repeated(2000,
               [](unsigned I) {
                 return "case " + std::to_string(I) + ": s = " +
                        (I == 1000 ? std::string("p")
                                   : "\"a" + std::to_string(I) + "\"") +
                        "; break;";
               }) +
      "} RUN(s); }");
  EXPECT_TRUE(llvm::StringRef(Sites).contains("$p"));
}

TEST(Robustness, TwoHundredNestedTernaries) {
  std::string Expression;
  for (unsigned I = 0; I < 200; ++I)
    Expression +=
        "n == " + std::to_string(I) + " ? \"a" + std::to_string(I) + "\" : ";
  std::string Sites =
      sitesOf("void f(int n, const char *p) { RUN(" + Expression + "p); }");
  EXPECT_TRUE(llvm::StringRef(Sites).contains("$p"));
}

TEST(Robustness, SixtyNestedLoops) {
  // Written out, such a text is long; shared, it is not.
  Snippet Code(
      "void f(int n) { std::string s;\n" +
      repeated(60, [](unsigned) { return "while (n--) { s += \"a\";"; }) +
      std::string(60, '}') + " RUN(s.c_str()); }");
  ASSERT_EQ(Code.program().sites().size(), 1u);
  EXPECT_FALSE(lines(Code.program().sites()[0].Parts[0].Text).empty());
}

TEST(Robustness, AnExpressionOfTwoThousandOperands) {
  std::string Sites = sitesOf(
      "void f(const std::string &p) { RUN((p" +
      repeated(2000, [](unsigned) { return " + \"a\""; }) + ").c_str()); }");
  EXPECT_TRUE(llvm::StringRef(Sites).starts_with("f: $p \"aa"));
}

TEST(Robustness, ATextDoubledInEveryLine) {
  std::string Sites =
      sitesOf("void f(const std::string &p) { std::string s = p;\n" +
              repeated(100, [](unsigned) { return "s = s + s;"; }) +
              "RUN(s.c_str()); }");
  EXPECT_TRUE(llvm::StringRef(Sites).starts_with("f: $p $p"));
}

TEST(Robustness, CallsThatDoubleTheirSites) {
  std::string Code = "static void f0(const char *s) { RUN(s); }\n";
  Code += repeated(40, [](unsigned I) {
    std::string Inner = "f" + std::to_string(I) + "(s);";
    return "static void f" + std::to_string(I + 1) + "(const char *s) { " +
           Inner + Inner + " }";
  });
  sitesOf(Code + "void f(const char *p) { f40(p); }");
}

// In code with errors, an expression may have no type.
TEST(Robustness, AnInitializerWithoutAType) {
  EXPECT_NONFATAL_FAILURE(sitesOf("struct Lock { Lock(int *); };\n"
                                  "void f(const char *s) {\n"
                                  "  Lock lock(&undeclared(s)->mutex);\n"
                                  "  RUN(s);\n"
                                  "}"),
                          "does not compile");
}

} // namespace
