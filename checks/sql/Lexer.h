//===- Lexer.h - Where SQL text is code, string, name or comment ----------===//
//
// The lexical half of reading SQL: it needs no grammar, works on text with
// holes, on incomplete text and on dialects the parser does not know. Every
// byte of the text belongs to exactly one token.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_LEXER_H
#define DBSAFE_CHECKS_SQL_LEXER_H

#include "sql/Template.h"
#include <string>
#include <string_view>
#include <vector>

namespace dbsafe::sql {

/// A template as one string, in which every hole is the byte HoleByte.
class FlatText {
public:
  static constexpr char HoleByte = '\x01';

  explicit FlatText(const Template &T);

  const std::string &text() const { return Text; }
  /// The offset of each hole, in order.
  const std::vector<size_t> &holes() const { return Holes; }
  /// The number of the first hole at or after Offset.
  unsigned holeAt(size_t Offset) const;
  /// The place in the template that Offset came from.
  Place place(size_t Offset) const;
  /// True if the text had a NUL byte: most clients would cut it off there.
  bool hadNul() const { return Nul; }

private:
  std::string Text;
  std::vector<size_t> Holes;
  std::vector<size_t> PieceStarts;
  bool Nul = false;
};

enum class TokenKind {
  Space,
  Comment,
  String,      ///< '...' and, in MySQL, "..."; also dollar quotes.
  QuotedName,  ///< "...", `...`, [...]
  Word,        ///< Keyword or name; may have holes glued to it.
  Number,      ///< May have holes glued to it.
  Placeholder, ///< ?, ?1, $1, :name, @name; or one whose number is a hole.
  Hole,        ///< One hole, or several with nothing between them.
  Operator,    ///< A run of operator characters, or "::".
  Punctuation, ///< One of ( ) [ ] , ; . and anything else.
};

struct Token {
  TokenKind Kind;
  size_t Begin = 0;
  size_t End = 0;
  size_t Body = 0;        ///< String, QuotedName: where the content begins.
  size_t BodyEnd = 0;     ///< String, QuotedName: where it ends.
  bool Closed = true;     ///< False if the text ended inside it.
  bool Backslash = false; ///< String: backslash escapes.
};

/// A template cut into tokens.
class TokenizedText {
public:
  TokenizedText(const Template &T, Dialect D);

  const FlatText &flat() const { return Flat; }
  const std::vector<Token> &tokens() const { return Tokens; }
  Dialect dialect() const { return Lang; }

  std::string_view text(const Token &T) const {
    return std::string_view(Flat.text()).substr(T.Begin, T.End - T.Begin);
  }
  /// True if T is the word (case-insensitively; Upper in upper case).
  bool isWord(const Token &T, std::string_view Upper) const;
  /// A word's text in upper case.
  std::string upper(const Token &T) const;
  /// True if T is exactly this punctuation or operator.
  bool is(const Token &T, std::string_view Spelling) const;
  /// True if T has a hole in it.
  bool hasHole(const Token &T) const;

  static constexpr size_t None = ~size_t(0);
  /// The nearest token before or after I that is no space or comment.
  size_t previous(size_t I) const;
  size_t next(size_t I) const;

private:
  FlatText Flat;
  Dialect Lang;
  std::vector<Token> Tokens;
};

/// True if Upper is a word that SQL reserves, so that it cannot be part of a
/// name that a hole completes.
bool isClauseKeyword(std::string_view Upper);

} // namespace dbsafe::sql

#endif
