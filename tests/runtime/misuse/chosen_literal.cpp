// expect: sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql
#include "dbsafe/runtime.hpp"

void caller(dbsafe::session &s, bool yes) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  using sql = sql_literal<>;
  s.execute(yes ? sql("select 1") : sql("select 12"));
#else
  s.execute(yes ? "select 1" : "select 12");
#endif
}
