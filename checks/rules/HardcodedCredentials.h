//===- HardcodedCredentials.h - dbsafe-hardcoded-credentials --------------===//
//
// Passwords that are written in the source. Evidence is what reaches a call
// that connects, read by the connection library's own parser; next, a literal
// that by itself is a connection URI with a password. Names of variables are
// no evidence. CWE-798.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_HARDCODEDCREDENTIALS_H
#define DBSAFE_CHECKS_RULES_HARDCODEDCREDENTIALS_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class HardcodedCredentials : public Rule {
public:
  const RuleInfo &info() const override;
  void check(const provenance::Program &Program,
             const config::Configuration &Config,
             const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
