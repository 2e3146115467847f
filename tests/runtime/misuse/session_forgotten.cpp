// expect: nodiscard
#include "dbsafe/runtime.hpp"

void caller(dbsafe::pool &db) {
#ifdef NEAREST_MISS
  auto s = db.begin();
  s.commit();
#else
  db.begin();
#endif
}
