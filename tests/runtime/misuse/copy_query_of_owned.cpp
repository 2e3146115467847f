// expect: the_statement_reads_rows_that_have_an_owner
#include "dbsafe/runtime.hpp"

struct Letter {
  int user_id = 0;
  using owner = dbsafe::owned_by<&Letter::user_id>;
};

void caller(dbsafe::session &s) {
#ifdef NEAREST_MISS
  s.copy_out<Letter>("copy (select user_id from letter where user_id = 1) "
                     "to stdout",
                     [](Letter) {});
#else
  s.copy_out<Letter>("copy (select * from letter) to stdout", [](Letter) {});
#endif
}
