// expect: several members have this type
#include "dbsafe/runtime.hpp"

struct Couple {
  std::string one, other;
  int age = 0;
};

void caller(dbsafe::session &s) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.all(select<Couple>().order_by(&Couple::age));
#else
  s.all(select<Couple>().order_by(&Couple::one));
#endif
}
