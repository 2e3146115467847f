// expect: compares_with
#include "dbsafe/runtime.hpp"

struct Note {
  dbsafe::columns<dbsafe::id> base;
  std::string text;
  std::string author;
  bool done = false;
};

void caller(dbsafe::session &s, std::int64_t user) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.all(select<Note>().where(key<Note> == 1)), (void)user;
#else
  s.all(select<Note>().where(key<Note> == 1.5)), (void)user;
#endif
}
