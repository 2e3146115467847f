//===- Scope.cpp - One verdict for every statement of a text --------------===//
#include "sql/Scope.h"
#include "sql/ReadText.h"
#include "sql/ScopeLowering.h"
#include "sql/ScopeProver.h"
#include "sql/ScopeReport.h"
#include "sql/UnboundedWrite.h"
#include <optional>
#include <set>

namespace dbsafe::sql {

namespace {

/// Judges one statement of a text.
class StatementJudge {
public:
  StatementJudge(const ReadText &Read, const ReadStatement &S,
                 TableRoles &Roles)
      : Read(Read), S(S), Text(Read.tokenized()), Normal(S.Normal),
        Roles(Roles) {}

  Verdict judge() {
    Result.Where = Text.flat().place(Text.tokens()[S.Start].Begin);
    decide();
    annotate();
    return Result;
  }

private:
  const ReadText &Read;
  const ReadStatement &S;
  const TokenizedText &Text;
  const NormalText &Normal;
  TableRoles &Roles;
  Verdict Result;

  void unknown(std::string Why) {
    Result.Result = Scoped::Unknown;
    Result.Reason = std::move(Why);
  }

  void decide() {
    if (S.Doubt) {
      Result.Unreadable = S.Unclosed;
      if (S.Unclosed)
        Result.Where = Text.flat().place(S.DoubtAt);
      return unknown(S.Doubt);
    }
    if (S.Open)
      return unknown(S.Open);
    if (!S.Tree.ok()) {
      Result.Unreadable = true;
      place(S.Tree.ErrorOffset);
      return unknown("PostgreSQL's grammar cannot read it: " + S.Tree.Error);
    }
    if (S.Tree.statements().size() != 1)
      return unknown("it is more than one statement");
    if (Node N = S.root())
      prove(N);
  }

  void prove(const Node &N) {
    ScopeModel Model;
    ScopeLowering(Roles, Model, S.Lists).statement(N);
    Result.Steps = Model.Terms.size() + Model.Conditions.size() +
                   Model.Refs.size() + Model.Subs.size();
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
    bool Proven = proveRoots(Any, Model);
    Result.Steps += Any.work();
    if (!Proven) {
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
      return principals(Any, Model);
    }
    std::set<TermId> Alike = positionalParameters(Any, Model);
    if (Alike.size() > 1 && onePrincipal(Any, Model, Alike))
      return unknown("two parameters give the user; use one numbered "
                     "parameter, or compare the owner columns with each other");
    Report.explainMixed(Any, Result);
  }

  /// Where one parameter alone carries the proof, it has to be the principal.
  void principals(const ScopeProver &Any, const ScopeModel &Model) {
    for (const auto &[Domain, Sources] : Any.used()) {
      const Term &T = Model.Terms[*Sources.begin()];
      auto Spelling = Normal.Spelling.find(T.Number);
      if (Sources.size() == 1 && T.Kind == Term::Parameter &&
          Spelling != Normal.Spelling.end())
        Result.Principals.emplace_back(T.Number, Spelling->second);
    }
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
                    const std::set<TermId> &Alike) {
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
      bool Proven = proveRoots(Strict, Model);
      Result.Steps += Strict.work();
      if (Proven)
        return true;
    }
    return false;
  }

  void place(size_t Location) {
    Remark At = Read.remark(S, Location, "");
    Result.Where = At.Where;
    Result.Length = At.Length;
  }

  void annotate() {
    for (size_t I = S.First; I < S.Last; ++I) {
      const Token &T = Text.tokens()[I];
      if (T.Kind != TokenKind::Comment)
        continue;
      auto Reason = globalAnnotation(Text.text(T));
      if (!Reason)
        continue;
      Result.NoteWhere = Text.flat().place(T.Begin);
      Result.NoteLength = T.End - T.Begin;
      if (Result.Result == Scoped::Yes) {
        if (unboundedWrites(Read, S, {}).empty())
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

std::vector<Verdict> prove(const ReadText &Read, const Schema &S,
                           const Ownership &O) {
  TableRoles Roles(S.model(), O);
  std::vector<Verdict> Result;
  for (const ReadStatement &Each : Read.statements())
    Result.push_back(StatementJudge(Read, Each, Roles).judge());
  return Result;
}

std::vector<Verdict> prove(const Template &T, Dialect D, const Schema &S,
                           const Ownership &O) {
  return prove(ReadText(T, D), S, O);
}

} // namespace dbsafe::sql
