#include "sql/ScopeState.h"
#include <numeric>

namespace dbsafe::sql {

bool isInside(const Block *B, const Sub &S) {
  while (B && B->Owner) {
    if (B->Owner == &S)
      return true;
    B = B->Owner->Home;
  }
  return false;
}

ScopeState::ScopeState(const ScopeModel &Model)
    : Model(&Model), Parent(Model.Terms.size()), Next(Model.Terms.size()),
      Size(Model.Terms.size(), 1) {
  std::iota(Parent.begin(), Parent.end(), 0u);
  std::iota(Next.begin(), Next.end(), 0u);
}

TermId ScopeState::rootOf(TermId T) const {
  while (Parent[T] != T)
    T = Parent[T];
  return T;
}

void ScopeState::unite(TermId A, TermId B) {
  if (A == NoTerm || B == NoTerm)
    return;
  auto HasIdentity = [&](TermId T) {
    Term::KindType K = Model->Terms[T].Kind;
    return K != Term::Constant && K != Term::Null && K != Term::Unset;
  };
  if (!HasIdentity(A) || !HasIdentity(B))
    return;
  A = rootOf(A);
  B = rootOf(B);
  if (A == B)
    return;
  if (Size[A] > Size[B])
    std::swap(A, B);
  Parent[A] = B;
  Size[B] += Size[A];
  std::swap(Next[A], Next[B]); // Joins the two rings of members.
  Undo.emplace_back(A, B);
}

ScopeState::Mark ScopeState::mark() const {
  return {Undo.size(),    Pending.size(),    Obligations.size(),
          Actions.size(), GroupOrder.size(), Impossible};
}

void ScopeState::rollBack(const Mark &M) {
  while (Undo.size() > M.Undo) {
    auto [Child, Root] = Undo.back();
    Undo.pop_back();
    std::swap(Next[Child], Next[Root]);
    Size[Root] -= Size[Child];
    Parent[Child] = Child;
  }
  while (GroupOrder.size() > M.Groups) {
    ActiveGroups.erase(GroupOrder.back());
    GroupOrder.pop_back();
  }
  Pending.resize(M.Pending);
  Obligations.resize(M.Obligations);
  Actions.resize(M.Actions);
  Impossible = M.Impossible;
}

TermId ScopeState::find(RefId R, const std::string &Column) const {
  auto It = Model->ColumnTerms.find({R, Column});
  return It == Model->ColumnTerms.end() || It->second >= Parent.size()
             ? NoTerm
             : It->second;
}

void ScopeState::oblige(Obligation O) {
  if (!Silence)
    Obligations.push_back(O);
}

void ScopeState::enter(const Block &B) {
  Action A;
  A.Entered = &B;
  Actions.push_back(A);
  enterBlock(B);
}

void ScopeState::focus(GroupId Group) {
  Action A;
  A.Focused = Group;
  Actions.push_back(A);
  activate(Group);
}

void ScopeState::branch(const Condition &C, bool Silent) {
  Action A;
  A.Branch = &C;
  A.Silent = Silent;
  Actions.push_back(A);
  Silence += Silent;
  add(C);
  Silence -= Silent;
}

void ScopeState::assume(const Sub &S) {
  Action A;
  A.Assumed = &S;
  Actions.push_back(A);
  for (auto [Outside, Inner] : S.In)
    unite(Outside, Inner);
}

ScopeState ScopeState::inside(const Sub &S) const {
  ScopeState Result(*Model);
  Result.Left = Left;
  Result.Left.insert(&S);
  ++Result.Silence;
  for (const Action &A : Actions) {
    if (A.Entered)
      Result.enter(*A.Entered);
    else if (A.Focused != NoGroup &&
             !isInside(Model->Groups[A.Focused].Home, S))
      Result.focus(A.Focused);
    else if (A.Branch && !isInside(A.Branch->Home, S))
      Result.branch(*A.Branch, A.Silent);
    else if (A.Assumed)
      Result.assume(*A.Assumed);
  }
  // What was pending is proven from where it stands.
  for (PendingOr &P : Result.Pending)
    P.Silent = true;
  --Result.Silence;
  Result.assume(S);
  Result.enter(*S.Body);
  return Result;
}

void ScopeState::enterBlock(const Block &B) {
  for (auto [A, C] : B.Links)
    unite(A, C);
  for (RefId R : B.Refs)
    enterRef(R);
  for (GroupId G : B.Groups)
    if (Model->Groups[G].Parent == NoGroup) {
      Obligation O;
      O.Kind = Obligation::Nullable;
      O.Group = G;
      oblige(O);
    }
  for (const Condition *C : B.Conditions)
    add(*C);
  for (const Sub *S : B.Checks) {
    Obligation O;
    O.Kind = Obligation::Apart;
    O.Inner = S;
    oblige(O);
  }
  for (const Write &W : B.Writes) {
    Obligation O;
    O.Kind = Obligation::Written;
    O.Row = &W;
    oblige(O);
  }
}

void ScopeState::enterRef(RefId R) {
  const Ref &Reference = Model->Refs[R];
  if (Reference.Kind == Ref::Table && Reference.Role &&
      Reference.Role->owned()) {
    Obligation O;
    O.Kind = Obligation::Read;
    O.Reference = R;
    oblige(O);
  }
  if (Reference.Kind == Ref::Derived && Reference.Inner)
    enterSub(*Reference.Inner);
}

void ScopeState::enterSub(const Sub &S) {
  if (Left.count(&S))
    return;
  for (auto [Outside, Inner] : S.Out)
    unite(Outside, Inner);
  Obligation O;
  O.Kind = Obligation::Apart;
  O.Inner = &S;
  if (!S.Flows)
    return oblige(O);
  if (S.In.size() == S.Out.size()) // Nothing stands between it and outside.
    return enterBlock(*S.Body);
  O.Kind = Obligation::Inside;
  oblige(O);
  ++Silence;
  enterBlock(*S.Body);
  --Silence;
}

void ScopeState::activate(GroupId Group) {
  const struct Group &G = Model->Groups[Group];
  if (active(Group))
    return;
  if (G.Parent != NoGroup)
    activate(G.Parent);
  if (!ActiveGroups.insert(Group).second)
    return;
  GroupOrder.push_back(Group);
  for (RefId R : G.Refs)
    enterRef(R);
  for (GroupId Nested : G.Home->Groups)
    if (Model->Groups[Nested].Parent == Group) {
      Obligation O;
      O.Kind = Obligation::Nullable;
      O.Group = Nested;
      oblige(O);
    }
  for (const Condition *C : G.Conditions)
    add(*C);
}

void ScopeState::notNull(TermId T) {
  if (T == NoTerm || Model->Terms[T].Kind != Term::ColumnOf)
    return;
  const Ref &R = Model->Refs[Model->Terms[T].Ref];
  if (R.Group != NoGroup)
    activate(R.Group);
}

void ScopeState::add(const Condition &C) {
  for (const Sub *S : C.Checks) {
    Obligation O;
    O.Kind = Obligation::Apart;
    O.Inner = S;
    oblige(O);
  }
  switch (C.Kind) {
  case Condition::Anything:
    return;
  case Condition::Never:
    Impossible = true;
    return;
  case Condition::And:
    for (const Condition *Part : C.Parts)
      add(*Part);
    return;
  case Condition::Or:
    Pending.push_back({&C, Silence > 0});
    return;
  case Condition::Equal:
    notNull(C.Left);
    notNull(C.Right);
    unite(C.Left, C.Right);
    return;
  case Condition::Same:
    unite(C.Left, C.Right);
    return;
  case Condition::Exists:
    enterSub(*C.Inner);
    return;
  }
}

} // namespace dbsafe::sql
