// expect: copy_is_done_in_its_text_format_write_no_options
#include "dbsafe/runtime.hpp"

void caller(dbsafe::session &s, const std::vector<int> &rows) {
#ifdef NEAREST_MISS
  s.copy_in("copy t from stdin; -- with (format csv)", rows);
#else
  s.copy_in("copy t from stdin with (format csv)", rows);
#endif
}
