// expect: copy_from_or_to_the_client_is_done_by_copy_in_and_copy_out
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("copy todo from '/srv/stdin'");
#else
  execute("copy todo from stdin");
#endif
  (void)id;
}
