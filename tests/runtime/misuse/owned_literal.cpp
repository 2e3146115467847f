// expect: the_statement_reads_rows_that_have_an_owner_without
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
  s.all<Note>("select * from note where user_id = $1", user);
#else
  s.all<Note>("select * from note where id = $1 -- user_id", user);
#endif
}
