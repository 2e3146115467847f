//===- SlotFinder.cpp - Slots by running the parser with stand-ins --------===//
//
// Every hole outside quotes gets a stand-in of the kind its surroundings
// suggest. If the text parses, the stand-in's place in the syntax tree is the
// slot; if not, the place of the error names the hole whose stand-in to
// change next. Attempts are bounded: what remains unread is judged by its
// surroundings alone.
//
//===----------------------------------------------------------------------===//
#include "sql/Parser.h"
#include "sql/Placeholders.h"
#include "sql/SlotContext.h"
#include "sql/SlotTree.h"
#include "sql/Slots.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {

/// Beyond this many holes only the first guess is tried, and no text is
/// parsed for more bytes than this in all.
constexpr size_t MaxHoles = 64;
constexpr size_t MaxParsedBytes = 1 << 21;
/// Texts beyond this size are generated lists of rows: lexing them is enough.
constexpr size_t MaxTextBytes = 1 << 17;

struct Candidate {
  std::string Text;
  Slot Meaning; ///< Unknown: the syntax tree tells.
};

/// A token with free holes, and what may stand in for it.
struct FreeHole {
  size_t Token;
  unsigned Hole; ///< The first in the token.
  Slot Guess;
  std::vector<Candidate> Candidates;
  size_t Choice = 0;
  size_t At = 0; ///< Where the stand-in begins in the attempted text.
};

std::vector<Candidate> candidates(const TokenizedText &Text, size_t Token,
                                  unsigned Hole, Slot Guess) {
  std::string Number = std::to_string(StandInBase + Hole);
  Candidate Param{"$" + Number, Slot::Unknown};
  Candidate Literal{Number, Slot::Unknown};
  Candidate Name{holeMarker(Hole), Slot::Identifier};
  Candidate Assignment{holeMarker(Hole) + " = 1", Slot::Clause};
  Candidate List{"(1)", Slot::List};
  Candidate Query{"SELECT 1", Slot::Statement};
  Candidate Nothing{"", Slot::Clause};
  Candidate From{"FROM " + holeMarker(Hole), Slot::Clause};
  Candidate Select{"SELECT 1 FROM " + holeMarker(Hole), Slot::Clause};
  auto Word = [](const char *W) { return Candidate{W, Slot::Keyword}; };

  switch (Guess) {
  case Slot::Identifier:
    return {Name, Assignment, Param, Query, Nothing};
  case Slot::List:
    return {Param, List, Query, Name};
  case Slot::Statement:
    return {Query, Param, Name, Nothing};
  case Slot::Keyword:
    return {Word("DESC"), Word("="),    Word("AND"), Word("JOIN"),
            Word("LEFT"), Word("BY 1"), Nothing,     Name};
  case Slot::Limit:
    // SELECT TOP 5 a and SELECT FIRST 5 a parse without the number; with a
    // parameter the parser takes TOP for its type.
    return {Literal, Candidate{"", Slot::Limit}};
  case Slot::Clause:
    if (endsOperand(Text, Text.previous(Token)))
      return {Word("DESC"), Nothing, Word("="), Name, Assignment, From};
    return {Param, Assignment, Nothing, Select, From, Name, Query};
  default:
    return {Param, Literal, Name, Query, Nothing};
  }
}

class SlotFinder {
public:
  SlotFinder(const Template &T, Dialect D)
      : Text(T, D), Result(T.holes(), Slot::Unknown) {}

  std::vector<Slot> run() {
    guess();
    if (isWrittenElsewhere())
      leaveOpen();
    else
      refine();
    return Result;
  }

private:
  TokenizedText Text;
  std::vector<Slot> Result;
  std::vector<FreeHole> Free;
  std::vector<size_t> FreeOfToken; ///< Token -> index into Free, or None.
  bool Quoted = false;             ///< Some hole stands in a string.

  void assign(const Token &T, Slot S) {
    const auto &Holes = Text.flat().holes();
    for (unsigned H = Text.flat().holeAt(T.Begin);
         H < Holes.size() && Holes[H] < T.End; ++H)
      Result[H] = S;
  }

  void guess() {
    const auto &Tokens = Text.tokens();
    FreeOfToken.assign(Tokens.size(), TokenizedText::None);
    for (size_t I = 0; I < Tokens.size(); ++I) {
      const Token &T = Tokens[I];
      if (!Text.hasHole(T))
        continue;
      Slot S = slotFromContext(Text, I);
      assign(T, S);
      Quoted |= T.Kind == TokenKind::String;
      if (T.Kind != TokenKind::Hole && T.Kind != TokenKind::Number)
        continue;
      unsigned Hole = Text.flat().holeAt(T.Begin);
      FreeOfToken[I] = Free.size();
      Free.push_back({I, Hole, S, candidates(Text, I, Hole, S)});
    }
  }

  /// True if the statement comes from somewhere, perhaps in several pieces, and
  /// something is put into it, as where a program's settings hold "SELECT ...
  /// '%u'": whether that has quotes around it, nobody can tell here.
  bool isWrittenElsewhere() const {
    size_t First = Text.next(TokenizedText::None);
    if (First == TokenizedText::None ||
        Text.tokens()[First].Kind != TokenKind::Hole || Result.size() < 2)
      return false;
    return std::none_of(
        Text.tokens().begin(), Text.tokens().end(), [&](const Token &T) {
          switch (T.Kind) {
          case TokenKind::Word:
            return !Text.isWord(T, "NULL") && !Text.isWord(T, "DEFAULT");
          case TokenKind::Operator:
            return Text.text(T).find_first_of("=<>|") != std::string_view::npos;
          default:
            return T.Kind == TokenKind::Placeholder ||
                   T.Kind == TokenKind::QuotedName;
          }
        });
  }

  void leaveOpen() {
    for (const FreeHole &F : Free)
      assign(Text.tokens()[F.Token],
             &F == &Free.front() ? Slot::Statement : Slot::Open);
  }

  /// Replaces guesses by what the parser says, if it can read the text.
  void refine() {
    if ((Free.empty() && !Quoted) || Text.flat().text().size() > MaxTextBytes)
      return;
    size_t Attempts = Free.size() > MaxHoles ? 1 : 6 * Free.size() + 4;
    size_t Parsed = 0;
    while (Attempts-- && Parsed < MaxParsedBytes) {
      NormalText Attempt = build();
      Parsed += Attempt.Text.size();
      ParseResult Tree = parse(Attempt.Text);
      if (Tree.ok()) {
        accept(Tree);
        return;
      }
      if (!advance(Tree.ErrorOffset))
        return;
    }
  }

  NormalText build() {
    NormalText Attempt =
        normalise(Text, 0, Text.tokens().size(), [&](size_t I, bool) {
          size_t Index = FreeOfToken[I];
          if (Index == TokenizedText::None) // A placeholder's number.
            return "$" +
                   std::to_string(StandInBase +
                                  Text.flat().holeAt(Text.tokens()[I].Begin));
          const FreeHole &F = Free[Index];
          return F.Candidates[F.Choice].Text;
        });
    for (FreeHole &F : Free)
      F.At = Attempt.Origins[F.Token].first;
    return Attempt;
  }

  /// Changes the stand-in of the last hole at or before the error that has
  /// another one left. False if there is none.
  bool advance(size_t ErrorOffset) {
    size_t Last = Free.size();
    while (Last > 0 && Free[Last - 1].At > ErrorOffset)
      --Last;
    // Look a little further back: the parser may have read on for a while.
    for (size_t I = Last, Steps = 0; I-- > 0 && Steps < 3; ++Steps) {
      FreeHole &F = Free[I];
      if (F.Choice + 1 < F.Candidates.size()) {
        ++F.Choice;
        for (size_t J = I + 1; J < Last; ++J)
          Free[J].Choice = 0;
        return true;
      }
    }
    return false;
  }

  void accept(const ParseResult &Tree) {
    std::vector<Slot> InTree(Result.size(), Slot::Unknown);
    readSlots(Tree, InTree);
    for (const FreeHole &F : Free) {
      Slot S = F.Candidates[F.Choice].Meaning;
      if (S == Slot::Unknown)
        S = InTree[F.Hole];
      if (S == Slot::Clause && F.Guess == Slot::Keyword)
        S = Slot::Keyword;
      // The number may be all of VALUES (...), but what is glued to it is not.
      if (S == Slot::List && Text.tokens()[F.Token].Kind == TokenKind::Number)
        S = F.Guess;
      if (S != Slot::Unknown)
        assign(Text.tokens()[F.Token], S);
    }
    for (unsigned H = 0; H < Result.size(); ++H)
      if (Result[H] == Slot::QuotedValue && InTree[H] == Slot::LikePattern)
        Result[H] = Slot::LikePattern;
  }
};

} // namespace

std::vector<Slot> slots(const Template &T, Dialect D) {
  if (T.holes() == 0)
    return {};
  return SlotFinder(T, D).run();
}

std::string_view name(Slot S) {
  switch (S) {
  case Slot::Value:
    return "value";
  case Slot::QuotedValue:
    return "quoted value";
  case Slot::LikePattern:
    return "LIKE pattern";
  case Slot::Identifier:
    return "identifier";
  case Slot::QuotedIdentifier:
    return "quoted identifier";
  case Slot::Keyword:
    return "keyword";
  case Slot::Limit:
    return "LIMIT";
  case Slot::List:
    return "list";
  case Slot::Clause:
    return "clause";
  case Slot::Statement:
    return "whole statement";
  case Slot::Open:
    return "part";
  case Slot::Comment:
    return "comment";
  case Slot::Placeholder:
    return "placeholder";
  case Slot::Unknown:
    break;
  }
  return "unreadable part";
}

bool canBind(Slot S) {
  return S == Slot::Value || S == Slot::QuotedValue || S == Slot::LikePattern ||
         S == Slot::Limit;
}

} // namespace dbsafe::sql
