//===- ScopeProver.cpp - Case split and order of the proof ----------------===//
#include "sql/ScopeProver.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {

// A step is some ten to a hundred nanoseconds.
constexpr size_t MaxWork = 200000;
constexpr unsigned MaxNesting = 80;

bool hasSubqueries(const Condition &C) {
  return !C.Checks.empty() || C.Kind == Condition::Exists ||
         std::any_of(C.Parts.begin(), C.Parts.end(),
                     [](const Condition *P) { return hasSubqueries(*P); });
}

/// True if the condition, where it holds, could further a proof.
bool says(const ScopeModel &Model, const Condition &C) {
  switch (C.Kind) {
  case Condition::Anything:
    return false;
  case Condition::Never:
    return true;
  case Condition::And:
    return std::any_of(C.Parts.begin(), C.Parts.end(),
                       [&](const Condition *P) { return says(Model, *P); });
  case Condition::Or:
    return std::all_of(C.Parts.begin(), C.Parts.end(),
                       [&](const Condition *P) { return says(Model, *P); });
  case Condition::Equal:
    if (C.Left != NoTerm && Model.Terms[C.Left].Kind == Term::ColumnOf &&
        Model.Refs[Model.Terms[C.Left].Ref].Group != NoGroup)
      return true;
    [[fallthrough]];
  case Condition::Same:
    return C.Left != NoTerm && C.Right != NoTerm &&
           Model.Terms[C.Left].Kind != Term::Constant &&
           Model.Terms[C.Right].Kind != Term::Constant;
  case Condition::Exists:
    return true;
  }
  return false;
}

} // namespace

bool ScopeProver::spend(size_t Amount) {
  Work += Amount;
  Exhausted |= Work > MaxWork || Nesting > MaxNesting;
  return !Exhausted;
}

bool ScopeProver::prove(const Block &B) {
  ScopeState S(Model);
  S.enter(B);
  return check(S.Obligations, S, 0);
}

bool ScopeProver::isSimple(const Obligation &O) const {
  return O.Kind == Obligation::Read || O.Kind == Obligation::Written;
}

bool ScopeProver::proveSimple(const Obligation &O, const ScopeState &S) {
  if (O.Kind == Obligation::Written)
    return writable(S, *O.Row);
  return Model.Refs[O.Reference].Written ? target(S, O.Reference)
                                         : scoped(S, O.Reference, 0);
}

bool ScopeProver::proveNested(const Obligation &O, ScopeState &S) {
  if (O.Kind == Obligation::Inside) {
    ScopeState Inner = S.inside(*O.Inner);
    if (!spend(Model.Terms.size() / 64 + 4))
      return false;
    size_t First = Inner.Pending.size();
    for (size_t I = 0; I < Inner.Pending.size(); ++I)
      if (!Inner.Pending[I].Silent)
        First = std::min(First, I);
    std::vector<Obligation> Todo = Inner.Obligations;
    return check(std::move(Todo), Inner, First);
  }
  if (O.Kind == Obligation::Nullable && S.active(O.Group))
    return true;
  ScopeState::Mark M = S.mark();
  size_t First = S.Pending.size(), From = S.Obligations.size();
  if (O.Kind == Obligation::Nullable) {
    S.focus(O.Group);
  } else {
    S.assume(*O.Inner);
    S.enter(*O.Inner->Body);
  }
  std::vector<Obligation> Todo(S.Obligations.begin() + long(From),
                               S.Obligations.end());
  bool Proven = check(std::move(Todo), S, First);
  S.rollBack(M);
  return Proven;
}

/// Proves all of Todo in S, and what stands in the branches of the ORs from
/// PendingFrom on.
bool ScopeProver::check(std::vector<Obligation> Todo, ScopeState &S,
                        size_t PendingFrom) {
  if (S.impossible())
    return true;
  if (!spend(1 + Todo.size()))
    return false;
  ++Nesting;
  std::vector<Obligation> Open, Nested;
  for (const Obligation &O : Todo) {
    if (!isSimple(O))
      Nested.push_back(O);
    else if (!proveSimple(O, S))
      Open.push_back(O);
  }
  bool Proven = Open.empty() || split(Open, S);
  // These find the ORs still pending and split them as they need.
  for (size_t I = 0; Proven && I < Nested.size(); ++I)
    Proven = proveNested(Nested[I], S);
  Proven = Proven && checkBranches(S, PendingFrom);
  --Nesting;
  return Proven && !Exhausted;
}

/// True if splitting P alone proves one of the obligations in every branch.
bool ScopeProver::helps(const ScopeState::PendingOr &P,
                        const std::vector<Obligation> &Open, ScopeState &S) {
  const Condition &Or = *P.Or;
  bool Silent = P.Silent;
  std::vector<bool> Everywhere(Open.size(), true);
  for (const Condition *Branch : Or.Parts) {
    if (!spend(1 + Open.size()))
      return false;
    ScopeState::Mark M = S.mark();
    S.branch(*Branch, Silent);
    for (size_t I = 0; I < Open.size() && !S.impossible(); ++I)
      Everywhere[I] = Everywhere[I] && proveSimple(Open[I], S);
    S.rollBack(M);
    if (std::none_of(Everywhere.begin(), Everywhere.end(),
                     [](bool B) { return B; }))
      return false;
  }
  return true;
}

/// Proves what is open by cases.
bool ScopeProver::split(const std::vector<Obligation> &Open, ScopeState &S) {
  size_t Chosen = S.Pending.size(), Possible = S.Pending.size();
  for (size_t I = 0; I < S.Pending.size() && Chosen == S.Pending.size(); ++I) {
    if (S.Pending[I].Taken || !says(Model, *S.Pending[I].Or))
      continue;
    if (Possible == S.Pending.size())
      Possible = I;
    if (helps(S.Pending[I], Open, S))
      Chosen = I;
  }
  if (Chosen == S.Pending.size())
    Chosen = Possible;
  if (Chosen == S.Pending.size()) {
    const Obligation &First = Open.front();
    if (!Gap.Row && Gap.Reference == NoRef)
      Gap.Reference = First.Reference;
    if (First.Row) {
      Gap.Row = First.Row;
      Gap.Reference = First.Row->Row;
    }
    return false;
  }
  S.Pending[Chosen].Taken = true;
  bool Silent = S.Pending[Chosen].Silent;
  const Condition &Or = *S.Pending[Chosen].Or;
  bool Proven = true;
  for (const Condition *Branch : Or.Parts) {
    ScopeState::Mark M = S.mark();
    size_t First = S.Pending.size(), From = S.Obligations.size();
    S.branch(*Branch, Silent);
    std::vector<Obligation> Todo = Open;
    Todo.insert(Todo.end(), S.Obligations.begin() + long(From),
                S.Obligations.end());
    Proven = check(std::move(Todo), S, First);
    S.rollBack(M);
    if (!Proven) {
      Gap.InBranch = true;
      break;
    }
  }
  // Left as taken only inside: what stands in its branches has been proven,
  // but later obligations may split it again.
  S.Pending[Chosen].Taken = false;
  return Proven;
}

/// Proves what stands in the branches of ORs.
bool ScopeProver::checkBranches(ScopeState &S, size_t PendingFrom) {
  for (size_t I = PendingFrom; I < S.Pending.size(); ++I) {
    if (S.Pending[I].Silent || S.Pending[I].Taken ||
        !hasSubqueries(*S.Pending[I].Or))
      continue;
    S.Pending[I].Taken = true;
    const Condition &Or = *S.Pending[I].Or;
    bool Proven = true;
    for (const Condition *Branch : Or.Parts) {
      if (!hasSubqueries(*Branch))
        continue;
      ScopeState::Mark M = S.mark();
      size_t First = S.Pending.size(), From = S.Obligations.size();
      S.branch(*Branch, false);
      std::vector<Obligation> Todo(S.Obligations.begin() + long(From),
                                   S.Obligations.end());
      Proven = check(std::move(Todo), S, First);
      S.rollBack(M);
      if (!Proven)
        break;
    }
    S.Pending[I].Taken = false;
    if (!Proven)
      return false;
  }
  return true;
}

} // namespace dbsafe::sql
