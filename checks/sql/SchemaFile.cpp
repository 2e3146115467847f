//===- SchemaFile.cpp - Tables of other servers, for one parser
//------------===//
#include "sql/Lexer.h"
#include "sql/Placeholders.h"
#include "sql/SchemaModel.h"
#include "sql/Words.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>

namespace dbsafe::sql {

std::string withoutDialect(const std::string &Statement) {
  Template T(Statement);
  TokenizedText Text(T, Dialect::MySQL);
  const auto &Tokens = Text.tokens();
  std::string Result;
  int Depth = 0;
  bool ElementStart = false;
  for (size_t I = 0; I < Tokens.size(); ++I) {
    const Token &Tok = Tokens[I];
    auto Next = [&](size_t From) { return Text.next(From); };
    auto IsAt = [&](size_t At, const char *Spelling) {
      return At != TokenizedText::None && Text.is(Tokens[At], Spelling);
    };
    auto WordAt = [&](size_t At, const char *Word) {
      return At != TokenizedText::None && Text.isWord(Tokens[At], Word);
    };
    /// Skips a parenthesis that follows I.
    auto SkipParen = [&] {
      size_t Open = Next(I);
      if (!IsAt(Open, "("))
        return;
      int Inner = 0;
      for (I = Open; I < Tokens.size(); ++I) {
        Inner += Text.is(Tokens[I], "(") ? 1 : Text.is(Tokens[I], ")") ? -1 : 0;
        if (Inner == 0)
          return;
      }
    };
    if (Tok.Kind == TokenKind::Comment) {
      Result += ' ';
      continue;
    }
    if (Tok.Kind == TokenKind::Space) {
      Result += ' ';
      continue;
    }
    bool Starts = ElementStart;
    ElementStart = false;
    if (Text.is(Tok, "(")) {
      ElementStart = ++Depth == 1;
    } else if (Text.is(Tok, ")")) {
      Result += ')';
      if (--Depth == 0)
        return Result; // Table options follow.
      continue;
    } else if (Text.is(Tok, ",") && Depth == 1) {
      ElementStart = true;
    }
    if (Tok.Kind == TokenKind::QuotedName || Tok.Kind == TokenKind::String) {
      bool Name =
          Tok.Kind == TokenKind::QuotedName || Text.text(Tok).front() == '"';
      std::string Body(Text.flat().text(), Tok.Body, Tok.BodyEnd - Tok.Body);
      if (!Name)
        std::replace(Body.begin(), Body.end(), '\'', '_');
      else
        for (char &C : Body)
          C = C >= 'A' && C <= 'Z' ? char(C + 32) : C;
      Result += Name ? '"' + Body + '"' : '\'' + Body + '\'';
      continue;
    }
    if (Tok.Kind != TokenKind::Word) {
      Result += Text.text(Tok);
      continue;
    }
    std::string Word = Text.upper(Tok);
    bool Index = Starts && (Word == "KEY" || Word == "INDEX" ||
                            Word == "FULLTEXT" || Word == "SPATIAL");
    if (Index) {
      // An index of MySQL: not a key. Leave its comma to the next element.
      int Inner = 0;
      while (I + 1 < Tokens.size()) {
        const Token &Ahead = Tokens[I + 1];
        if (Inner == 0 && (Text.is(Ahead, ",") || Text.is(Ahead, ")")))
          break;
        Inner += Text.is(Ahead, "(") ? 1 : Text.is(Ahead, ")") ? -1 : 0;
        ++I;
      }
      while (!Result.empty() && (Result.back() == ' ' || Result.back() == ','))
        Result.pop_back();
      ElementStart = true;
      continue;
    }
    bool Noise = oneOf(Word, {"AUTOINCREMENT", "AUTO_INCREMENT", "UNSIGNED",
                              "ZEROFILL", "SIGNED", "BINARY"});
    if (Noise)
      continue;
    if (Word == "COMMENT") {
      I = std::min(Next(I), Tokens.size() - 1);
      continue;
    }
    if ((Word == "CHARACTER" && WordAt(Next(I), "SET")) ||
        (Word == "ON" && WordAt(Next(I), "CONFLICT"))) {
      I = std::min(Next(Next(I)), Tokens.size() - 1);
      continue;
    }
    if (Word == "COLLATE" || Word == "CHARSET") {
      I = std::min(Next(I), Tokens.size() - 1);
      continue;
    }
    if (Word == "ON" && WordAt(Next(I), "UPDATE") &&
        WordAt(Next(Next(I)), "CURRENT_TIMESTAMP")) {
      I = Next(Next(I));
      SkipParen();
      continue;
    }
    if (Word == "UNIQUE" && Starts &&
        (WordAt(Next(I), "KEY") || WordAt(Next(I), "INDEX"))) {
      Result += "UNIQUE";
      I = Next(I);
      if (size_t Name = Next(I); !IsAt(Name, "("))
        I = Name;
      continue;
    }
    Result += Text.text(Tok);
    bool Sized = oneOf(Word, {"INT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT",
                              "MEDIUMINT", "DOUBLE", "REAL", "FLOAT"});
    if (Word == "DOUBLE" && !WordAt(Next(I), "PRECISION"))
      Result += " PRECISION";
    if (Sized)
      SkipParen();
  }
  return Result;
}

} // namespace dbsafe::sql
