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
  db.as_system("nightly").transact([](auto &s) { s.all(select<Note>()); });
#else
  db.as(1).transact([](auto &s) { s.all(select<Note>()); });
#endif
}
