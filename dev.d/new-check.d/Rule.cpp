#include "rules/@CAMEL@.h"

namespace dbsafe::rules {

const Rule &@FACTORY@() {
  static const @CAMEL@ R;
  return R;
}

const RuleInfo &@CAMEL@::info() const {
  static const RuleInfo Info = {
      /*Name=*/"dbsafe-@NAME@",
      /*Summary=*/"say in one line what is found",
      /*Cwe=*/{},
      /*SecuritySeverity=*/"5.0",
      /*Options=*/{}};
  return Info;
}

// Nothing is read yet: tests/checks/@NAME@/bad.cpp states what has to be found.
void @CAMEL@::check(const provenance::Program &, const config::Configuration &,
                    const Report &) const {}

} // namespace dbsafe::rules
