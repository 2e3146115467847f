// requires: soci/soci.h
// config: only.yaml
// Names that SOCI binds, without their colon.
#include <soci/soci.h>
#include <string>

void byName(soci::session &sql, int user, const std::string &title) {
  int id = 0;
  sql << "SELECT id FROM todos WHERE user_id = :user AND title = :title", soci::use(user, "user"),
      soci::use(title, "title"), soci::into(id);
  sql << "SELECT id FROM todos WHERE user_id = :user",
      soci::use(user, "userid"), // expect[dbsafe-placeholder-mismatch]: the statement has no placeholder 'userid'; it has :user
      soci::into(id);
  // In order, whatever they are called.
  sql << "SELECT id FROM todos WHERE user_id = :user AND title = :title", soci::use(user), soci::use(title),
      soci::into(id);
}
