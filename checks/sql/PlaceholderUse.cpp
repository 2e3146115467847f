#include "sql/PlaceholderUse.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;

namespace {

/// The number in "$1" or "?1"; 0 if there is none.
unsigned numberIn(StringRef Spelling) {
  unsigned Number = 0;
  if (Spelling.size() < 2 || (Spelling[0] != '$' && Spelling[0] != '?') ||
      Spelling.drop_front().getAsInteger(10, Number))
    return 0;
  return Number;
}

/// "$1", "%$1%": the whole of a string.
bool isQuotedPlaceholder(StringRef Body) {
  StringRef Inner = Body.trim('%');
  return Inner.starts_with("$") && numberIn(Inner) != 0;
}

class Reader {
public:
  Reader(const ReadText &Text, bool AsSent)
      : Text(Text), Tokens(Text.tokenized()), AsSent(AsSent) {}

  std::vector<Remark> run() {
    for (const ReadStatement &S : Text.statements())
      if (!S.Doubt)
        statement(S);
    return std::move(Found);
  }

private:
  const ReadText &Text;
  const TokenizedText &Tokens;
  bool AsSent;
  std::vector<Remark> Found;

  void statement(const ReadStatement &S) {
    if (Text.dialect() != Dialect::PostgreSQL)
      return;
    std::set<unsigned> Numbers;
    unsigned Brackets = 0; // a[1:b] is a slice.
    bool Named = false;
    for (size_t I = S.First; I < S.Last; ++I) {
      const Token &T = Tokens.tokens()[I];
      Brackets += Tokens.is(T, "[");
      if (T.Kind == TokenKind::Placeholder && !Tokens.hasHole(T) && AsSent &&
          !Brackets && !Named && Tokens.text(T).starts_with(":")) {
        foreign(T);
        Named = true;
      }
      if (T.Kind == TokenKind::Placeholder)
        Numbers.insert(numberIn(Tokens.text(T)));
      else if (T.Kind == TokenKind::String && !Tokens.hasHole(T))
        quoted(I, T);
    }
    if (!Numbers.empty() && !Numbers.count(0) && !S.Open && S.Tree.ok())
      gap(S, Numbers);
    if (!S.Tree.ok() && !S.Tree.Error.empty())
      foreign(S);
  }

  void quoted(size_t I, const Token &T) {
    StringRef Source = Tokens.flat().text();
    StringRef Body = Source.slice(T.Body, T.BodyEnd);
    size_t Next = Tokens.next(I), Before = Tokens.previous(I);
    bool Money =
        Next != TokenizedText::None && Tokens.is(Tokens.tokens()[Next], "::");
    bool Body1 = Before != TokenizedText::None &&
                 Tokens.isWord(Tokens.tokens()[Before], "AS");
    if (!isQuotedPlaceholder(Body) || Money || Body1 ||
        Tokens.text(T).starts_with("$"))
      return;
    StringRef Placeholder = Body.trim('%');
    std::string Instead =
        Placeholder == Body
            ? "write " + Body.str() + " without the quotes"
            : "write " + Placeholder.str() + " and bind the value with its '%'";
    Found.push_back(Text.remark(T, "'" + Body.str() +
                                       "' in quotes is text, no placeholder; " +
                                       Instead));
    Found.back().Subject = "quoted " + Body.str();
  }

  /// The server refuses a parameter whose type nothing tells.
  void gap(const ReadStatement &S, const std::set<unsigned> &Numbers) {
    Node Root = S.root();
    if (Root.is("PrepareStmt") || Root.is("CreateFunctionStmt"))
      return; // Their types are given.
    unsigned Missing = 1;
    while (Numbers.count(Missing))
      ++Missing;
    if (Missing > *Numbers.rbegin())
      return;
    for (size_t I = S.First; I < S.Last; ++I) {
      const Token &T = Tokens.tokens()[I];
      if (T.Kind != TokenKind::Placeholder ||
          numberIn(Tokens.text(T)) < Missing)
        continue;
      std::string Name = "$" + std::to_string(Missing);
      Found.push_back(Text.remark(
          T, "the placeholders leave out " + Name +
                 ": the server cannot know its type; number them from $1 on "
                 "without gaps"));
      Found.back().Subject = "gap " + Name;
      return;
    }
  }

  /// A placeholder of another library, where that makes it no SQL.
  void foreign(const ReadStatement &S) {
    size_t Begin = Tokens.tokens()[S.First].Begin;
    size_t End = Tokens.tokens()[S.Last - 1].End;
    StringRef Source = StringRef(Tokens.flat().text()).slice(Begin, End);
    if (Source.contains(FlatText::HoleByte))
      return;
    ReadText Other(Template(Source), Dialect::Generic);
    if (Other.statements().size() != 1 || !Other.statements()[0].Tree.ok())
      return;
    for (const Token &T : Other.tokenized().tokens()) {
      StringRef Spelling = Other.tokenized().text(T);
      if (T.Kind != TokenKind::Placeholder || Spelling.starts_with("$"))
        continue;
      Token Here = T;
      Here.Begin += Begin;
      Here.End += Begin;
      return foreign(Here);
    }
  }

  void foreign(const Token &T) {
    std::string Spelling(Tokens.text(T));
    Found.push_back(
        Text.remark(T, "'" + Spelling +
                           "' is no placeholder of PostgreSQL; write $1, $2, "
                           "... and bind the values in this order"));
    Found.back().Subject = "foreign " + Spelling;
  }
};

} // namespace

bool isNameOf(const std::string &Name, const std::string &Spelling) {
  return Name == Spelling ||
         (Spelling.size() > 1 && StringRef(":@$").contains(Spelling[0]) &&
          Spelling.compare(1, Spelling.npos, Name) == 0);
}

bool PlaceholderUse::has(const std::string &Name) const {
  return std::any_of(
      Names.begin(), Names.end(),
      [&](const std::string &Spelling) { return isNameOf(Name, Spelling); });
}

std::optional<PlaceholderUse> placeholderUse(const ReadText &Text) {
  const TokenizedText &Tokens = Text.tokenized();
  if (!Tokens.flat().holes().empty() || Tokens.flat().hadNul())
    return std::nullopt;
  PlaceholderUse Result;
  unsigned Last = 0;
  for (const ReadStatement &S : Text.statements()) {
    if (S.Doubt)
      return std::nullopt;
    for (size_t I = S.First; I < S.Last; ++I) {
      const Token &T = Tokens.tokens()[I];
      if (T.Kind != TokenKind::Placeholder)
        continue;
      StringRef Spelling = Tokens.text(T);
      if (unsigned Number = Spelling == "?" ? Last + 1 : numberIn(Spelling)) {
        Result.Numbers.insert(Number);
        Last = std::max(Last, Number);
      } else {
        Result.Names.insert(Spelling.str());
      }
    }
  }
  return Result;
}

std::vector<Remark> placeholderMistakes(const ReadText &Text, bool AsSent) {
  return Reader(Text, AsSent).run();
}

const Token *secondStatement(const ReadText &Text) {
  if (Text.statements().size() < 2)
    return nullptr;
  return &Text.tokenized().tokens()[Text.statements()[1].Start];
}

} // namespace dbsafe::sql
