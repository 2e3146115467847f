// expect: copy_in_takes_copy_table_from_stdin
#include "dbsafe/runtime.hpp"

void caller(dbsafe::session &s, const std::vector<int> &rows) {
#ifdef NEAREST_MISS
  s.copy_in("copy t from stdin", rows);
#else
  s.copy_in("copy t to stdout", rows);
#endif
}
