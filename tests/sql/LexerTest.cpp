// The lexical state in each dialect, and the text the parser is given.
#include "TemplateText.h"
#include "sql/Placeholders.h"
#include "gtest/gtest.h"

using namespace dbsafe::sql;
using dbsafe::sql::test::withHoles;

namespace {

/// The significant tokens, joined by '|'.
std::string cut(std::string_view Text, Dialect D = Dialect::PostgreSQL) {
  TokenizedText Tokens(withHoles(Text), D);
  std::string Result;
  for (const Token &T : Tokens.tokens()) {
    if (T.Kind == TokenKind::Space || T.Kind == TokenKind::Comment)
      continue;
    if (!Result.empty())
      Result += '|';
    for (char C : Tokens.text(T))
      if (C == FlatText::HoleByte)
        Result += "{}";
      else
        Result += C;
  }
  return Result;
}

std::string normal(std::string_view Text, Dialect D) {
  TokenizedText Tokens(withHoles(Text), D);
  std::string Wide =
      normalise(Tokens, 0, Tokens.tokens().size(), [](size_t, bool) {
        return "HOLE";
      }).Text;
  std::string Result;
  for (char C : Wide)
    if (C != ' ' || (!Result.empty() && Result.back() != ' '))
      Result += C;
  while (!Result.empty() && Result.back() == ' ')
    Result.pop_back();
  return Result;
}

TEST(Lexer, PostgreSQLStrings) {
  EXPECT_EQ(cut("a'b''c'd"), "a|'b''c'|d");
  EXPECT_EQ(cut(R"('\' x)"), R"('\'|x)");
  EXPECT_EQ(cut(R"(E'\' x' y)"), R"(E'\' x'|y)");
  EXPECT_EQ(cut(R"(fe'\' x)"), R"(fe|'\'|x)");
  EXPECT_EQ(cut("U&'d!0061' x"), "U&'d!0061'|x");
  EXPECT_EQ(cut("$$it's$$ x"), "$$it's$$|x");
  EXPECT_EQ(cut("$a$ $$ $b$ $a$ x"), "$a$ $$ $b$ $a$|x");
  EXPECT_EQ(cut("$1 $2"), "$1|$2");
  EXPECT_EQ(cut("a$b$c"), "a$b$c");
  EXPECT_EQ(cut(R"("a""b" c)"), R"("a""b"|c)");
}

TEST(Lexer, Comments) {
  EXPECT_EQ(cut("a -- it's\nb"), "a|b");
  EXPECT_EQ(cut("a /* x /* y */ ' */ b"), "a|b");
  EXPECT_EQ(cut("a /* x /* y */ b", Dialect::MySQL), "a|b");
  EXPECT_EQ(cut("a # x\nb", Dialect::MySQL), "a|b");
  EXPECT_EQ(cut("a # x"), "a|#|x");
  EXPECT_EQ(cut("5--3", Dialect::MySQL), "5|--|3");
  EXPECT_EQ(cut("a+--b\nc"), "a|+|c");
}

TEST(Lexer, MySQLAndSQLiteQuotes) {
  EXPECT_EQ(cut(R"('\'' x)", Dialect::MySQL), R"('\''|x)");
  EXPECT_EQ(cut(R"("it's" x)", Dialect::MySQL), R"("it's"|x)");
  EXPECT_EQ(cut("`a``b` x", Dialect::MySQL), "`a``b`|x");
  EXPECT_EQ(cut("[a b] x", Dialect::SQLite), "[a b]|x");
  EXPECT_EQ(cut("a[i] x"), "a|[|i|]|x");
  EXPECT_EQ(cut("a[i] x", Dialect::Generic), "a|[|i|]|x");
  EXPECT_EQ(cut("FROM [a b]", Dialect::Generic), "FROM|[a b]");
}

TEST(Lexer, Placeholders) {
  EXPECT_EQ(cut("a=? AND b=?1", Dialect::SQLite), "a|=|?|AND|b|=|?1");
  EXPECT_EQ(cut("a=:x AND b=@y", Dialect::Generic), "a|=|:x|AND|b|=|@y");
  EXPECT_EQ(cut("a::int = :x"), "a|::|int|=|:x");
  EXPECT_EQ(cut("a[1:n]"), "a|[|1|:|n|]");
  EXPECT_EQ(cut("a ? 'k'"), "a|?|'k'");
  EXPECT_EQ(cut("a ? 'k' AND b = ?", Dialect::Generic), "a|?|'k'|AND|b|=|?");
  EXPECT_EQ(cut("a ?| b", Dialect::Generic), "a|?||b");
  EXPECT_EQ(cut("x % 2 = %1", Dialect::Generic), "x|%|2|=|%1");
  EXPECT_EQ(cut("${} ?{} :{}", Dialect::Generic), "${}|?{}|:{}");
}

TEST(Lexer, HolesAndTheirNeighbours) {
  EXPECT_EQ(cut("a_{}_b {}"), "a_{}_b|{}");
  EXPECT_EQ(cut("{}{}"), "{}{}");
  EXPECT_EQ(cut("WHERE{}"), "WHERE|{}");
  EXPECT_EQ(cut("= {}AND x"), "=|{}|AND|x");
  EXPECT_EQ(cut("5{}"), "5{}");
  EXPECT_EQ(cut("'{}'"), "'{}'");
}

TEST(Lexer, TextThatEndsInsideAToken) {
  for (const char *Text : {"'abc", "\"abc", "/* abc", "$a$ abc", "-- abc",
                           "E'\\", "U&'", "`", "[", "?", ":", "@", "$", "'{}"})
    for (Dialect D : {Dialect::PostgreSQL, Dialect::SQLite, Dialect::MySQL,
                      Dialect::Generic}) {
      TokenizedText Tokens(withHoles(Text), D);
      size_t End = 0;
      for (const Token &T : Tokens.tokens()) {
        EXPECT_EQ(T.Begin, End);
        End = T.End;
      }
      EXPECT_EQ(End, Tokens.flat().text().size()) << Text;
    }
}

TEST(Normaliser, EveryPlaceholderBecomesANumber) {
  EXPECT_EQ(normal("a = ? AND b = ?", Dialect::SQLite), "a = $1 AND b = $2");
  EXPECT_EQ(normal("a = :x AND b = :y OR c = :x", Dialect::Generic),
            "a = $1 AND b = $2 OR c = $1");
  EXPECT_EQ(normal("a = ?2 AND b = ?", Dialect::SQLite), "a = $2 AND b = $3");
  EXPECT_EQ(normal("a=@u", Dialect::SQLite), "a= $1");
  EXPECT_EQ(normal("a = $1::bigint", Dialect::PostgreSQL), "a = $1::bigint");
  EXPECT_EQ(normal("a = %2", Dialect::Generic), "a = $2");
}

TEST(Normaliser, QuotesOfOtherDialects) {
  EXPECT_EQ(normal("SELECT `a``b` FROM [T x]", Dialect::SQLite),
            "SELECT \"a``b\" FROM \"t x\"");
  EXPECT_EQ(normal(R"(a = "it\"s" # c)", Dialect::MySQL), R"(a = 'it_"s')");
  EXPECT_EQ(normal("LIMIT ?, 10", Dialect::MySQL), "LIMIT $1 OFFSET 10");
  EXPECT_EQ(normal("x = 'a''b'", Dialect::PostgreSQL), "x = 'a''b'");
}

TEST(Normaliser, PlacesLeadBack) {
  Template T;
  T.literal("SELECT ?, ").hole().literal(" FROM todos");
  TokenizedText Tokens(T, Dialect::SQLite);
  NormalText N = normalise(Tokens, 0, Tokens.tokens().size(),
                           [](size_t, bool) { return "$7000"; });
  Place Found = Tokens.flat().place(N.origin(N.Text.find("todos")));
  EXPECT_EQ(Found, (Place{2, 6}));
}

} // namespace
