// requires: odb/database.hxx
// config: ../only.yaml
#include <odb/database.hxx>
#include <string>

struct User {};
using Query = odb::pgsql::query<User>;

void executed(odb::database &db, const std::string &name) {
  db.execute("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void executedLiteral(odb::database &db) { db.execute("DELETE FROM users"); }

void executedNumber(odb::database &db, long id) {
  const std::string sql = "DELETE FROM users WHERE id = " + std::to_string(id);
  db.execute(sql.c_str(), sql.size());
}

void queried(odb::database &db, const std::string &name) {
  odb::result<User> users = db.query<User>("name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: query::_val(value)
}

void queriedLiteral(odb::database &db) {
  odb::result<User> users = db.query<User>("name IS NULL");
}

void native(odb::database &db, const std::string &name) {
  const Query query("name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: query::_val(value)
  odb::result<User> users = db.query<User>(query);
}

void nativeBound(odb::database &db, const std::string &name) {
  odb::result<User> users =
      db.query<User>(Query("name = ") + Query::_val(name));
}

void nativeOrder(odb::database &db, bool descending) {
  const Query query(descending ? "ORDER BY name DESC" : "ORDER BY name");
  odb::result<User> users = db.query<User>(query);
}
