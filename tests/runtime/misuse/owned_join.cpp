// expect: the_owner_is_not_named
#include "dbsafe/runtime.hpp"

struct Note {
  dbsafe::columns<dbsafe::id> base;
  std::int64_t user_id = 0;
  std::string text;
  using owner = dbsafe::owned_by<&Note::user_id>;
};

struct Page {
  dbsafe::columns<dbsafe::id> base;
  dbsafe::references<Note> note_id;
};

void caller(dbsafe::session &s, std::int64_t user) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.all(select<Page>()
            .join(column<&Page::note_id>)
            .where(column<&Note::user_id> == user));
#else
  s.all(select<Page>().join(column<&Page::note_id>)), (void)user;
#endif
}
