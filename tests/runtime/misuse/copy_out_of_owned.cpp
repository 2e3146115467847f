// expect: the_owner_is_not_named
#include "dbsafe/runtime.hpp"

struct Secret {
  int user_id = 0;
  using owner = dbsafe::owned_by<&Secret::user_id>;
};

void caller(dbsafe::pool &db) {
#ifdef NEAREST_MISS
  db.as_system("an export").transact([](auto &s) {
    s.template copy_out<Secret>([](Secret) {});
  });
#else
  db.as(1).transact(
      [](auto &s) { s.template copy_out<Secret>([](Secret) {}); });
#endif
}
