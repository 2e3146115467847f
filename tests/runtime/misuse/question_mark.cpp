// expect: placeholders_are_written_dollar_1_not_question_mark
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("select tags ? 'x' from todo where id = $1", id);
#else
  execute("select * from todo where id = ?", id);
#endif
  (void)id;
}
