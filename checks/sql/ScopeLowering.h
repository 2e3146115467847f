//===- ScopeLowering.h - From the syntax tree to the prover's model -------===//
//
// One object lowers one statement. The parts are in files by subject:
// ScopeLowering.cpp (terms and statements), ScopeNames.cpp (what a column name
// means), ScopeValues.cpp (expressions), ScopeConditions.cpp (predicates and
// subqueries), ScopeQuery.cpp
// (SELECT), ScopeFrom.cpp (FROM and joins), ScopeTables.cpp (CTEs, views,
// recursion), ScopeViews.cpp, ScopeWrites.cpp (INSERT, UPDATE, DELETE),
// ScopeUpserts.cpp (ON CONFLICT, MERGE).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SCOPELOWERING_H
#define DBSAFE_CHECKS_SQL_SCOPELOWERING_H

#include "sql/Parser.h"
#include "sql/ScopeModel.h"
#include <set>

namespace dbsafe::sql {

/// A name that a FROM item brings.
struct NamedItem {
  std::string Alias;
  std::string Schema;
  RefId Ref;
  bool Hidden = false; ///< By an alias around the join it is in.
};

/// What is proven of a column of a recursive query, by induction.
struct ColumnProperty {
  size_t Output;
  TermId Equals = NoTerm;          ///< A principal's source, or
  const TableRole *Role = nullptr; ///< the key of a scoped row of this table.
  std::string Key;
};

/// A common table expression, and those that are visible beside it.
struct CteScope {
  std::string Name;
  Node Query;
  std::vector<std::string> Columns;
  const CteScope *Visible = nullptr; ///< For its own body.
  const CteScope *Outer = nullptr;
  /// While its recursive arm is lowered: what a reference to it may assume.
  const std::vector<ColumnProperty> *Assumed = nullptr;
  std::vector<std::string> AssumedColumns;
};

/// Columns that USING has merged, by name.
using MergedColumns = std::map<std::string, TermId>;

/// What names mean at one query level.
struct NameScope {
  std::vector<NamedItem> Items;
  /// Columns merged by USING, and the columns they hide.
  MergedColumns Merged;
  const NameScope *Outer = nullptr;
  const CteScope *Ctes = nullptr;
};

class ScopeLowering {
public:
  /// Lists are the numbers of the parameters that stand for a whole list.
  ScopeLowering(TableRoles &Roles, ScopeModel &Model, std::set<unsigned> Lists)
      : Roles(Roles), Model(Model), Lists(std::move(Lists)) {}

  /// Lowers a whole statement into Model.
  void statement(const Node &N);

private:
  TableRoles &Roles;
  ScopeModel &Model;
  std::set<unsigned> Lists;
  std::deque<CteScope> CteScopes;
  unsigned Depth = 0;
  bool InCondition = false;
  /// While the ON of an outer join is lowered: the group whose rows it is for.
  GroupId OnGroup = NoGroup;
  /// While a view is written out: the place of its name in the statement.
  const size_t *ViewLocation = nullptr;

  using Checks = std::vector<const Sub *>;

  // ScopeLowering.cpp
  void unknown(std::string Why, bool OnlyIfScoped = false);
  bool tooLarge();
  TermId newTerm(Term T);
  TermId columnTerm(RefId R, const std::string &Column);
  TermId parameter(unsigned Number);
  TermId session(unsigned Domain);
  TermId fixed(Term::KindType Kind);
  Block *newBlock();
  Sub *newSub(Block *Body, Block *Home);
  RefId newRef(Ref R, Block *Home, GroupId Group);
  Condition *newCondition(Condition::KindType Kind, const Block *Home);
  void utility(const Node &N, const CteScope *Ctes);
  void root(Block *B);

  // ScopeNames.cpp
  TermId resolve(const tree::Array &Fields, const NameScope &Scope);
  TermId unqualifiedColumn(const std::string &Name, const NameScope &Scope);
  TermId qualifiedColumn(const std::string &Schema, const std::string &Alias,
                         const std::string &Name, const NameScope &Scope);
  enum class Has { No, Maybe, Yes };
  Has hasColumn(RefId R, const std::string &Name) const;

  // ScopeConditions.cpp
  TermId value(const tree::Value &V, const NameScope &Scope, Block *Home,
               Checks &Found);
  TermId rowColumn(const Node &N, const NameScope &Scope);
  TermId functionValue(const Node &N);
  TermId castValue(const Node &N, const NameScope &Scope, Block *Home,
                   Checks &Found);
  void collect(const tree::Value &V, const NameScope &Scope, Block *Home,
               Checks &Found);
  void checkFunction(const Node &N);
  const Condition *condition(const tree::Value &V, bool Positive,
                             const NameScope &Scope, Block *Home);
  const Condition *junction(const Node &N, bool Positive,
                            const NameScope &Scope, Block *Home);
  const Condition *comparison(const Node &N, bool Positive,
                              const NameScope &Scope, Block *Home);
  const Condition *equality(const tree::Value &Left, const tree::Value &Right,
                            bool Same, const NameScope &Scope, Block *Home);
  const Condition *membership(const tree::Value &Left,
                              const tree::Array &Elements,
                              const NameScope &Scope, Block *Home);
  const Condition *anyOf(const Node &N, const NameScope &Scope, Block *Home);
  const Condition *subquery(const Node &N, bool Positive,
                            const NameScope &Scope, Block *Home);
  const Condition *inSubquery(const tree::Value *Tested, const Node &Query,
                              bool Single, const NameScope &Scope, Block *Home);
  const Condition *rowOf(Condition *C, const std::vector<TermId> &Terms,
                         const Node &Query, bool Single, const NameScope &Scope,
                         Block *Home);
  const Condition *nothing(const tree::Value &V, const NameScope &Scope,
                           Block *Home);
  const Condition *both(std::vector<const Condition *> Parts, Block *Home);
  const Sub *opaqueSubquery(const Node &N, const NameScope &Scope, Block *Home);
  bool neverNull(TermId T) const;

  // ScopeQuery.cpp
  Block *query(const Node &N, const NameScope *Outer, const CteScope *Ctes);
  Block *simpleQuery(const Node &N, const NameScope *Outer,
                     const CteScope *Ctes);
  Block *values(const Node &N, const NameScope *Outer, const CteScope *Ctes);
  Block *setOperation(const Node &N, const NameScope *Outer,
                      const CteScope *Ctes);
  void from(const tree::Array &List, Block *B, NameScope &Scope);
  void fromItem(const tree::Value &V, Block *B, GroupId Group,
                NameScope &Scope);
  void join(const Node &N, Block *B, GroupId Group, NameScope &Scope);
  /// The items of a join's two sides, and what each has merged.
  struct JoinSides {
    size_t Begin, Middle;
    const MergedColumns &OfLeft, &OfRight;
  };
  void usingColumns(const std::vector<std::string> &Columns, const Node &Join,
                    const JoinSides &Sides, Block *B, GroupId Group,
                    NameScope &Scope);
  void usingAlias(const std::string &Alias,
                  const std::vector<std::string> &Columns, Block *B,
                  GroupId Group, NameScope &Scope);
  void joinAlias(const Node &Join, size_t Begin, Block *B, GroupId Group,
                 NameScope &Scope);
  static void addMerged(NameScope &Scope, const MergedColumns &More);
  void function(const Node &N, Block *B, GroupId Group, NameScope &Scope);
  void renameColumns(RefId R, const std::vector<std::string> &Names, Block *B);
  void addCondition(const Condition *C, Block *B, GroupId Group);
  void outputs(const Node &N, Block *B, const NameScope &Scope);
  void star(Block *B, const NameScope &Scope, const std::string &Alias);
  void pushability(const Node &N, Block *B, const NameScope &Scope,
                   const std::vector<TermId> &GroupTerms);
  std::vector<TermId> termsOf(const tree::Array &List, const Block &B,
                              const NameScope &Scope);
  bool hasAggregate(const tree::Value &V) const;
  void windows(const tree::Value &V,
               std::vector<const tree::Object *> &Found) const;

  // ScopeTables.cpp, ScopeViews.cpp
  const CteScope *withClause(const Node &N, const CteScope *Outer);
  RefId tableReference(const tree::Object &RangeVar, Block *B, GroupId Group,
                       const CteScope *Ctes);
  RefId baseTable(const TableRole &Role, const std::string &Alias,
                  size_t Location, Block *B, GroupId Group);
  RefId derived(Block *Body, Block *B, GroupId Group, std::string Alias,
                const std::vector<std::string> &Columns);
  RefId view(const Table &T, Block *B, GroupId Group, const std::string &Alias,
             size_t Location);
  RefId viewTarget(const TableRole &Named, const std::string &Alias,
                   size_t Location, Block *B);
  const TableRole *writtenTable(const TableRole &Named);
  static std::vector<std::string> viewColumns(const Table &View);
  RefId cte(const CteScope &Entry, Block *B, GroupId Group,
            const std::string &Alias);
  RefId selfReference(const CteScope &Entry, Block *B, GroupId Group,
                      const std::string &Alias);
  Block *recursive(const CteScope &Entry);
  void linkStar(RefId R, const std::string &Column);

  // ScopeWrites.cpp, ScopeUpserts.cpp
  Block *write(const Node &N, const CteScope *Outer);
  Block *insert(const Node &N, const CteScope *Ctes);
  RefId onConflict(const Node &Insert, const Node &Clause, Block *W, RefId Row,
                   const CteScope *Ctes);
  Block *update(const Node &N, const CteScope *Ctes);
  Block *remove(const Node &N, const CteScope *Ctes);
  Block *merge(const Node &N, const CteScope *Ctes);
  void mergeMatched(const Node &Merge, const Node *When, Block *M,
                    const CteScope *Ctes);
  void mergeNotMatched(const Node &Merge, const Node &When, Block *M,
                       const CteScope *Ctes);
  RefId target(const tree::Object *RangeVar, Block *B, NameScope &Scope);
  RefId newRow(const TableRole &Role, Block *B);
  void policies(RefId R, bool ForNewRow);
  void keepColumns(const Write &W, Block *B);
  TermId assigned(const tree::Value &V, Write &W, const std::string &Column,
                  const NameScope &Scope, Block *B, Block *Proof);
  RefId assignments(const tree::Array &List, RefId Target, Block *B,
                    const NameScope &Scope);
  void returning(const tree::Array &List, Block *B, NameScope Scope,
                 RefId Target, RefId Row);
  void wholeTable(const tree::Object *RangeVar, const char *Reason);
};

} // namespace dbsafe::sql

#endif
