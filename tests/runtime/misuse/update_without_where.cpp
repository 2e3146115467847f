// expect: update() without where()
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
  s.execute(update<Note>().set(column<&Note::done>, true).where(every_row)),
      (void)user;
#else
  s.execute(update<Note>().set(column<&Note::done>, true)), (void)user;
#endif
}
