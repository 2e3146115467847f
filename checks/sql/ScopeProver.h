//===- ScopeProver.h - The obligations of a statement ---------------------===//
//
// Proves that every reference to an owned table is confined to the
// principal's rows, and every row that is written belongs to it. Work is
// bounded: what would take too long is not decided.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SCOPEPROVER_H
#define DBSAFE_CHECKS_SQL_SCOPEPROVER_H

#include "sql/ScopeState.h"
#include <map>
#include <optional>
#include <set>
#include <string>

namespace dbsafe::sql {

/// Why a proof failed.
struct ProofGap {
  RefId Reference = NoRef;
  const Write *Row = nullptr;
  std::string Column;    ///< For a written row: the column without proof.
  bool InBranch = false; ///< Some branch of an OR had the proof.
};

class ScopeProver {
public:
  ScopeProver(const ScopeModel &Model, const std::vector<Principal> &Principals)
      : Model(Model), Principals(Principals) {}

  /// Proves a block on its own.
  bool prove(const Block &B);
  /// True if R is confined to the principal's rows in S.
  bool scoped(const ScopeState &S, RefId R) { return scoped(S, R, 0); }

  /// Accept only these sources, taken to be equal, as the principal of a
  /// domain.
  void restrict(unsigned Domain, std::set<TermId> Sources) {
    Only[Domain] = std::move(Sources);
  }
  /// The sources that served as a principal of each domain.
  const std::map<unsigned, std::set<TermId>> &used() const { return Used; }

  /// The work is bounded: what is not finished then is not proven.
  bool exhausted() const { return Exhausted; }
  /// How many steps it took, each of them small.
  size_t work() const { return Work; }
  const ProofGap &gap() const { return Gap; }

private:
  const ScopeModel &Model;
  const std::vector<Principal> &Principals;
  std::map<unsigned, std::set<TermId>> Only;
  std::map<unsigned, std::set<TermId>> Used;
  std::map<RefId, bool> ByPolicy;
  ProofGap Gap;
  size_t Work = 0;
  bool Exhausted = false;
  unsigned Nesting = 0;
  bool Recording = true;

  bool spend(size_t Amount);
  bool check(std::vector<Obligation> Todo, ScopeState &S, size_t PendingFrom);
  bool split(const std::vector<Obligation> &Open, ScopeState &S);
  bool checkBranches(ScopeState &S, size_t PendingFrom);
  bool isSimple(const Obligation &O) const;
  bool proveSimple(const Obligation &O, const ScopeState &S);
  bool proveNested(const Obligation &O, ScopeState &S);
  bool helps(const ScopeState::PendingOr &P, const std::vector<Obligation> &O,
             ScopeState &S);

  bool scoped(const ScopeState &S, RefId R, unsigned Depth);
  bool target(const ScopeState &S, RefId R);
  bool parentScoped(const ScopeState &S, RefId R, const OwnedKey &Key,
                    unsigned Depth);
  bool principal(const ScopeState &S, TermId T, unsigned Domain,
                 unsigned Depth);
  bool member(const ScopeState &S, TermId T, unsigned Domain, RefId Except,
              unsigned Depth);
  bool writable(const ScopeState &S, const Write &W);
  bool protectedByPolicy(RefId R);
  bool defaultIsPrincipal(const TableRole &Role, const std::string &Column,
                          unsigned Domain) const;
};

} // namespace dbsafe::sql

#endif
