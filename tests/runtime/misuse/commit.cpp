// expect: transaction_control_belongs_to_the_session_use_commit_or_savepoint
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("select 'commit'");
#else
  execute("commit");
#endif
  (void)id;
}
