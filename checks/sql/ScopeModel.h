//===- ScopeModel.h - A statement as the prover sees it -------------------===//
//
// Names are resolved, views and common table expressions written out once for
// every reference, conditions in negation normal form. What the prover does
// not need (target lists, ordering, functions) is gone, except for the
// subqueries in it.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SCOPEMODEL_H
#define DBSAFE_CHECKS_SQL_SCOPEMODEL_H

#include "sql/TableRoles.h"
#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dbsafe::sql {

using TermId = unsigned;
constexpr TermId NoTerm = ~0u;
using RefId = unsigned;
constexpr RefId NoRef = ~0u;
/// A group of references that an outer join may replace by NULLs together.
using GroupId = unsigned;
constexpr GroupId NoGroup = ~0u;

/// Something that has one value in every row.
struct Term {
  enum KindType {
    ColumnOf,  ///< A reference's column.
    Parameter, ///< $n, or a hole in a value's place.
    Session,   ///< The session's principal of a domain.
    OneOfMany, ///< An element of an array parameter.
    Constant,
    Null,
    Unset ///< DEFAULT.
  } Kind = Constant;
  RefId Ref = NoRef;   ///< ColumnOf
  std::string Column;  ///< ColumnOf
  unsigned Number = 0; ///< Parameter: its number. Session: its domain.
};

struct Block;
struct Condition;

/// A block inside another one: a derived table, a view, a subquery.
struct Sub {
  Block *Body = nullptr;
  Block *Home = nullptr; ///< The block it stands in.
  /// True if a row outside exists only if a row inside does.
  bool Flows = false;
  /// Equalities that hold on rows outside.
  std::vector<std::pair<TermId, TermId>> Out;
  /// Equalities that the inner rows may be assumed to fulfil: others do not
  /// influence the result. A subset of Out for subqueries that flow.
  std::vector<std::pair<TermId, TermId>> In;
};

/// A condition that holds, in negation normal form.
struct Condition {
  enum KindType {
    Anything, ///< Says nothing.
    Never,    ///< Constant false.
    And,
    Or,
    Equal,  ///< Left = Right, both not NULL.
    Same,   ///< Left IS NOT DISTINCT FROM Right.
    Exists, ///< A row of Inner exists, and its Out equalities hold.
  } Kind = Anything;
  std::vector<const Condition *> Parts; ///< And, Or
  TermId Left = NoTerm, Right = NoTerm; ///< Equal, Same
  const Sub *Inner = nullptr;           ///< Exists
  /// Subqueries whose truth says nothing here, but that run.
  std::vector<const Sub *> Checks;
  const Block *Home = nullptr;
};

/// A table reference, or a row about to be written.
struct Ref {
  enum KindType {
    Table,   ///< Rows are read or written: it must be scoped.
    Derived, ///< A subquery, view, CTE or function: its tables must be.
    NewRow,  ///< A row after INSERT or UPDATE.
    Assumed, ///< A row proven elsewhere (recursion): scoped.
  } Kind = Table;
  const TableRole *Role = nullptr; ///< Null for Derived.
  std::string Alias;
  std::string Display;  ///< "todos", "todos t"
  size_t Location = 0;  ///< In the parsed text.
  bool Written = false; ///< Target of UPDATE, DELETE or MERGE.
  Block *Home = nullptr;
  GroupId Group = NoGroup;
  const Sub *Inner = nullptr; ///< Derived
  std::vector<std::string> Columns;
  bool ColumnsKnown = true;
  /// What row-level security says of it, as a block of its own.
  const Block *Policies = nullptr;
};

/// What the nullable side of an outer join is made of.
struct Group {
  GroupId Parent = NoGroup;
  Block *Home = nullptr;
  std::vector<RefId> Refs;
  std::vector<const Condition *> Conditions;
};

/// A row that is written, and what must be proven of it.
struct Write {
  enum KindType { Insert, Update } Kind = Insert;
  RefId Row = NoRef;    ///< The row after it.
  RefId Target = NoRef; ///< Update: the row before it.
  /// The columns that get a value, and which.
  std::vector<std::pair<std::string, TermId>> Values;
  /// The columns that get one, too, but are proven apart.
  std::vector<std::string> Apart;
  size_t Location = 0;

  bool assigns(const std::string &Column) const {
    for (const auto &[Name, Value] : Values)
      if (Name == Column)
        return true;
    return std::find(Apart.begin(), Apart.end(), Column) != Apart.end();
  }
};

/// A SELECT, one arm of a set operation, or the search of a write.
struct Block {
  const Sub *Owner = nullptr; ///< What it is inside of; null for a root.
  std::vector<RefId> Refs;    ///< Outside all groups.
  std::vector<GroupId> Groups;
  std::vector<const Condition *> Conditions;
  /// Equalities by definition; they do not make a column not NULL.
  std::vector<std::pair<TermId, TermId>> Links;
  std::vector<const Sub *> Checks;
  std::vector<Write> Writes;

  // What the outside sees.
  std::vector<std::string> OutputNames;
  std::vector<TermId> Outputs; ///< NoTerm: some computed value.
  std::vector<bool> Pushable;  ///< A condition on it can be applied inside.
  bool OutputsKnown = true;
  std::vector<RefId> Stars; ///< References whose "*" is unknown.
  bool StarsPushable = false;
  bool AlwaysOneRow = false; ///< Aggregates without GROUP BY.
};

/// A statement, ready to be judged.
struct ScopeModel {
  std::deque<Term> Terms;
  std::deque<Ref> Refs;
  std::deque<Group> Groups;
  std::deque<Block> Blocks;
  std::deque<Sub> Subs;
  std::deque<Condition> Conditions;
  std::map<std::pair<RefId, std::string>, TermId> ColumnTerms;
  /// Parameters beside others in an IN list: they are meant to differ.
  std::set<TermId> Listed;
  /// Columns that some condition names, whatever it says of them.
  std::set<TermId> Compared;
  /// Blocks to prove, each on its own.
  std::vector<Block *> Roots;
  /// Why the statement cannot be decided; empty if it can.
  struct Doubt {
    std::string Why;
    bool OnlyIfScoped = false; ///< It cannot make an unscoped one scoped.
  };
  std::vector<Doubt> Unknowns;
  /// Whole-table statements: judged without proof.
  struct Whole {
    std::string Table;
    std::string Reason;
    size_t Location;
  };
  std::vector<Whole> Wholes;
};

} // namespace dbsafe::sql

#endif
