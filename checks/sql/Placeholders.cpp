#include "sql/Placeholders.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {

constexpr std::string_view Marker = "dbsafehole";

char lower(char C) { return C >= 'A' && C <= 'Z' ? char(C + 32) : C; }

class Normaliser {
public:
  Normaliser(const TokenizedText &Text, size_t First, size_t Last,
             StandIn HoleText)
      : Text(Text), Source(Text.flat().text()), First(First), Last(Last),
        HoleText(HoleText) {}

  NormalText run() {
    reserveNumbers();
    for (size_t I = First; I < Last; ++I) {
      const Token &T = Text.tokens()[I];
      Result.Origins.emplace_back(Result.Text.size(), T.Begin);
      if (size_t Macro = macro(I); Macro != I)
        I = Macro;
      else
        token(I, T);
    }
    return std::move(Result);
  }

private:
  const TokenizedText &Text;
  const std::string &Source;
  size_t First, Last;
  StandIn HoleText;
  NormalText Result;
  std::map<std::string, unsigned> Named;
  unsigned NextNumber = 1;

  bool isPostgres() const { return Text.dialect() == Dialect::PostgreSQL; }

  /// "?" and ":name" get numbers above all explicit ones.
  void reserveNumbers() {
    for (size_t I = First; I < Last; ++I) {
      const Token &T = Text.tokens()[I];
      if (T.Kind == TokenKind::Placeholder)
        NextNumber = std::max(NextNumber, explicitNumber(T) + 1);
    }
  }

  unsigned explicitNumber(const Token &T) const {
    std::string_view Spelling = Text.text(T);
    if (Spelling.size() < 2 || Spelling.size() > 7)
      return 0;
    unsigned Number = 0;
    for (char C : Spelling.substr(1)) {
      if (C < '0' || C > '9')
        return 0;
      Number = Number * 10 + unsigned(C - '0');
    }
    return Number;
  }

  void token(size_t I, const Token &T) {
    std::string &Out = Result.Text;
    switch (T.Kind) {
    case TokenKind::Comment:
      Out += ' ';
      return;
    case TokenKind::Hole:
      Out += ' ';
      Out += HoleText(I, false);
      Out += ' ';
      return;
    case TokenKind::Placeholder:
      return placeholder(I, T);
    case TokenKind::Number:
      if (!Text.hasHole(T))
        break;
      Out += HoleText(I, false);
      return;
    case TokenKind::String:
      return string(T);
    case TokenKind::QuotedName:
      return quotedName(T);
    case TokenKind::Word:
      if (!ignoresConflicts(I))
        copy(T.Begin, T.End, '\0');
      return;
    case TokenKind::Punctuation:
      if (Source[T.Begin] == ',' && betweenLimits(I)) {
        Out += " OFFSET ";
        return;
      }
      break;
    default:
      break;
    }
    Out += Text.text(T);
  }

  /// Copies [Begin, End), doubling Quote, holes as markers.
  void copy(size_t Begin, size_t End, char Quote) {
    for (size_t I = Begin; I < End; ++I) {
      char C = Source[I];
      if (C == FlatText::HoleByte)
        Result.Text += holeMarker(Text.flat().holeAt(I));
      else
        Result.Text += C;
      if (C == Quote && Quote)
        Result.Text += C;
    }
  }

  void string(const Token &T) {
    bool Same = T.Closed && Source[T.Begin] != 'N' && Source[T.Begin] != 'n' &&
                Source[T.End - 1] != '"' &&
                (!T.Backslash || isPostgres() || Source[T.Begin] == 'E' ||
                 Source[T.Begin] == 'e');
    if (Same) {
      copy(T.Begin, T.End, '\0');
      return;
    }
    // No check reads the exact value of such a string: what could end it
    // early becomes a letter.
    Result.Text += '\'';
    for (size_t I = T.Body; I < T.BodyEnd; ++I) {
      char C = Source[I];
      if (C == FlatText::HoleByte)
        Result.Text += holeMarker(Text.flat().holeAt(I));
      else
        Result.Text += C == '\'' || C == '\\' ? '_' : C;
    }
    Result.Text += '\'';
  }

  void quotedName(const Token &T) {
    std::string &Out = Result.Text;
    Out += '"';
    size_t Start = Out.size();
    if (Source[T.Begin] == '"')
      copy(T.Body, T.BodyEnd, '\0');
    else
      copy(T.Body, T.BodyEnd, '"');
    // Only PostgreSQL tells "Name" from "name".
    if (!isPostgres())
      std::transform(Out.begin() + long(Start), Out.end(),
                     Out.begin() + long(Start), lower);
    Out += '"';
  }

  /// What sqlc, which makes code of query files, replaces: sqlc.arg(name) and
  /// sqlc.narg(name) are parameters, sqlc.slice(name) a list, sqlc.embed(t) is
  /// t.*. Returns the index of the last token of the macro, I if there is none.
  size_t macro(size_t I) {
    const auto &Tokens = Text.tokens();
    size_t At[5] = {I};
    for (int Part = 1; Part < 5; ++Part) {
      if (Part == 1 && !Text.isWord(Tokens[I], "SQLC"))
        return I;
      At[Part] = Text.next(At[Part - 1]);
      if (At[Part] == TokenizedText::None || At[Part] >= Last)
        return I;
    }
    size_t Close = Text.next(At[4]);
    if (Close == TokenizedText::None || Close >= Last ||
        !Text.is(Tokens[At[1]], ".") || !Text.is(Tokens[At[3]], "(") ||
        !Text.is(Tokens[Close], ")") || Text.hasHole(Tokens[At[4]]))
      return I;
    std::string Kind = Text.upper(Tokens[At[2]]);
    const Token &Given = Tokens[At[4]];
    std::string Name(Text.text(Given));
    if (Kind == "EMBED") {
      Result.Text += ' ' + Name + ".*";
      return Close;
    }
    if (Kind != "ARG" && Kind != "NARG" && Kind != "SLICE")
      return I;
    if (Given.Kind == TokenKind::String)
      Name = Source.substr(Given.Body, Given.BodyEnd - Given.Body);
    unsigned Number = numberOf("@" + Name);
    if (Kind == "SLICE")
      Result.Lists.insert(Number);
    write(Number, "@" + Name);
    return Close;
  }

  unsigned numberOf(const std::string &Name) {
    auto [It, New] = Named.try_emplace(Name, NextNumber);
    if (New)
      ++NextNumber;
    return It->second;
  }

  /// A space, so that "=?1" does not become one token with its neighbour.
  void write(unsigned Number, const std::string &Spelling) {
    Result.Spelling.try_emplace(Number, Spelling);
    Result.Text += " $" + std::to_string(Number);
  }

  void placeholder(size_t I, const Token &T) {
    if (Text.hasHole(T)) {
      Result.Text += ' ';
      Result.Text += HoleText(I, false);
      Result.Text += ' ';
      return;
    }
    std::string Spelling(Text.text(T));
    unsigned Number = explicitNumber(T);
    if (!Number)
      Number = Spelling == "?" ? NextNumber++ : numberOf(Spelling);
    write(Number, Spelling);
  }

  /// The words between INSERT and INTO in MySQL's "INSERT IGNORE INTO" and
  /// SQLite's "INSERT OR IGNORE INTO".
  bool ignoresConflicts(size_t I) const {
    if (isPostgres())
      return false;
    auto IsWord = [&](size_t At, std::string_view Word) {
      return At != TokenizedText::None && Text.isWord(Text.tokens()[At], Word);
    };
    size_t Before = Text.previous(I);
    if (IsWord(I, "OR"))
      return IsWord(Before, "INSERT") && IsWord(Text.next(I), "IGNORE");
    if (!IsWord(I, "IGNORE"))
      return false;
    return IsWord(Before, "INSERT") ||
           (IsWord(Before, "OR") && IsWord(Text.previous(Before), "INSERT"));
  }

  /// MySQL's and SQLite's "LIMIT 5, 10".
  bool betweenLimits(size_t I) const {
    if (isPostgres())
      return false;
    size_t Value = Text.previous(I);
    if (Value == TokenizedText::None)
      return false;
    size_t Keyword = Text.previous(Value);
    return Keyword != TokenizedText::None &&
           Text.isWord(Text.tokens()[Keyword], "LIMIT");
  }
};

} // namespace

NormalText normalise(const TokenizedText &Text, size_t First, size_t Last,
                     StandIn HoleText) {
  return Normaliser(Text, First, Last, HoleText).run();
}

bool NormalText::isPositional(unsigned Number) const {
  auto It = Spelling.find(Number);
  return It != Spelling.end() && It->second == "?";
}

size_t NormalText::origin(size_t Offset) const {
  auto It = std::upper_bound(
      Origins.begin(), Origins.end(), Offset,
      [](size_t O, const auto &Pair) { return O < Pair.first; });
  if (It == Origins.begin())
    return 0;
  auto [Here, There] = *--It;
  size_t Limit = size_t(-1);
  if (auto Next = It + 1; Next != Origins.end())
    Limit = Next->second > There ? Next->second - 1 : There;
  return std::min(There + (Offset - Here), Limit);
}

std::string holeMarker(unsigned Hole) {
  return std::string(Marker) + std::to_string(Hole) + "z";
}

unsigned markedHole(std::string_view Text) {
  size_t At = Text.find(Marker);
  if (At == std::string_view::npos)
    return ~0u;
  unsigned Number = 0;
  for (char C : Text.substr(At + Marker.size())) {
    if (C < '0' || C > '9')
      return C == 'z' ? Number : ~0u;
    Number = Number * 10 + unsigned(C - '0');
  }
  return ~0u;
}

} // namespace dbsafe::sql
