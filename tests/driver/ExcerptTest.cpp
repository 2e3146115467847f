//===- ExcerptTest.cpp - Lines of source, fit to be shown -----------------===//
#include "report/Excerpt.h"
#include <gtest/gtest.h>

using dbsafe::report::Excerpt;
using dbsafe::report::excerpt;
using dbsafe::report::Span;

namespace {

/// The excerpt with its underlined part in brackets.
std::string shown(llvm::StringRef Line, llvm::StringRef Underlined,
                  llvm::ArrayRef<Span> Literals = {}) {
  size_t Begin = Line.find(Underlined);
  Excerpt E = excerpt(Line, Begin, Begin + Underlined.size(), Literals);
  return E.Text.substr(0, E.Begin) + "[" +
         E.Text.substr(E.Begin, E.End - E.Begin) + "]" + E.Text.substr(E.End);
}

TEST(Excerpt, IsTheLine) {
  EXPECT_EQ(shown("  query(name);", "name"), "  query([name]);");
  EXPECT_EQ(shown("\tx = 1;", "x"), "\t[x] = 1;");
}

TEST(Excerpt, MasksPasswordsAndMovesTheUnderline) {
  llvm::StringRef Line =
      R"(c("host=a user=u password=hunter2 dbname=d"); query(name);)";
  EXPECT_EQ(shown(Line, "query"),
            R"(c("host=a user=u password=*** dbname=d"); [query](name);)");
  EXPECT_EQ(shown(Line, "host"),
            R"(c("[host]=a user=u password=*** dbname=d"); query(name);)");
  EXPECT_EQ(shown(Line, "hunter2").find("hunter2"), std::string::npos);
}

TEST(Excerpt, MasksWholeLiterals) {
  llvm::StringRef Line = R"(login("root", "hunter2");)";
  Span Literals[] = {{7, 11}, {15, 22}};
  EXPECT_EQ(shown(Line, R"("hunter2")", Literals), R"(login("***", ["***"]);)");
  EXPECT_EQ(shown(Line, "hunter2", Literals), R"(login("***", "[***]");)");
}

TEST(Excerpt, KeepsWhatIsNoSecretInAConnectionString) {
  llvm::StringRef Line = R"(login("host=a password=hunter2");)";
  Span Literals[] = {{7, 30}};
  EXPECT_EQ(shown(Line, R"("host=a password=hunter2")", Literals),
            R"(login(["host=a password=***"]);)");
}

TEST(Excerpt, CannotSteerATerminal) {
  EXPECT_EQ(shown("a\033[31mb", "b"), "a [31m[b]");
  EXPECT_EQ(shown("a\x9b"
                  "b",
                  "b"),
            "a?[b]");
  EXPECT_EQ(shown("ö b", "b"), "ö [b]");
}

TEST(Excerpt, ToleratesAnyRange) {
  Excerpt E = excerpt("short", 100, 200);
  EXPECT_EQ(E.Text, "short");
  EXPECT_EQ(E.Begin, 5u);
  EXPECT_EQ(E.End, 5u);
}

} // namespace
