// expect: sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql
#include "dbsafe/sql.hpp"
#include <string>

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(const std::string &name) {
#ifdef NEAREST_MISS
  execute("select * from todo where title = $1", name);
#else
  execute("select * from todo where title = '" + name + "'");
#endif
}
