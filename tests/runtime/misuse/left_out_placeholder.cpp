// expect: a_placeholder_number_is_left_out
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("select $2, $1, $2", id, id);
#else
  execute("select $2", id, id);
#endif
  (void)id;
}
