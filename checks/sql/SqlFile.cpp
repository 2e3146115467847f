//===- SqlFile.cpp - SQL files as psql and pg_dump know them --------------===//
#include "sql/SqlFile.h"
#include "sql/Lexer.h"
#include "sql/Words.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {

void blank(std::string &Text, size_t Begin, size_t End) {
  for (size_t I = Begin; I < End; ++I)
    if (Text[I] != '\n')
      Text[I] = ' ';
}

/// Blanks lines that are for psql, and the data of COPY.
std::string withoutPsql(std::string_view Content) {
  std::string Text(Content);
  bool InData = false;
  for (size_t Begin = 0; Begin < Text.size();) {
    size_t End = std::min(Text.find('\n', Begin), Text.size());
    llvm::StringRef Line(Text.data() + Begin, End - Begin);
    llvm::StringRef Trimmed = Line.trim();
    if (InData) {
      InData = Trimmed != "\\.";
      blank(Text, Begin, End);
    } else if (Line.starts_with("\\")) {
      blank(Text, Begin, End);
    } else if (Trimmed.starts_with_insensitive("copy ") &&
               Trimmed.contains_insensitive("from stdin") &&
               Trimmed.ends_with(";")) {
      InData = true;
    }
    Begin = End + 1;
  }
  return Text;
}

class Splitter {
public:
  Splitter(const TokenizedText &Tokens, std::vector<FileStatement> &Into)
      : Tokens(Tokens), Source(Tokens.flat().text()), Into(Into) {}

  /// Returns where the semicolons between statements are.
  std::vector<size_t> run() {
    std::vector<size_t> Semicolons;
    const auto &All = Tokens.tokens();
    for (size_t I = 0; I < All.size(); ++I) {
      const Token &T = All[I];
      if (T.Kind == TokenKind::Space)
        continue;
      if (T.Kind == TokenKind::Comment)
        comment(T);
      else if (Tokens.is(T, "\\"))
        I = command(I);
      else if (Tokens.is(T, ";") && Parentheses <= 0 && Bodies <= 0) {
        Semicolons.push_back(T.Begin);
        finish(T.End);
      } else
        word(T);
    }
    finish(Source.size());
    return Semicolons;
  }

private:
  static constexpr size_t None = TokenizedText::None;

  const TokenizedText &Tokens;
  const std::string &Source;
  std::vector<FileStatement> &Into;
  size_t Begin = None, First = None, End = 0, Counted = 0;
  unsigned Line = 1;
  int Parentheses = 0, Bodies = 0;
  bool Creates = false, HasRoutine = false;

  void comment(const Token &T) {
    if (First != None || Begin != None)
      return;
    // Behind a statement, on the line where that ends, it is that one's.
    bool Behind =
        !Into.empty() && Source.find('\n', Into.back().End) >= T.Begin;
    if (Behind)
      Into.back().Close = T.End;
    else
      Begin = T.Begin;
  }

  void word(const Token &T) {
    if (First == None) {
      First = T.Begin;
      Begin = std::min(Begin, First);
      Creates = Tokens.isWord(T, "CREATE");
    }
    End = T.End;
    if (Tokens.is(T, "("))
      ++Parentheses;
    else if (Tokens.is(T, ")"))
      --Parentheses;
    else if (Creates && Parentheses == 0 && T.Kind == TokenKind::Word)
      body(Tokens.upper(T));
  }

  /// The body of a function or trigger has semicolons of its own.
  void body(const std::string &Word) {
    HasRoutine |= oneOf(Word, {"FUNCTION", "PROCEDURE", "TRIGGER"});
    if (!HasRoutine)
      return;
    if (Word == "BEGIN" || (Word == "CASE" && Bodies > 0))
      ++Bodies;
    else if (Word == "END")
      --Bodies;
  }

  /// A command of psql at the end of a line; \g and its kin end a statement.
  size_t command(size_t I) {
    const auto &All = Tokens.tokens();
    bool Sends = I + 1 < All.size() && Tokens.text(All[I + 1]).starts_with("g");
    if (Sends)
      finish(All[I].Begin);
    while (I + 1 < All.size() &&
           Tokens.text(All[I + 1]).find('\n') == std::string_view::npos)
      ++I;
    return I;
  }

  void finish(size_t Close) {
    if (First != None) {
      Line += unsigned(std::count(Source.begin() + long(Counted),
                                  Source.begin() + long(First), '\n'));
      Counted = First;
      Into.push_back({Begin, First, End, Close, Line});
    }
    Begin = First = None;
    Parentheses = Bodies = 0;
    Creates = HasRoutine = false;
  }
};

} // namespace

SqlFile::SqlFile(std::string_view Content, Dialect D)
    : Text(withoutPsql(Content)) {
  Template Whole(Text);
  TokenizedText Tokens(Whole, D);
  // What follows a statement's semicolon must not be read as another one.
  for (size_t At : Splitter(Tokens, Statements).run())
    Text[At] = ' ';
}

} // namespace dbsafe::sql
