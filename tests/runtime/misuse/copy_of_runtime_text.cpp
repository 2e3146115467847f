// expect: sql_text_must_be_a_string_literal
#include "dbsafe/runtime.hpp"

void caller(dbsafe::session &s, const std::string &table) {
#ifdef NEAREST_MISS
  s.copy_in("copy t from stdin", std::vector<std::string>{table});
#else
  s.copy_in("copy " + table + " from stdin", std::vector<int>());
#endif
}
