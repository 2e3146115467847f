//===- ScopeLowering.cpp - Terms, and statements other than queries -------===//
#include "sql/ScopeLowering.h"
#include "sql/Words.h"

namespace dbsafe::sql {

namespace {
constexpr size_t MaxReferences = 1200;
constexpr size_t MaxTerms = 60000;
} // namespace

void ScopeLowering::unknown(std::string Why, bool OnlyIfScoped) {
  Model.Unknowns.push_back({std::move(Why), OnlyIfScoped});
}

bool ScopeLowering::tooLarge() {
  bool Large = Depth > 100 || Model.Refs.size() > MaxReferences ||
               Model.Terms.size() > MaxTerms;
  if (Large && Model.Unknowns.empty())
    unknown("the statement is too large to be proven");
  return Large;
}

TermId ScopeLowering::newTerm(Term T) {
  Model.Terms.push_back(std::move(T));
  return TermId(Model.Terms.size() - 1);
}

TermId ScopeLowering::columnTerm(RefId R, const std::string &Column) {
  auto [It, New] = Model.ColumnTerms.try_emplace({R, Column}, NoTerm);
  if (!New)
    return It->second;
  Term T;
  T.Kind = Term::ColumnOf;
  T.Ref = R;
  T.Column = Column;
  TermId Id = newTerm(T);
  It->second = Id;
  const Ref &Reference = Model.Refs[R];
  if (Reference.Kind == Ref::Derived && Reference.Inner &&
      !Reference.Inner->Body->OutputsKnown)
    linkStar(R, Column);
  return Id;
}

TermId ScopeLowering::parameter(unsigned Number) {
  Term T;
  T.Kind = Term::Parameter;
  T.Number = Number;
  auto [It, New] = Model.ColumnTerms.try_emplace(
      {NoRef, "$" + std::to_string(Number)}, NoTerm);
  if (New)
    It->second = newTerm(T);
  return It->second;
}

TermId ScopeLowering::session(unsigned Domain) {
  Term T;
  T.Kind = Term::Session;
  T.Number = Domain;
  auto [It, New] = Model.ColumnTerms.try_emplace(
      {NoRef, "session" + std::to_string(Domain)}, NoTerm);
  if (New)
    It->second = newTerm(T);
  return It->second;
}

TermId ScopeLowering::fixed(Term::KindType Kind) {
  Term T;
  T.Kind = Kind;
  return newTerm(T);
}

Block *ScopeLowering::newBlock() { return &Model.Blocks.emplace_back(); }

Sub *ScopeLowering::newSub(Block *Body, Block *Home) {
  Sub &S = Model.Subs.emplace_back();
  S.Body = Body;
  S.Home = Home;
  Body->Owner = &S;
  return &S;
}

RefId ScopeLowering::newRef(Ref R, Block *Home, GroupId Group) {
  R.Home = Home;
  R.Group = Group;
  if (ViewLocation)
    R.Location = *ViewLocation;
  Model.Refs.push_back(std::move(R));
  RefId Id = RefId(Model.Refs.size() - 1);
  if (Group == NoGroup)
    Home->Refs.push_back(Id);
  else
    Model.Groups[Group].Refs.push_back(Id);
  return Id;
}

Condition *ScopeLowering::newCondition(Condition::KindType Kind,
                                       const Block *Home) {
  Condition &C = Model.Conditions.emplace_back();
  C.Kind = Kind;
  C.Home = Home;
  return &C;
}

void ScopeLowering::root(Block *B) {
  if (B)
    Model.Roots.push_back(B);
}

void ScopeLowering::statement(const Node &N) { utility(N, nullptr); }

void ScopeLowering::utility(const Node &N, const CteScope *Ctes) {
  if (N.is("SelectStmt"))
    return root(query(N, nullptr, Ctes));
  if (N.is("InsertStmt") || N.is("UpdateStmt") || N.is("DeleteStmt") ||
      N.is("MergeStmt"))
    return root(write(N, Ctes));
  if (N.is("ExplainStmt") || N.is("PrepareStmt") || N.is("DeclareCursorStmt") ||
      N.is("CreateTableAsStmt")) {
    if (Node Inner = N.child("query"))
      return utility(Inner, Ctes);
    return unknown("the statement has no query in it");
  }
  if (N.is("CopyStmt")) {
    if (Node Inner = N.child("query"))
      return utility(Inner, Ctes);
    return wholeTable(N.object("relation"),
                      N.flag("is_from") ? "COPY writes rows of anybody"
                                        : "COPY exports everybody's rows");
  }
  if (N.is("TruncateStmt")) {
    for (const auto &Relation : N.list("relations"))
      wholeTable(asNode(Relation).Fields, "TRUNCATE deletes everybody's rows");
    if (N.text("behavior") == "DROP_CASCADE")
      unknown("TRUNCATE ... CASCADE empties further tables");
    return;
  }
  if (N.is("DropStmt")) {
    if (N.text("removeType") == "OBJECT_TABLE")
      unknown("DROP TABLE removes everybody's rows");
    return;
  }
  bool TouchesNoRow =
      oneOf(N.Type, {"TransactionStmt",    "VariableSetStmt",
                     "VariableShowStmt",   "ListenStmt",
                     "UnlistenStmt",       "NotifyStmt",
                     "CreateStmt",         "AlterTableStmt",
                     "IndexStmt",          "ViewStmt",
                     "CreateSeqStmt",      "AlterSeqStmt",
                     "CreatePolicyStmt",   "AlterPolicyStmt",
                     "GrantStmt",          "GrantRoleStmt",
                     "CommentStmt",        "VacuumStmt",
                     "CreateSchemaStmt",   "CreateExtensionStmt",
                     "CreateEnumStmt",     "CreateDomainStmt",
                     "LockStmt",           "DeallocateStmt",
                     "FetchStmt",          "ClosePortalStmt",
                     "CheckPointStmt",     "DiscardStmt",
                     "ReindexStmt",        "ClusterStmt",
                     "ConstraintsSetStmt", "CreatedbStmt",
                     "DropdbStmt",         "CreateRoleStmt",
                     "AlterRoleStmt",      "DropRoleStmt",
                     "RenameStmt",         "DefineStmt",
                     "CompositeTypeStmt",  "AlterEnumStmt",
                     "AlterOwnerStmt",     "CreateStatsStmt",
                     "RefreshMatViewStmt"});
  if (!TouchesNoRow)
    unknown("what the statement does is not visible in its text");
}

void ScopeLowering::wholeTable(const tree::Object *RangeVar,
                               const char *Reason) {
  if (!RangeVar)
    return;
  Node N{"RangeVar", RangeVar};
  const TableRole &Role =
      Roles.role(N.text("schemaname").str(), N.text("relname").str());
  if (Role.owned())
    Model.Wholes.push_back({Role.Name, Reason, size_t(N.number("location"))});
  else if (!Role.Known)
    unknown("table " + Role.Name + " is not in the schema");
  else if (Role.Definition && Role.Definition->View)
    unknown("a view as a whole");
}

} // namespace dbsafe::sql
