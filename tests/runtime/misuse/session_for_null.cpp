// expect: as
#include "dbsafe/runtime.hpp"

void caller(dbsafe::pool &db, const char *user) {
#ifdef NEAREST_MISS
  db.as(user).execute("select 1");
#else
  db.as(nullptr).execute("select 1"), (void)user;
#endif
}
