#include "sql/ScopeReport.h"
#include "sql/SlotTree.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {

std::string unqualified(const std::string &Name) {
  return Name.substr(Name.rfind('.') + 1);
}

/// True if C, or a part of it, equates T with something of kind K.
bool compares(const ScopeModel &Model, const Condition &C, TermId T,
              Term::KindType K) {
  if (std::any_of(C.Parts.begin(), C.Parts.end(), [&](const Condition *P) {
        return compares(Model, *P, T, K);
      }))
    return true;
  if (C.Kind != Condition::Equal || C.Left == NoTerm || C.Right == NoTerm)
    return false;
  return (C.Left == T && Model.Terms[C.Right].Kind == K) ||
         (C.Right == T && Model.Terms[C.Left].Kind == K);
}

/// 1 -> "1st".
std::string ordinal(size_t Number) {
  bool Teen = Number / 10 % 10 == 1;
  size_t Digit = Teen ? 0 : Number % 10;
  return std::to_string(Number) + (Digit == 1   ? "st"
                                   : Digit == 2 ? "nd"
                                   : Digit == 3 ? "rd"
                                                : "th");
}

} // namespace

size_t ScopeReport::location(const ScopeProver &P) const {
  if (P.gap().Row)
    return P.gap().Row->Location;
  return P.gap().Reference == NoRef ? 0
                                    : Model.Refs[P.gap().Reference].Location;
}

/// How a condition names the source; empty if it cannot.
std::string ScopeReport::inSql(TermId Source) const {
  const Term &T = Model.Terms[Source];
  if (T.Kind == Term::Session) {
    const Principal &P = Roles.principals()[T.Number];
    if (!P.Settings.empty())
      return "current_setting('" + P.Settings[0] + "')";
    return P.Functions.empty() ? "the session's " + P.Name
                               : P.Functions[0] + "()";
  }
  if (auto It = Normal.Spelling.find(T.Number); It != Normal.Spelling.end())
    return It->second;
  return ""; // A hole.
}

/// How a sentence names the source, so that two of them can be told apart.
std::string ScopeReport::inProse(TermId Source) const {
  const Term &T = Model.Terms[Source];
  if (T.Kind == Term::Parameter && T.Number >= StandInBase)
    return "the " + ordinal(T.Number - StandInBase + 1) +
           " value put in at run time";
  if (T.Kind != Term::Parameter || !Normal.isPositional(T.Number))
    return inSql(Source);
  size_t Position = 0;
  for (const auto &[Number, Spelling] : Normal.Spelling)
    Position += Number <= T.Number && Normal.isPositional(Number);
  return "the " + ordinal(Position) + " ?";
}

std::string ScopeReport::placeholder(const ScopeProver &P,
                                     unsigned Domain) const {
  if (auto It = P.used().find(Domain); It != P.used().end())
    for (TermId Source : It->second)
      if (std::string Text = inSql(Source); !Text.empty())
        return Text;
  if (!Normal.Spelling.empty()) {
    const std::string &Last = Normal.Spelling.rbegin()->second;
    if (Last[0] == ':' || Last[0] == '@')
      return Last.substr(0, 1) + Roles.principals()[Domain].Name + "_id";
    if (Last[0] == '$')
      return "$" + std::to_string(Normal.Spelling.rbegin()->first + 1);
    return Last[0] == '%'
               ? "%" + std::to_string(Normal.Spelling.rbegin()->first + 1)
               : "?";
  }
  return Lang == Dialect::PostgreSQL ? "$1" : "?";
}

std::string ScopeReport::predicate(const ScopeProver &P, const TableRole &Role,
                                   const std::string &Alias,
                                   unsigned Depth) const {
  std::string Prefix = Alias.empty() ? "" : Alias + ".";
  if (!Role.Direct.empty())
    return Prefix + Role.Direct[0].Column + " = " +
           placeholder(P, Role.Direct[0].Domain);
  if (Role.Keys.empty() || Depth > 5)
    return "";
  const OwnedKey &Key = Role.Keys[0];
  std::string Parent = unqualified(Key.Parent);
  size_t Dot = Key.Parent.rfind('.');
  const TableRole &ParentRole = Roles.role(
      Dot == std::string::npos ? "" : Key.Parent.substr(0, Dot), Parent);
  std::string Outer = Alias.empty() ? unqualified(Role.Name) : Alias;
  std::string Result = "EXISTS (SELECT 1 FROM " + Key.Parent + " WHERE ";
  for (size_t I = 0; I < Key.Columns.size(); ++I)
    Result += Parent + "." + Key.Keys[I] + " = " + Outer + "." +
              Key.Columns[I] + " AND ";
  std::string Inner = predicate(P, ParentRole, Parent, Depth + 1);
  return Inner.empty() ? "" : Result + Inner + ")";
}

std::string ScopeReport::whyUnread(const Ref &R, const std::string &Column,
                                   bool InBranch) const {
  std::string Name = R.Role->Name + "." + Column;
  RefId Id = NoRef;
  for (RefId I = 0; I < Model.Refs.size(); ++I)
    if (&Model.Refs[I] == &R)
      Id = I;
  auto It = Model.ColumnTerms.find({Id, Column});
  bool Anywhere = R.Home && (!R.Home->Conditions.empty() || R.Home->Owner);
  if (R.Written && !Anywhere)
    return "it has no WHERE";
  if (It == Model.ColumnTerms.end() || !Model.Compared.count(It->second))
    return "no condition on " + Name;
  bool Constant = false, InOuterJoin = false;
  for (const Condition &C : Model.Conditions)
    Constant |= compares(Model, C, It->second, Term::Constant);
  for (const Group &G : Model.Groups)
    for (const Condition *C : G.Conditions)
      InOuterJoin |=
          std::find(G.Refs.begin(), G.Refs.end(), Id) == G.Refs.end() &&
          compares(Model, *C, It->second, Term::Parameter);
  if (Constant)
    return Name + " is compared with a constant instead of the session's " +
           Roles
               .principals()[R.Role->direct(Column)
                                 ? R.Role->direct(Column)->Domain
                                 : 0]
               .Name;
  if (InOuterJoin)
    return "the condition on " + Name +
           " stands in the ON of an outer join, which does not filter " +
           R.Role->Name;
  for (const Condition &C : Model.Conditions)
    InBranch |= C.Kind == Condition::Or &&
                (compares(Model, C, It->second, Term::Parameter) ||
                 compares(Model, C, It->second, Term::Session));
  if (InBranch)
    return "not every branch of OR has a condition on " + Name;
  return "no condition on " + Name +
         " that holds for every row and names the principal";
}

void ScopeReport::explain(const ScopeProver &P, Verdict &V) {
  const ProofGap &Gap = P.gap();
  if (Gap.Row) {
    const Ref &Row = Model.Refs[Gap.Row->Row];
    V.Table = Row.Role->Name;
    const OwnerColumn *Direct = Row.Role->direct(Gap.Column);
    const auto &Values = Gap.Row->Values;
    bool Given = std::any_of(Values.begin(), Values.end(), [&](const auto &X) {
      return X.first == Gap.Column;
    });
    std::string Column = Row.Role->Name + "." + Gap.Column;
    if (!Given) {
      V.Reason = Column + " is not set";
    } else if (Direct) {
      V.Reason = Row.Role->IsBridge && Gap.Column == Row.Role->BridgeTo
                     ? Column + " is not proven by a membership"
                     : Column + " is not set to the session's " +
                           Roles.principals()[Direct->Domain].Name;
    } else {
      V.Reason = "the row that " + Column +
                 " refers to is not proven to be the principal's";
    }
    if (Direct && !(Row.Role->IsBridge && Gap.Column == Row.Role->BridgeTo))
      V.Missing = Gap.Column + " = " + placeholder(P, Direct->Domain);
    return;
  }
  if (Gap.Reference == NoRef) {
    V.Reason = "not proven";
    return;
  }
  const Ref &R = Model.Refs[Gap.Reference];
  V.Table = R.Display;
  unsigned Tables = 0;
  for (const Ref &Other : Model.Refs)
    Tables += Other.Kind == Ref::Table;
  V.Missing = predicate(P, *R.Role, Tables > 1 ? R.Alias : "", 0);
  if (!R.Role->Direct.empty()) {
    V.Reason = whyUnread(R, R.Role->Direct[0].Column, Gap.InBranch);
    return;
  }
  V.Reason = "nothing ties " + R.Role->Name + "." + R.Role->Keys[0].Columns[0] +
             " to a row of " + R.Role->Keys[0].Parent +
             " that is the principal's";
}

void ScopeReport::explainMixed(const ScopeProver &P, Verdict &V) {
  V.Result = Scoped::No;
  for (const auto &[Domain, Sources] : P.used()) {
    if (Sources.size() < 2)
      continue;
    std::string Names;
    for (TermId Source : Sources)
      Names += (Names.empty() ? "" : " and ") + inProse(Source);
    V.Reason = "rows of more than one " + Roles.principals()[Domain].Name +
               ": " + Names + " may differ";
    return;
  }
}

} // namespace dbsafe::sql
