#include "rules/@CAMEL@.h"

namespace dbsafe::rules {

const RuleInfo &@CAMEL@::info() const {
  static constexpr RuleInfo Info = {
      "dbsafe-@NAME@",
      "Say in one line what is found",
      {},
      "5.0",
      {}};
  return Info;
}

// Nothing is read yet: tests/checks/@NAME@/bad.cpp states what has to be found.
void @CAMEL@::check(const provenance::Program &, const config::Configuration &,
                    const Report &) const {}

} // namespace dbsafe::rules
