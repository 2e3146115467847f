//===- UnscopedQuery.h - dbsafe-unscoped-query ----------------------------===//
//
// Statements that may touch rows of other users: the scope prover's verdict
// (sql/Scope.h) on every statement that reaches the database. CWE-639,
// CWE-566.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_UNSCOPEDQUERY_H
#define DBSAFE_CHECKS_RULES_UNSCOPEDQUERY_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class UnscopedQuery : public Rule {
public:
  const RuleInfo &info() const override;
  bool applies(const config::Configuration &Config) const override;
  void checkTexts(const SentTexts &Texts, const config::Configuration &Config,
                  const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
