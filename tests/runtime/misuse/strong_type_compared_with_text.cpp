// expect: compares_with
#include "dbsafe/runtime.hpp"

enum class role { reader, editor };

struct Typed {
  role user_role = role::reader;
  int other = 0;
};

void caller(dbsafe::session &s, role wanted) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.all(select<Typed>().where(column<&Typed::user_role> == wanted));
#else
  s.all(select<Typed>().where(column<&Typed::user_role> == "editor")),
      (void)wanted;
#endif
}
