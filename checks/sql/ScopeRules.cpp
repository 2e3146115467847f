//===- ScopeRules.cpp - When a row is the principal's ---------------------===//
#include "sql/Parser.h"
#include "sql/ScopeInduction.h"
#include "sql/ScopeProver.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {
constexpr unsigned MaxDepth = 12;
} // namespace

/// True if T is, in every row, a principal of the domain.
bool ScopeProver::principal(const ScopeState &S, TermId T, unsigned Domain,
                            unsigned Depth) {
  if (T == NoTerm || Depth > MaxDepth || !spend(1))
    return false;
  bool Many = Domain < Principals.size() && Principals[Domain].Many;
  auto Restricted = Only.find(Domain);
  std::vector<TermId> Sources;
  bool Elements = false;
  S.anyEqual(T, [&](TermId Equal) {
    const Term &Source = Model.Terms[Equal];
    if (Source.Kind == Term::Parameter ||
        (Source.Kind == Term::Session && Source.Number == Domain))
      Sources.push_back(Equal);
    Elements |= Source.Kind == Term::OneOfMany;
    return false;
  });
  if (Many && (Elements || !Sources.empty()))
    return true;
  bool Accepted =
      std::any_of(Sources.begin(), Sources.end(), [&](TermId Source) {
        return Restricted == Only.end() || Restricted->second.count(Source);
      });
  if (Accepted) {
    if (Recording)
      Used[Domain].insert(Sources.begin(), Sources.end());
    return true;
  }
  return member(S, T, Domain, NoRef, Depth);
}

/// True if T is the far side of a bridge whose near side is a principal.
bool ScopeProver::member(const ScopeState &S, TermId T, unsigned Domain,
                         RefId Except, unsigned Depth) {
  if (Depth > MaxDepth || !spend(1))
    return false;
  return S.anyEqual(T, [&](TermId Equal) {
    const Term &Column = Model.Terms[Equal];
    if (Column.Kind != Term::ColumnOf || Column.Ref == Except)
      return false;
    const Ref &R = Model.Refs[Column.Ref];
    return R.Role && R.Role->IsBridge && R.Kind == Ref::Table &&
           R.Role->ToDomain == Domain && R.Role->BridgeTo == Column.Column &&
           principal(S, S.find(Column.Ref, R.Role->BridgeFrom),
                     R.Role->FromDomain, Depth + 1);
  });
}

bool ScopeProver::protectedByPolicy(RefId R) {
  const Ref &Reference = Model.Refs[R];
  if (!Reference.Policies)
    return false;
  auto [It, New] = ByPolicy.try_emplace(R, false);
  if (!New)
    return It->second;
  // The server enforces this whatever the statement's parameters are, so it
  // does not take part in the question whether all principals are the same.
  auto Restrictions = std::move(Only);
  Only.clear();
  ProofGap Before = Gap;
  bool WasRecording = Recording;
  Recording = false;
  ScopeState S(Model);
  for (const Condition *C : Reference.Policies->Conditions)
    S.branch(*C, /*Silent=*/true);
  Obligation O;
  O.Kind = Obligation::Read;
  O.Reference = R;
  It->second = check({O}, S, S.Pending.size());
  Recording = WasRecording;
  Gap = Before;
  Only = std::move(Restrictions);
  return It->second;
}

bool ScopeProver::scoped(const ScopeState &S, RefId R, unsigned Depth) {
  const Ref &Reference = Model.Refs[R];
  if (Depth > MaxDepth || !Reference.Role || !spend(1))
    return false;
  if (Reference.Kind == Ref::Assumed || protectedByPolicy(R))
    return true;
  const TableRole &Role = *Reference.Role;
  for (const OwnerColumn &Owner : Role.Direct)
    if (principal(S, S.find(R, Owner.Column), Owner.Domain, Depth + 1))
      return true;
  // A table with an owner of its own is proven by it alone: a key may well
  // lead to somebody else's parent.
  if (!Role.Direct.empty())
    return false;
  return std::any_of(
      Role.Keys.begin(), Role.Keys.end(),
      [&](const OwnedKey &Key) { return parentScoped(S, R, Key, Depth + 1); });
}

bool ScopeProver::parentScoped(const ScopeState &S, RefId R,
                               const OwnedKey &Key, unsigned Depth) {
  if (Key.Columns.empty() || Depth > MaxDepth)
    return false;
  return S.anyEqual(S.find(R, Key.Columns[0]), [&](TermId Equal) {
    const Term &Column = Model.Terms[Equal];
    if (Column.Kind != Term::ColumnOf || Column.Ref == R ||
        Column.Column != Key.Keys[0])
      return false;
    const Ref &Parent = Model.Refs[Column.Ref];
    if (!Parent.Role || Parent.Role->Name != Key.Parent)
      return false;
    for (size_t I = 1; I < Key.Columns.size(); ++I) {
      TermId Here = S.find(R, Key.Columns[I]);
      TermId There = S.find(Column.Ref, Key.Keys[I]);
      if (Here == NoTerm || There == NoTerm || !S.equal(Here, There))
        return false;
    }
    return scoped(S, Column.Ref, Depth + 1);
  });
}

/// The target of UPDATE, DELETE or MERGE: like a read, but a bridge's far side
/// cannot be given as a parameter.
bool ScopeProver::target(const ScopeState &S, RefId R) {
  const TableRole &Role = *Model.Refs[R].Role;
  if (!Role.IsBridge || protectedByPolicy(R))
    return scoped(S, R, 0);
  return std::any_of(
      Role.Direct.begin(), Role.Direct.end(), [&](const OwnerColumn &Owner) {
        TermId T = S.find(R, Owner.Column);
        return Owner.Column == Role.BridgeTo ? member(S, T, Owner.Domain, R, 0)
                                             : principal(S, T, Owner.Domain, 0);
      });
}

bool ScopeProver::defaultIsPrincipal(const TableRole &Role,
                                     const std::string &Column,
                                     unsigned Domain) const {
  const auto *Definition =
      Role.Definition ? Role.Definition->column(Column) : nullptr;
  if (!Definition || !Definition->Default || Domain >= Principals.size())
    return false;
  // Lower the expression as the only output of a query.
  ScopeModel Scratch;
  Schema::Model Empty;
  Ownership O;
  O.Principals = Principals;
  TableRoles Roles(Empty, O);
  tree::Object Target, Wrapped, Select, Query;
  Target.add("val", *Definition->Default);
  Wrapped.add("ResTarget", std::move(Target));
  Select.add("targetList", tree::Array{std::move(Wrapped)});
  Query.add("SelectStmt", std::move(Select));
  tree::Value Tree = std::move(Query);
  ScopeLowering(Roles, Scratch, {}).statement(asNode(Tree));
  if (Scratch.Roots.empty() || Scratch.Roots[0]->Outputs.size() != 1)
    return false;
  TermId T = Scratch.Roots[0]->Outputs[0];
  return T != NoTerm && Scratch.Terms[T].Kind == Term::Session &&
         Scratch.Terms[T].Number == Domain;
}

bool ScopeProver::writable(const ScopeState &S, const Write &W) {
  const Ref &Row = Model.Refs[W.Row];
  const TableRole &Role = *Row.Role;
  if (!Role.owned() || protectedByPolicy(W.Row))
    return true;
  bool Insert = W.Kind == Write::Insert, HasOwner = false;
  auto Fail = [&](const std::string &Column) {
    if (!Gap.Row) {
      Gap.Row = &W;
      Gap.Column = Column;
    }
    return false;
  };
  /// Nothing if the column gets no value.
  auto Assigned = [&](const std::string &Column) -> const TermId * {
    for (const auto &[Name, Value] : W.Values)
      if (Name == Column)
        return &Value;
    return nullptr;
  };
  auto Is = [&](TermId T, Term::KindType Kind) {
    return T != NoTerm && Model.Terms[T].Kind == Kind;
  };
  for (const OwnerColumn &Owner : Role.Direct) {
    const TermId *Value = Assigned(Owner.Column);
    if (!Value && !Insert)
      continue;
    if (!Value || Is(*Value, Term::Unset)) {
      if (defaultIsPrincipal(Role, Owner.Column, Owner.Domain))
        HasOwner = true;
      else if (!Insert || Role.IsBridge)
        return Fail(Owner.Column);
      continue;
    }
    if (Is(*Value, Term::Null) && Insert && !Role.IsBridge)
      continue;
    TermId T = S.find(W.Row, Owner.Column);
    bool Far = Role.IsBridge && Owner.Column == Role.BridgeTo;
    // One of many may not be exchanged for another one.
    if (!Insert && Principals[Owner.Domain].Many) {
      TermId Before = S.find(W.Target, Owner.Column);
      if (T == NoTerm || Before == NoTerm || !S.equal(T, Before))
        return Fail(Owner.Column);
      continue;
    }
    if (!(Far ? member(S, T, Owner.Domain, NoRef, 0)
              : principal(S, T, Owner.Domain, 0)))
      return Fail(Owner.Column);
    HasOwner = true;
  }
  for (const OwnedKey &Key : Role.Keys) {
    bool Given = false, Null = true;
    for (const std::string &Column : Key.Columns)
      if (const TermId *Value = Assigned(Column)) {
        Given = true;
        Null &= Is(*Value, Term::Null) || (Insert && Is(*Value, Term::Unset));
      }
    if (!Given || (Null && (Insert || !Role.Direct.empty())))
      continue;
    if (!parentScoped(S, W.Row, Key, 0))
      return Fail(Key.Columns[0]);
    HasOwner |= Role.Direct.empty();
  }
  if (Insert && !HasOwner)
    return Fail(Role.Direct.empty() ? Role.Keys[0].Columns[0]
                                    : Role.Direct[0].Column);
  return true;
}

std::vector<ColumnProperty> provenProperties(const ScopeModel &Model,
                                             const TableRoles &Roles,
                                             const Block &B) {
  std::vector<ColumnProperty> Result;
  if (B.AlwaysOneRow)
    return Result;
  ScopeState S(Model);
  S.enter(B);
  ScopeProver Prover(Model, Roles.principals());
  for (size_t I = 0; I < B.Outputs.size(); ++I) {
    std::set<std::pair<const TableRole *, std::string>> Seen;
    S.anyEqual(B.Outputs[I], [&](TermId Equal) {
      const Term &T = Model.Terms[Equal];
      ColumnProperty P;
      P.Output = I;
      if (T.Kind == Term::Parameter || T.Kind == Term::Session) {
        P.Equals = Equal;
        Result.push_back(P);
      } else if (T.Kind == Term::ColumnOf && Model.Refs[T.Ref].Role &&
                 Seen.insert({Model.Refs[T.Ref].Role, T.Column}).second &&
                 Prover.scoped(S, T.Ref)) {
        P.Role = Model.Refs[T.Ref].Role;
        P.Key = T.Column;
        Result.push_back(P);
      }
      return false;
    });
  }
  return Result;
}

bool holds(const ScopeModel &Model, const TableRoles &Roles, const Block &B,
           const ColumnProperty &P) {
  if (P.Output >= B.Outputs.size() || B.AlwaysOneRow)
    return false;
  ScopeState S(Model);
  S.enter(B);
  ScopeProver Prover(Model, Roles.principals());
  return S.anyEqual(B.Outputs[P.Output], [&](TermId Equal) {
    const Term &T = Model.Terms[Equal];
    if (P.Equals != NoTerm)
      return Equal == P.Equals;
    return T.Kind == Term::ColumnOf && Model.Refs[T.Ref].Role == P.Role &&
           T.Column == P.Key && Prover.scoped(S, T.Ref);
  });
}

} // namespace dbsafe::sql
