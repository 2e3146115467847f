// expect: an argument has no codec
#include "dbsafe/runtime.hpp"

void caller(dbsafe::session &s) {
#ifdef NEAREST_MISS
  const int price = 1;
  s.execute("select $1", price);
#else
  struct Money {
  } price;
  s.execute("select $1", price);
#endif
}
