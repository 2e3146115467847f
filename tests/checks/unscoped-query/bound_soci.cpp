// requires: soci/soci.h
// requires: crow/crow.h
// config: owned.yaml
// What soci::use binds, by name and in order.
#include <crow/crow.h>
#include <soci/soci.h>
#include <string>

void byName(soci::session &sql, const crow::request &req, int session) {
  std::string user = req.url_params.get("user"), title;
  sql << "SELECT title FROM todos WHERE id = :id AND user_id = :user", soci::use(session, "id"),
      soci::use(user, "user"), // expect-error[dbsafe-unscoped-query]: ':user' says whose rows
      soci::into(title);
  sql << "SELECT title FROM todos WHERE title = :title AND user_id = :user", soci::use(user, "title"),
      soci::use(session, "user"), soci::into(title);
}

void inOrder(soci::session &sql, const crow::request &req, int session) {
  int id = std::stoi(req.url_params.get("id"));
  sql << "UPDATE todos SET done = 1 WHERE id = :id AND user_id = :user", soci::use(id), soci::use(session);
  sql << "UPDATE todos SET done = 1 WHERE user_id = :user AND id = :id",
      soci::use(id), // expect-error[dbsafe-unscoped-query]: ':user' says whose rows
      soci::use(session);
}

void prepared(soci::session &sql, const crow::request &req) {
  long user = std::stol(req.url_params.get("user"));
  soci::statement st = (sql.prepare << "DELETE FROM todos WHERE user_id = :user",
                        soci::use(user, "user")); // expect-error[dbsafe-unscoped-query]: ':user' says whose rows
  st.execute(true);
}
