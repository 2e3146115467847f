// expect: sql_text_has_an_unterminated_string
#include "dbsafe/sql.hpp"

template <class... Args>
void execute(dbsafe::sql_for<Args...>, const Args &...) {}

void caller(int id) {
#ifdef NEAREST_MISS
  execute("select 'it''s'");
#else
  execute("select 'it''s");
#endif
  (void)id;
}
