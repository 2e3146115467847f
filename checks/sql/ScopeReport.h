//===- ScopeReport.h - A failed proof in a developer's words --------------===//
#ifndef DBSAFE_CHECKS_SQL_SCOPEREPORT_H
#define DBSAFE_CHECKS_SQL_SCOPEREPORT_H

#include "sql/Placeholders.h"
#include "sql/Scope.h"
#include "sql/ScopeProver.h"

namespace dbsafe::sql {

class ScopeReport {
public:
  ScopeReport(const ScopeModel &Model, TableRoles &Roles,
              const NormalText &Normal, Dialect D)
      : Model(Model), Roles(Roles), Normal(Normal), Lang(D) {}

  /// Sets V's table, reason and missing predicate from the gap in a proof.
  void explain(const ScopeProver &P, Verdict &V);
  /// The same for proofs that each use another principal.
  void explainMixed(const ScopeProver &P, Verdict &V);
  /// Where the gap is, in the parsed text.
  size_t location(const ScopeProver &P) const;

private:
  const ScopeModel &Model;
  TableRoles &Roles;
  const NormalText &Normal;
  Dialect Lang;

  std::string inSql(TermId Source) const;
  std::string inProse(TermId Source) const;
  std::string placeholder(const ScopeProver &P, unsigned Domain) const;
  std::string predicate(const ScopeProver &P, const TableRole &Role,
                        const std::string &Alias, unsigned Depth) const;
  std::string whyUnread(const Ref &R, const std::string &Column,
                        bool InBranch) const;
};

} // namespace dbsafe::sql

#endif
