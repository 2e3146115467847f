//===- CredentialExposure.h - dbsafe-credential-exposure ------------------===//
//
// Passwords and connection strings that the program shows: in a log, in an
// error, on a command line. A value is a secret by where it comes from
// (getenv("PGPASSWORD")), by where it goes (the password of a call that
// connects), or by what stands around it ("postgresql://app:...@host"); names
// are no evidence. CWE-532, CWE-209, CWE-214.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_CREDENTIALEXPOSURE_H
#define DBSAFE_CHECKS_RULES_CREDENTIALEXPOSURE_H

#include "rules/Rule.h"

namespace dbsafe::rules {

class CredentialExposure : public Rule {
public:
  const RuleInfo &info() const override;
  void check(const provenance::Program &Program,
             const config::Configuration &Config,
             const Report &Report) const override;
};

} // namespace dbsafe::rules

#endif
