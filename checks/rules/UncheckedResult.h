//===- UncheckedResult.h - dbsafe-unchecked-result -----------------------===//
//
// Calls of database libraries whose failure nobody notices: the code is thrown
// away, or rows are read without asking whether there are any. CWE-252.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_UNCHECKEDRESULT_H
#define DBSAFE_CHECKS_RULES_UNCHECKEDRESULT_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class UncheckedResult : public Rule {
public:
  const RuleInfo &info() const override;
  void checkLives(const lifecycle::Lives &Lives,
                  const config::Configuration &Config,
                  const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
