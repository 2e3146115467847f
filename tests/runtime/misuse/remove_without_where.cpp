// expect: remove() without where()
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
  s.execute(remove<Note>().where(key<Note> == user));
#else
  s.execute(remove<Note>()), (void)user;
#endif
}
