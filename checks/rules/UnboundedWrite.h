//===- UnboundedWrite.h - One line: what the rule finds -------------------===//
//
// UPDATE and DELETE that no condition bounds, and TRUNCATE
// (sql/UnboundedWrite.h).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_UNBOUNDEDWRITE_H
#define DBSAFE_CHECKS_RULES_UNBOUNDEDWRITE_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class UnboundedWrite : public Rule {
public:
  const RuleInfo &info() const override;
  void checkTexts(const SentTexts &Texts, const config::Configuration &Config,
                  const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
