// expect: the_owner_is_not_named
#include "dbsafe/runtime.hpp"

struct Note {
  dbsafe::columns<dbsafe::id> base;
  std::int64_t user_id = 0;
  std::string text;
  using owner = dbsafe::owned_by<&Note::user_id>;
};

void caller(dbsafe::pool &db) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  db.as_system("a report over all users").all(select<Note>());
#else
  db.all(select<Note>());
#endif
}
