// expect: constant expression
#include "dbsafe/runtime.hpp"

struct input {
  char text[16];
};

void caller(dbsafe::session &s, const input &in) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.execute("select $1", in.text);
#else
  s.execute(in.text);
#endif
}
