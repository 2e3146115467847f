// expect: sql_text_has_an_unterminated_comment
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("select 1 /* /* */ */");
#else
  execute("select 1 /* /* */");
#endif
  (void)id;
}
