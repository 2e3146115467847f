// expect: the_statement_reads_rows_that_have_an_owner
#include "dbsafe/runtime.hpp"

struct Secret {
  int user_id = 0;
  using owner = dbsafe::owned_by<&Secret::user_id>;
};

void caller(dbsafe::session &s) {
#ifdef NEAREST_MISS
  s.for_each<Secret>(
      "select * from secret where user_id = $1", [](Secret) {}, 1);
#else
  s.for_each<Secret>("select * from secret", [](Secret) {});
#endif
}
