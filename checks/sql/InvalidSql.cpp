#include "sql/InvalidSql.h"
#include <algorithm>
#include <array>

namespace dbsafe::sql {

namespace {

/// What PostgreSQL 16 and later can read, and 15 cannot, begins with one of
/// these; or it is a subquery without a name.
constexpr std::array<std::string_view, 16> NewerWords = {
    "ABSENT",    "ENFORCED", "GRANT",       "JSON",
    "MERGE",     "OVERLAPS", "PERIOD",      "PROPERTY",
    "RETURNING", "SPLIT",    "STORAGE",     "SYSTEM_USER",
    "VIRTUAL",   "WITHOUT",  "GRAPH_TABLE", "COMPRESSION"};

bool mayBeNewer(const ReadText &Text, const ReadStatement &S) {
  std::string_view Error = S.Tree.Error;
  // The last two are our own limits.
  if (Error.find("must have an alias") != Error.npos ||
      Error.starts_with("the statement is") || Error.starts_with("the syntax"))
    return true;
  const TokenizedText &Tokens = Text.tokenized();
  for (size_t I = S.First; I < S.Last; ++I) {
    const Token &T = Tokens.tokens()[I];
    if (T.Kind == TokenKind::Number) {
      // 1_000, 0x1F
      std::string_view Number = Tokens.text(T);
      if (Number.find_first_of("_xXoObB") != Number.npos ||
          (I + 1 < S.Last && Tokens.tokens()[I + 1].Kind == TokenKind::Word))
        return true;
    }
    if (T.Kind != TokenKind::Word)
      continue;
    std::string Word = Tokens.upper(T);
    if (Word.starts_with("JSON_") ||
        std::find(NewerWords.begin(), NewerWords.end(), Word) !=
            NewerWords.end())
      return true;
  }
  return false;
}

/// A word by itself is the name of a prepared statement.
bool isName(const ReadText &Text, const ReadStatement &S) {
  for (size_t I = S.Start + 1; I < S.Last; ++I) {
    TokenKind Kind = Text.tokenized().tokens()[I].Kind;
    if (Kind != TokenKind::Space && Kind != TokenKind::Comment)
      return false;
  }
  return true;
}

/// True if the text is still a format: "%s", "%1", "{}", "{0}".
bool isFormat(std::string_view Text) {
  for (size_t I = 0; I + 1 < Text.size(); ++I) {
    char Next = Text[I + 1];
    bool Letter = (Next >= 'a' && Next <= 'z') || (Next >= '0' && Next <= '9');
    if ((Text[I] == '%' && Letter) ||
        (Text[I] == '{' && (Next == '}' || Letter)))
      return true;
  }
  return false;
}

bool readsAs(const ReadText &Text, const ReadStatement &S, Dialect D) {
  const TokenizedText &Tokens = Text.tokenized();
  size_t Begin = Tokens.tokens()[S.First].Begin;
  size_t End = Tokens.tokens()[S.Last - 1].End;
  ReadText Other(
      Template(
          std::string_view(Tokens.flat().text()).substr(Begin, End - Begin)),
      D);
  return std::all_of(Other.statements().begin(), Other.statements().end(),
                     [](const ReadStatement &R) { return R.Tree.ok(); });
}

} // namespace

std::vector<Remark> syntaxMistakes(const ReadText &Text) {
  const FlatText &Flat = Text.tokenized().flat();
  if (Text.dialect() != Dialect::PostgreSQL || !Flat.holes().empty() ||
      Flat.hadNul() || isFormat(Flat.text()))
    return {};
  std::vector<Remark> Result;
  for (const ReadStatement &S : Text.statements()) {
    if (S.Unclosed) {
      Result.push_back(Text.remark(
          *std::find_if(Text.tokenized().tokens().begin() + long(S.First),
                        Text.tokenized().tokens().begin() + long(S.Last),
                        [](const Token &T) { return !T.Closed; }),
          "PostgreSQL cannot parse this statement: it ends inside quotes"));
      Result.back().Subject = "ends inside quotes";
      continue;
    }
    if (S.Doubt || S.Tree.ok() || S.Tree.Error.empty() || isName(Text, S) ||
        mayBeNewer(Text, S) || readsAs(Text, S, Dialect::Generic))
      continue;
    std::string Message =
        "PostgreSQL cannot parse this statement: " + S.Tree.Error;
    // What is missing at the end is told of the last word.
    bool AtEnd = S.Tree.Error.find("end of input") != std::string::npos;
    size_t LastWord = Text.tokenized().previous(S.Last);
    Result.push_back(
        AtEnd && LastWord != TokenizedText::None
            ? Text.remark(Text.tokenized().tokens()[LastWord], Message)
            : Text.remark(S, S.Tree.ErrorOffset, Message));
    Result.back().Subject = S.Tree.Error;
  }
  // A function's body may have semicolons of its own.
  if (!Result.empty() && parse(Flat.text()).ok())
    return {};
  return Result;
}

} // namespace dbsafe::sql
