//===- ResultLeak.h - dbsafe-result-leak ----------------------------------===//
//
// Results, connections, statements and memory of database libraries that are
// not given back on some way out of a function, are given to the wrong call, or
// are used afterwards. CWE-772, CWE-762, CWE-415, CWE-416.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_RESULTLEAK_H
#define DBSAFE_CHECKS_RULES_RESULTLEAK_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class ResultLeak : public Rule {
public:
  const RuleInfo &info() const override;
  void checkLives(const lifecycle::Lives &Lives,
                  const config::Configuration &Config,
                  const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
