// expect: a condition is about a model that is not in this query
#include "dbsafe/runtime.hpp"

struct Note {
  dbsafe::columns<dbsafe::id> base;
  std::string text;
  std::string author;
  bool done = false;
};

struct Other {
  std::string text;
};

void caller(dbsafe::session &s, std::int64_t user) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.all(select<Note>().where(column<&Note::text> == "x")), (void)user;
#else
  s.all(select<Note>().where(column<&Other::text> == "x")), (void)user;
#endif
}
