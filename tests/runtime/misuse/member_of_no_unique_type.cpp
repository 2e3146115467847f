// expect: several members have this type
#include "dbsafe/runtime.hpp"

struct Two {
  std::string one, other;
};

void caller(dbsafe::session &s, const std::string &word, int user) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.all(select<Two>().where(column<&Two::one> == word)), (void)user;
#else
  s.all(select<Two>().where(&Two::one == word)), (void)user;
#endif
}
