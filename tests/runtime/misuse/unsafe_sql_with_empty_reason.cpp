// expect: a_reason_must_be_given
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(const std::string &text) {
#ifdef NEAREST_MISS
  execute(dbsafe::unsafe_sql{text, "x"});
#else
  execute(dbsafe::unsafe_sql{text, " "});
#endif
}
