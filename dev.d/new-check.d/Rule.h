//===- @CAMEL@.h - One line: what the rule finds ---===//
//
// Why this is dangerous, in a sentence or two.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_@GUARD@_H
#define DBSAFE_CHECKS_RULES_@GUARD@_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class @CAMEL@ : public Rule {
public:
  const RuleInfo &info() const override;
  void check(const provenance::Program &Program,
             const config::Configuration &Config,
             const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
