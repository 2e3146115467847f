//===- Scope.cpp - One verdict for every statement of a text --------------===//
#include "sql/Scope.h"
#include "sql/Placeholders.h"
#include "sql/ScopeLowering.h"
#include "sql/ScopeProver.h"
#include "sql/ScopeReport.h"
#include "sql/SlotTree.h"
#include "sql/Slots.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <set>

namespace dbsafe::sql {

using llvm::StringRef;

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
  case Slot::Unknown:
    break;
  }
  return "a part of the statement that cannot be read is put in at run time";
}

/// The annotation in a comment: nothing if there is none, its reason, empty if
/// it gives none.
std::optional<std::string> annotation(StringRef Comment) {
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

/// Judges the tokens [First, Last) of a text: one statement.
class StatementJudge {
public:
  StatementJudge(const TokenizedText &Text, const std::vector<Slot> &Slots,
                 TableRoles &Roles, size_t First, size_t Last)
      : Text(Text), Slots(Slots), Roles(Roles), First(First), Last(Last) {}

  std::optional<Verdict> judge() {
    size_t Start = First;
    while (Start < Last && isBlank(Start))
      ++Start;
    if (Start == Last)
      return std::nullopt;
    Result.Where = Text.flat().place(Text.tokens()[Start].Begin);
    decide();
    annotate();
    return Result;
  }

private:
  const TokenizedText &Text;
  const std::vector<Slot> &Slots;
  TableRoles &Roles;
  size_t First, Last;
  Verdict Result;
  NormalText Normal;
  std::set<unsigned> Lists;

  bool isBlank(size_t I) const {
    return Text.tokens()[I].Kind == TokenKind::Space ||
           Text.tokens()[I].Kind == TokenKind::Comment;
  }

  void unknown(std::string Why) {
    Result.Result = Scoped::Unknown;
    Result.Reason = std::move(Why);
  }

  void decide() {
    const char *Open = nullptr;
    for (size_t I = First; I < Last; ++I) {
      const Token &T = Text.tokens()[I];
      if (const char *Why = lexicalDoubt(T)) {
        Result.Unreadable = !T.Closed && T.Kind != TokenKind::Comment;
        if (Result.Unreadable)
          Result.Where = Text.flat().place(T.Begin);
        return unknown(Why);
      }
      if (!Text.hasHole(T))
        continue;
      unsigned Hole = Text.flat().holeAt(T.Begin);
      if (const char *Why = openQuestion(Slots[Hole]))
        Open = Why;
      if (Slots[Hole] == Slot::List)
        Lists.insert(StandInBase + Hole);
    }
    if (Open)
      return unknown(Open);
    Normal = normalise(Text, First, Last, [&](size_t I, bool) {
      return "$" + std::to_string(StandInBase +
                                  Text.flat().holeAt(Text.tokens()[I].Begin));
    });
    ParseResult Tree = parse(Normal.Text);
    if (!Tree.ok()) {
      Result.Unreadable = true;
      place(Tree.ErrorOffset);
      return unknown("PostgreSQL's grammar cannot read it: " + Tree.Error);
    }
    if (Tree.statements().size() != 1)
      return unknown("it is more than one statement");
    const auto *Root = Tree.statements()[0].getAsObject();
    const auto *Body = Root ? Root->get("stmt") : nullptr;
    if (Node N = Body ? asNode(*Body) : Node{})
      prove(N);
  }

  /// Reasons why the server may cut the text into other tokens than we do.
  const char *lexicalDoubt(const Token &T) const {
    if (!T.Closed && T.Kind != TokenKind::Comment)
      return "the text ends inside quotes";
    StringRef Token = Text.text(T);
    if (T.Kind == TokenKind::Comment && Token.starts_with("/*!"))
      return "MySQL runs what stands in /*! */";
    if (T.Kind == TokenKind::String && !T.Backslash &&
        Text.dialect() == Dialect::Generic &&
        (Token.contains("\\'") || Token.contains("\\\\'")))
      return "whether a backslash escapes a quote depends on the server";
    if (Text.flat().hadNul())
      return "the text has a NUL byte";
    return nullptr;
  }

  void prove(const Node &N) {
    ScopeModel Model;
    ScopeLowering(Roles, Model, Lists).statement(N);
    ScopeReport Report(Model, Roles, Normal, Text.dialect());
    if (!Model.Wholes.empty()) {
      const auto &Whole = Model.Wholes.front();
      Result.Result = Scoped::No;
      Result.Table = Whole.Table;
      Result.Reason = Whole.Reason;
      return place(Whole.Location);
    }
    for (const ScopeModel::Doubt &D : Model.Unknowns)
      if (!D.OnlyIfScoped)
        return unknown(D.Why);
    ScopeProver Any(Model, Roles.principals());
    if (!proveRoots(Any, Model)) {
      if (Any.exhausted())
        return unknown("the statement is too complex to be proven");
      Result.Result = Scoped::No;
      Report.explain(Any, Result);
      return place(Report.location(Any));
    }
    if (!Model.Unknowns.empty())
      return unknown(Model.Unknowns.front().Why);
    if (onePrincipal(Any, Model, {})) {
      Result.Result = Scoped::Yes;
      return;
    }
    std::set<TermId> Alike = positionalParameters(Any, Model);
    if (Alike.size() > 1 && onePrincipal(Any, Model, Alike))
      return unknown("two parameters give the user; use one numbered "
                     "parameter, or compare the owner columns with each other");
    Report.explainMixed(Any, Result);
  }

  static bool proveRoots(ScopeProver &P, const ScopeModel &Model) {
    for (const Block *B : Model.Roots)
      if (!P.prove(*B))
        return false;
    return true;
  }

  /// The sources that are a "?": two of them may well be bound to the same
  /// value, which the text has no way to say.
  std::set<TermId> positionalParameters(const ScopeProver &Any,
                                        const ScopeModel &Model) const {
    std::set<TermId> Result;
    for (const auto &[Domain, Sources] : Any.used())
      for (TermId Source : Sources) {
        const Term &T = Model.Terms[Source];
        if (T.Kind == Term::Parameter && Normal.isPositional(T.Number) &&
            !Model.Listed.count(Source))
          Result.insert(Source);
      }
    return Result;
  }

  /// All proofs must be about the same principal. Where more than one source
  /// was used, one of them must do alone; those that are Alike count as one.
  bool onePrincipal(const ScopeProver &Any, const ScopeModel &Model,
                    const std::set<TermId> &Alike) const {
    std::vector<std::map<unsigned, std::set<TermId>>> Choices{{}};
    for (const auto &[Domain, Sources] : Any.used()) {
      if (Sources.size() < 2)
        continue;
      std::vector<std::set<TermId>> Options;
      std::set<TermId> Together;
      for (TermId Source : Sources)
        if (Alike.count(Source))
          Together.insert(Source);
        else
          Options.push_back({Source});
      if (!Together.empty())
        Options.push_back(std::move(Together));
      std::vector<std::map<unsigned, std::set<TermId>>> More;
      for (const auto &Choice : Choices)
        for (const std::set<TermId> &Option : Options) {
          More.push_back(Choice);
          More.back()[Domain] = Option;
        }
      Choices = std::move(More);
    }
    if (Choices.size() > 64)
      return false;
    for (const auto &Choice : Choices) {
      if (Choice.empty())
        return true;
      ScopeProver Strict(Model, Roles.principals());
      for (const auto &[Domain, Sources] : Choice)
        Strict.restrict(Domain, Sources);
      if (proveRoots(Strict, Model))
        return true;
    }
    return false;
  }

  void place(size_t Location) {
    size_t Offset = Normal.origin(Location);
    Result.Where = Text.flat().place(Offset);
    for (size_t I = First; I < Last; ++I) {
      const Token &T = Text.tokens()[I];
      if (T.Begin <= Offset && Offset < T.End)
        Result.Length = T.End - Offset;
    }
  }

  void annotate() {
    for (size_t I = First; I < Last; ++I) {
      const Token &T = Text.tokens()[I];
      if (T.Kind != TokenKind::Comment)
        continue;
      auto Reason = annotation(Text.text(T));
      if (!Reason)
        continue;
      Result.NoteWhere = Text.flat().place(T.Begin);
      Result.NoteLength = T.End - T.Begin;
      if (Result.Result == Scoped::Yes) {
        Result.Note = Annotation::Needless;
        continue;
      }
      if (Reason->empty()) {
        Result.Note = Annotation::NoReason;
        continue;
      }
      Result.Note = Annotation::Used;
      Result.Result = Scoped::Exempt;
      Result.Reason = *Reason;
      Result.Missing.clear();
      return;
    }
  }
};

} // namespace

std::vector<Verdict> prove(const Template &T, Dialect D, const Schema &S,
                           const Ownership &O) {
  TokenizedText Text(T, D);
  std::vector<Slot> Slots = slots(T, D);
  TableRoles Roles(S.model(), O);
  std::vector<Verdict> Result;
  const auto &Tokens = Text.tokens();
  size_t First = 0;
  int Depth = 0;
  for (size_t I = 0; I <= Tokens.size(); ++I) {
    bool AtEnd = I == Tokens.size();
    if (!AtEnd) {
      Depth += Text.is(Tokens[I], "(") ? 1 : Text.is(Tokens[I], ")") ? -1 : 0;
      if (!Text.is(Tokens[I], ";") || Depth > 0)
        continue;
    }
    if (auto V = StatementJudge(Text, Slots, Roles, First, I).judge())
      Result.push_back(std::move(*V));
    First = I + 1;
    Depth = 0;
  }
  return Result;
}

} // namespace dbsafe::sql
