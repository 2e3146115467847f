// expect: the database makes this column's value
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
  s.execute(update<Note>().set(column<&Note::text>, "x").where(every_row)),
      (void)user;
#else
  s.execute(update<Note>().set(key<Note>, user).where(every_row));
#endif
}
