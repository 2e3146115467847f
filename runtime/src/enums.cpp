//===- enums.cpp - What is no enumerator ----------------------------------===//
#include "dbsafe/enums.hpp"
#include "dbsafe/error.hpp"

namespace dbsafe::detail {

void fail_unnamed_enumerator() {
  throw conversion_error("an enum parameter has a value that no enumerator "
                         "from 0 to 63 has: give it one, or specialise "
                         "dbsafe::codec");
}

void fail_unknown_enumerator(const field &in) {
  in.fail("an enum", "no enumerator has that name");
}

} // namespace dbsafe::detail
