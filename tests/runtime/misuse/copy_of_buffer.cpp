// expect: sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql
#include "dbsafe/runtime.hpp"

void caller(dbsafe::session &s) {
  char text[] = "copy todo to stdout";
#ifdef NEAREST_MISS
  s.copy_out<std::tuple<int>>("copy todo to stdout", [](std::tuple<int>) {});
  (void)text;
#else
  s.copy_out<std::tuple<int>>(text, [](std::tuple<int>) {});
#endif
}
