// expect: order_by() takes columns
#include "dbsafe/runtime.hpp"

struct Page {
  dbsafe::columns<dbsafe::id> base;
  std::string title;
};

void caller(dbsafe::session &s, const std::string &name) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.all(select<Page>().order_by(column<&Page::title>)), (void)name;
#else
  s.all(select<Page>().order_by(name));
#endif
}
