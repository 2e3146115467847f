//===- UnknownColumn.h - One line: what the rule finds --------------------===//
//
// Names of tables and columns that the schema does not have
// (sql/UnknownNames.h).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_UNKNOWNCOLUMN_H
#define DBSAFE_CHECKS_RULES_UNKNOWNCOLUMN_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class UnknownColumn : public Rule {
public:
  const RuleInfo &info() const override;
  void checkTexts(const SentTexts &Texts, const config::Configuration &Config,
                  const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
