// expect: sql_text_must_be_one_statement
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("select '1; drop table todo' /* ; */ ; -- ;");
#else
  execute("select 1; drop table todo");
#endif
  (void)id;
}
