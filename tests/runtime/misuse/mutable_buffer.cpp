// expect: sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql
#include "dbsafe/sql.hpp"
#include <string>

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller() {
#ifdef NEAREST_MISS
  static constexpr char text[] = "select 1";
  execute(text);
#else
  char text[] = "select 1";
  execute(text);
#endif
}
