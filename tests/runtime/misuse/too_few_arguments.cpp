// expect: placeholder_count_does_not_match_argument_count
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("update todo set done = '$1' where id = $1", id);
#else
  execute("update todo set done = $1 where id = $2", id);
#endif
  (void)id;
}
