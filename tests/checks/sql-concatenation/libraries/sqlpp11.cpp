// requires: sqlpp11/sqlpp11.h
// config: ../only.yaml
#include <sqlpp11/sqlpp11.h>
#include <string>

struct Users {
  sqlpp::column_t<sqlpp::text> name;
};

void concatenated(sqlpp::postgresql::connection &db, const std::string &name) {
  db.execute("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void literal(sqlpp::postgresql::connection &db) {
  db.execute("DELETE FROM users WHERE name IS NULL");
}

void number(sqlpp::postgresql::connection &db, int id) {
  db.execute("DELETE FROM users WHERE id = " + std::to_string(id));
}

void escaped(sqlpp::postgresql::connection &db, const std::string &name) {
  db.execute("DELETE FROM users WHERE name = '" + db.escape(name) + "'");
}

void escapedWithoutQuotes(sqlpp::postgresql::connection &db,
                          const std::string &id) {
  db.execute("DELETE FROM users WHERE id = " + db.escape(id)); // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
}

void verbatim(sqlpp::postgresql::connection &db, const Users &users,
              const std::string &name) {
  db(sqlpp::select(users.name)
         .from(users)
         .where(sqlpp::verbatim<sqlpp::boolean>("name = '" + name + "'"))); // expect[dbsafe-sql-concatenation]: bind it
}

void verbatimLiteral(sqlpp::postgresql::connection &db, const Users &users) {
  db(sqlpp::select(users.name)
         .from(users)
         .where(sqlpp::verbatim<sqlpp::boolean>("name IS NOT NULL")));
}

// The library binds it.
void compared(sqlpp::postgresql::connection &db, const Users &users,
              const std::string &name) {
  db(sqlpp::select(users.name).from(users).where(users.name == name));
}
