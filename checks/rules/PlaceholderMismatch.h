//===- PlaceholderMismatch.h - One line: what the rule finds --------------===//
//
// Placeholders and what is bound to them do not fit (sql/PlaceholderUse.h).
// CWE-628.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_PLACEHOLDERMISMATCH_H
#define DBSAFE_CHECKS_RULES_PLACEHOLDERMISMATCH_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class PlaceholderMismatch : public Rule {
public:
  const RuleInfo &info() const override;
  void checkTexts(const SentTexts &Texts, const config::Configuration &Config,
                  const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
