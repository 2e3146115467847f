// expect: sql_text_is_empty
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("select 1 -- something");
#else
  execute(" -- nothing");
#endif
  (void)id;
}
