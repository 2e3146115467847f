//===- SqlConcatenation.h - dbsafe-sql-concatenation ----------------------===//
//
// SQL text that is not constant. Every hole of a text that reaches the
// database is judged by where its value comes from and by what it is to SQL's
// grammar where it stands. CWE-89.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_SQLCONCATENATION_H
#define DBSAFE_CHECKS_RULES_SQLCONCATENATION_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class SqlConcatenation : public Rule {
public:
  const RuleInfo &info() const override;
  void check(const provenance::Program &Program,
             const config::Configuration &Config,
             const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
