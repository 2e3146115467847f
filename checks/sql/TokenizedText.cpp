//===- TokenizedText.cpp - Places and words in a tokenised text -----------===//
#include "sql/Lexer.h"
#include <algorithm>
#include <array>

namespace dbsafe::sql {

namespace {

char toUpper(char C) { return C >= 'a' && C <= 'z' ? char(C - 32) : C; }

} // namespace

FlatText::FlatText(const Template &T) {
  for (const Piece &P : T.pieces()) {
    PieceStarts.push_back(Text.size());
    if (P.IsHole) {
      Holes.push_back(Text.size());
      Text += HoleByte;
      continue;
    }
    for (char C : P.Text) {
      Nul |= C == '\0';
      Text += C == HoleByte || C == '\0' ? ' ' : C;
    }
  }
}

unsigned FlatText::holeAt(size_t Offset) const {
  return unsigned(std::lower_bound(Holes.begin(), Holes.end(), Offset) -
                  Holes.begin());
}

Place FlatText::place(size_t Offset) const {
  auto It = std::upper_bound(PieceStarts.begin(), PieceStarts.end(), Offset);
  if (It == PieceStarts.begin())
    return {};
  size_t Index = size_t(It - PieceStarts.begin()) - 1;
  return {Index, Offset - PieceStarts[Index]};
}

std::string TokenizedText::upper(const Token &T) const {
  std::string Word(text(T));
  std::transform(Word.begin(), Word.end(), Word.begin(), toUpper);
  return Word;
}

bool TokenizedText::isWord(const Token &T, std::string_view Upper) const {
  if (T.Kind != TokenKind::Word || T.End - T.Begin != Upper.size())
    return false;
  std::string_view Word = text(T);
  return std::equal(Word.begin(), Word.end(), Upper.begin(),
                    [](char A, char B) { return toUpper(A) == B; });
}

bool TokenizedText::is(const Token &T, std::string_view Spelling) const {
  return (T.Kind == TokenKind::Punctuation || T.Kind == TokenKind::Operator) &&
         text(T) == Spelling;
}

bool TokenizedText::hasHole(const Token &T) const {
  unsigned First = Flat.holeAt(T.Begin);
  return First < Flat.holes().size() && Flat.holes()[First] < T.End;
}

size_t TokenizedText::previous(size_t I) const {
  while (I-- > 0)
    if (Tokens[I].Kind != TokenKind::Space &&
        Tokens[I].Kind != TokenKind::Comment)
      return I;
  return None;
}

size_t TokenizedText::next(size_t I) const {
  while (++I < Tokens.size())
    if (Tokens[I].Kind != TokenKind::Space &&
        Tokens[I].Kind != TokenKind::Comment)
      return I;
  return None;
}

bool isClauseKeyword(std::string_view Upper) {
  static constexpr std::array<std::string_view, 49> Words = {
      "ALL",       "AND",    "AS",     "ASC",  "BETWEEN",  "BY",
      "CASE",      "CROSS",  "DELETE", "DESC", "DISTINCT", "ELSE",
      "END",       "EXCEPT", "EXISTS", "FOR",  "FROM",     "FULL",
      "GROUP",     "HAVING", "ILIKE",  "IN",   "INNER",    "INSERT",
      "INTERSECT", "INTO",   "IS",     "JOIN", "LEFT",     "LIKE",
      "LIMIT",     "NOT",    "OFFSET", "ON",   "OR",       "ORDER",
      "RETURNING", "RIGHT",  "SELECT", "SET",  "THEN",     "UNION",
      "UPDATE",    "USING",  "VALUES", "WHEN", "WHERE",    "WITH",
      "NATURAL"};
  return std::find(Words.begin(), Words.end(), Upper) != Words.end();
}

} // namespace dbsafe::sql
