// expect: a_reason_must_be_a_string_literal
#include "dbsafe/runtime.hpp"

void caller(dbsafe::session &s, const std::string &text) {
#ifdef NEAREST_MISS
  s.execute(dbsafe::unsafe_sql{text, "our own list of columns"});
#else
  s.execute(dbsafe::unsafe_sql{text, text});
#endif
}
