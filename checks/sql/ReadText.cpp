#include "sql/ReadText.h"
#include "sql/SlotTree.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;

Node ReadStatement::root() const {
  const auto *Root = Tree.ok() && !Tree.statements().empty()
                         ? Tree.statements()[0].getAsObject()
                         : nullptr;
  const auto *Body = Root ? Root->get("stmt") : nullptr;
  return Body ? asNode(*Body) : Node{};
}

namespace {

/// What a hole of this slot leaves open; nothing if it is a value.
const char *openQuestion(Slot S) {
  switch (S) {
  case Slot::Value:
  case Slot::QuotedValue:
  case Slot::LikePattern:
  case Slot::Limit:
  case Slot::List:
  case Slot::Comment:
  case Slot::Placeholder:
    return nullptr;
  case Slot::Identifier:
  case Slot::QuotedIdentifier:
    return "a table or column name is put in at run time";
  case Slot::Keyword:
    return "a keyword is put in at run time";
  case Slot::Clause:
    return "a part of the statement is put in at run time";
  case Slot::Statement:
    return "the statement is put in at run time";
  case Slot::Open:
  case Slot::Unknown:
    break;
  }
  return "a part of the statement that cannot be read is put in at run time";
}

bool isName(Slot S) {
  return S == Slot::Identifier || S == Slot::QuotedIdentifier;
}

} // namespace

ReadText::ReadText(const Template &T, Dialect D)
    : Text(T, D), Slots(sql::slots(T, D)) {
  const auto &Tokens = Text.tokens();
  size_t First = 0;
  int Depth = 0;
  for (size_t I = 0; I <= Tokens.size(); ++I) {
    if (I < Tokens.size()) {
      Depth += Text.is(Tokens[I], "(") ? 1 : Text.is(Tokens[I], ")") ? -1 : 0;
      if (!Text.is(Tokens[I], ";") || Depth > 0)
        continue;
    }
    statement(First, I);
    First = I + 1;
    Depth = 0;
  }
}

void ReadText::statement(size_t First, size_t Last) {
  size_t Start = First;
  while (Start < Last && (Text.tokens()[Start].Kind == TokenKind::Space ||
                          Text.tokens()[Start].Kind == TokenKind::Comment))
    ++Start;
  if (Start == Last)
    return;
  ReadStatement &S = Statements.emplace_back();
  S.First = First;
  S.Last = Last;
  S.Start = Start;
  if (hasLexicalDoubt(S))
    return;
  bool OnlyNames = true;
  for (size_t I = First; I < Last; ++I) {
    const Token &T = Text.tokens()[I];
    if (!Text.hasHole(T))
      continue;
    unsigned Hole = Text.flat().holeAt(T.Begin);
    if (const char *Why = openQuestion(Slots[Hole])) {
      S.Open = Why;
      OnlyNames &= isName(Slots[Hole]);
    }
    if (Slots[Hole] == Slot::List)
      S.Lists.insert(StandInBase + Hole);
  }
  if (S.Open && !OnlyNames)
    return;
  S.Normal = normalise(Text, First, Last, [&](size_t I, bool Glued) {
    unsigned Hole = Text.flat().holeAt(Text.tokens()[I].Begin);
    return Glued || isName(Slots[Hole])
               ? holeMarker(Hole)
               : "$" + std::to_string(StandInBase + Hole);
  });
  S.Lists.insert(S.Normal.Lists.begin(), S.Normal.Lists.end());
  S.Tree = parse(S.Normal.Text);
}

/// Reasons why the server may cut the text into other tokens than we do.
bool ReadText::hasLexicalDoubt(ReadStatement &S) const {
  for (size_t I = S.First; I < S.Last && !S.Doubt; ++I) {
    const Token &T = Text.tokens()[I];
    StringRef Token = Text.text(T);
    S.DoubtAt = T.Begin;
    if (!T.Closed && T.Kind != TokenKind::Comment) {
      S.Unclosed = true;
      S.Doubt = "the text ends inside quotes";
    } else if (T.Kind == TokenKind::Comment && Token.starts_with("/*!")) {
      S.Doubt = "MySQL runs what stands in /*! */";
    } else if (T.Kind == TokenKind::String && !T.Backslash &&
               Text.dialect() == Dialect::Generic &&
               (Token.contains("\\'") || Token.contains("\\\\'"))) {
      S.Doubt = "whether a backslash escapes a quote depends on the server";
    } else if (Text.flat().hadNul()) {
      S.Doubt = "the text has a NUL byte";
    }
  }
  return S.Doubt;
}

Remark ReadText::remark(const ReadStatement &S, size_t Location,
                        std::string Message) const {
  Remark Result;
  size_t Offset = S.Normal.origin(Location);
  Result.Where = Text.flat().place(Offset);
  Result.Message = std::move(Message);
  for (size_t I = S.First; I < S.Last; ++I) {
    const Token &T = Text.tokens()[I];
    if (T.Begin <= Offset && Offset < T.End)
      Result.Length = T.End - Offset;
  }
  return Result;
}

Remark ReadText::remark(const Token &T, std::string Message) const {
  Remark Result;
  Result.Where = Text.flat().place(T.Begin);
  Result.Length = T.End - T.Begin;
  Result.Message = std::move(Message);
  return Result;
}

bool ReadText::isExempt(const ReadStatement &S) const {
  for (size_t I = S.First; I < S.Last; ++I)
    if (Text.tokens()[I].Kind == TokenKind::Comment)
      if (auto Reason = globalAnnotation(Text.text(Text.tokens()[I])))
        if (!Reason->empty())
          return true;
  return false;
}

std::optional<std::string> globalAnnotation(std::string_view Text) {
  StringRef Comment = Text;
  size_t At = Comment.find("dbsafe:global");
  if (At == StringRef::npos)
    return std::nullopt;
  StringRef Rest = Comment.drop_front(At + StringRef("dbsafe:global").size());
  size_t Reason = Rest.find("reason");
  if (Reason == StringRef::npos)
    return "";
  Rest = Rest.drop_front(Reason + StringRef("reason").size()).ltrim();
  if (!Rest.consume_front("="))
    return "";
  Rest = Rest.ltrim();
  char Quote = Rest.empty() ? '\0' : Rest.front();
  if (Quote != '"' && Quote != '\'')
    return "";
  size_t Close = Rest.find(Quote, 1);
  return Close == StringRef::npos ? "" : Rest.slice(1, Close).trim().str();
}

const ReadText &TextReader::read(const Template &T, Dialect D) {
  // Where pieces begin matters: places are told in pieces.
  std::string Key;
  for (const Piece &P : T.pieces())
    Key += (P.IsHole ? std::string(1, FlatText::HoleByte) : P.Text) + '\0';
  auto &Read = Known[{std::move(Key), D}];
  if (!Read)
    Read = std::make_unique<ReadText>(T, D);
  return *Read;
}

} // namespace dbsafe::sql
