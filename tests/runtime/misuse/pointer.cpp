// expect: sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql
#include "dbsafe/sql.hpp"
#include <string>

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(const char *text) {
#ifdef NEAREST_MISS
  execute("select 1"), (void)text;
#else
  execute(text);
#endif
}
