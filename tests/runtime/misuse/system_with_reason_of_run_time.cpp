// expect: a_reason_must_be_a_string_literal
#include "dbsafe/runtime.hpp"

void caller(const dbsafe::pool &db, const char *why) {
#ifdef NEAREST_MISS
  db.as_system("nightly report").execute("select 1");
  (void)why;
#else
  db.as_system(why).execute("select 1");
#endif
}
