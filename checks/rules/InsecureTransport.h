//===- InsecureTransport.h - dbsafe-insecure-transport --------------------===//
//
// Connections to another machine that may go unencrypted, or to whoever
// answers. What is said of TLS is read the way the client library reads it;
// what is not constant says nothing. CWE-319.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_INSECURETRANSPORT_H
#define DBSAFE_CHECKS_RULES_INSECURETRANSPORT_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class InsecureTransport : public Rule {
public:
  const RuleInfo &info() const override;
  void check(const provenance::Program &Program,
             const config::Configuration &Config,
             const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
