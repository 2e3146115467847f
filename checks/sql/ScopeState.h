//===- ScopeState.h - What is known in some place of a statement ----------===//
//
// Equivalence classes of terms, built from the blocks, conditions and links
// that hold together. Everything can be taken back to an earlier mark, so that
// the branches of an OR are tried one after the other. A state also collects
// what has to be proven of the blocks it has entered.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SCOPESTATE_H
#define DBSAFE_CHECKS_SQL_SCOPESTATE_H

#include "sql/ScopeModel.h"
#include <set>
#include <vector>

namespace dbsafe::sql {

/// Something that has to be proven.
struct Obligation {
  enum KindType {
    Read,     ///< The reference is scoped.
    Written,  ///< The row may be written.
    Nullable, ///< What is on the nullable side of an outer join.
    Apart,    ///< A subquery that says nothing outside, but runs.
    Inside,   ///< A block whose facts flow out, but not all of them in.
  } Kind = Read;
  RefId Reference = NoRef;
  GroupId Group = NoGroup;
  const Sub *Inner = nullptr;
  const Write *Row = nullptr;
};

class ScopeState {
public:
  explicit ScopeState(const ScopeModel &Model);

  /// Adds all that holds on the rows of a block.
  void enter(const Block &B);
  /// Adds what holds where the group's rows exist.
  void focus(GroupId Group);
  /// Adds one branch of an OR.
  void branch(const Condition &C, bool Silent);
  /// Adds the equalities a subquery's rows may be assumed to fulfil.
  void assume(const Sub &S);
  /// This state without what flows out of S, and as seen from inside S.
  ScopeState inside(const Sub &S) const;

  /// True if no row can be here.
  bool impossible() const { return Impossible; }
  bool active(GroupId Group) const { return ActiveGroups.count(Group) != 0; }

  struct PendingOr {
    const Condition *Or;
    bool Silent; ///< Its blocks are proven elsewhere.
    bool Taken = false;
  };
  std::vector<PendingOr> Pending;
  std::vector<Obligation> Obligations;

  struct Mark {
    size_t Undo, Pending, Obligations, Actions, Groups;
    bool Impossible;
  };
  Mark mark() const;
  void rollBack(const Mark &M);

  /// The term of a column; NoTerm if nothing was ever said of it.
  TermId find(RefId R, const std::string &Column) const;
  /// Calls Visit for every term equal to T, until it returns true.
  template <typename Visitor> bool anyEqual(TermId T, Visitor Visit) const {
    if (T == NoTerm)
      return false;
    TermId At = T;
    do {
      if (Visit(At))
        return true;
      At = Next[At];
    } while (At != T);
    return false;
  }
  bool equal(TermId A, TermId B) const { return rootOf(A) == rootOf(B); }

private:
  struct Action {
    const Block *Entered = nullptr;
    GroupId Focused = NoGroup;
    const Condition *Branch = nullptr;
    const Sub *Assumed = nullptr;
    bool Silent = false;
  };

  const ScopeModel *Model;
  std::vector<TermId> Parent, Next;
  std::vector<unsigned> Size;
  std::vector<std::pair<TermId, TermId>> Undo; ///< Child root, parent root.
  std::vector<Action> Actions;
  std::vector<GroupId> GroupOrder;
  std::set<GroupId> ActiveGroups;
  std::set<const Sub *> Left; ///< Subqueries that are left out.
  bool Impossible = false;
  unsigned Silence = 0;

  TermId rootOf(TermId T) const;
  void unite(TermId A, TermId B);
  void oblige(Obligation O);
  void enterBlock(const Block &B);
  void enterRef(RefId R);
  void enterSub(const Sub &S);
  void activate(GroupId Group);
  void notNull(TermId T);
  void add(const Condition &C);
};

/// True if the block stands somewhere inside S.
bool isInside(const Block *B, const Sub &S);

} // namespace dbsafe::sql

#endif
