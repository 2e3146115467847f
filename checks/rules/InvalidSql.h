//===- InvalidSql.h - One line: what the rule finds -----------------------===//
//
// Constant statements that the server will refuse to parse
// (sql/InvalidSql.h).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_INVALIDSQL_H
#define DBSAFE_CHECKS_RULES_INVALIDSQL_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class InvalidSql : public Rule {
public:
  const RuleInfo &info() const override;
  void checkTexts(const SentTexts &Texts, const config::Configuration &Config,
                  const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
