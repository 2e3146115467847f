// expect: placeholder_count_does_not_match_argument_count
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("select $1 + $2", id, id);
#else
  execute("select $1", id, id);
#endif
  (void)id;
}
