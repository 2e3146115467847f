// expect: the_owner_is_not_named
#include "dbsafe/runtime.hpp"

struct Note {
  dbsafe::columns<dbsafe::id> base;
  std::int64_t user_id = 0;
  std::string text;
  using owner = dbsafe::owned_by<&Note::user_id>;
};

void caller(dbsafe::session &s, std::int64_t user) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.execute(update<Note>()
                .set(column<&Note::text>, "x")
                .where(key<Note> == 1 && column<&Note::user_id> == user));
#else
  s.execute(
      update<Note>().set(column<&Note::text>, "x").where(key<Note> == user));
#endif
}
