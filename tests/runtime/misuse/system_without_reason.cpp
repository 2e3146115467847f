// expect: a_reason_must_be_given
#include "dbsafe/runtime.hpp"

void caller(const dbsafe::pool &db) {
#ifdef NEAREST_MISS
  db.as_system("nightly report");
#else
  db.as_system("");
#endif
}
