// requires: mysqlx/xdevapi.h
// config: ../only.yaml
// MySQL's X DevAPI for C++: whole statements, and expressions in them.
#include <mysqlx/xdevapi.h>
#include <string>

void executed(mysqlx::Session &s, const std::string &name) {
  s.sql("DELETE FROM users WHERE name = '" + name + "'").execute(); // expect[dbsafe-sql-concatenation]: session.sql("... ? ...").bind(value)
}

void executedNumber(mysqlx::Session &s, int id) {
  s.sql("DELETE FROM users WHERE id = " + std::to_string(id)).execute();
}

void bound(mysqlx::Session &s, const std::string &name) {
  s.sql("DELETE FROM users WHERE name = ?").bind(name).execute();
}

void boundAndSpliced(mysqlx::Session &s, const std::string &table, const std::string &name) {
  s.sql("DELETE FROM `" + table + "` WHERE name = ?").bind(name).execute(); // expect[dbsafe-sql-concatenation]: a quoted identifier
}

mysqlx::RowResult selected(mysqlx::Table &users, const std::string &name) {
  return users.select("id").where("name = '" + name + "'").execute(); // expect[dbsafe-sql-concatenation]: .bind("name", value)
}

mysqlx::RowResult selectedBound(mysqlx::Table &users, const std::string &name) {
  return users.select("id").where("name = :name").bind("name", name).execute();
}

mysqlx::RowResult ordered(mysqlx::Table &users, const std::string &column) {
  return users.select("id").orderBy(column + " DESC").execute(); // expect[dbsafe-sql-concatenation]:
}

mysqlx::RowResult orderedConstant(mysqlx::Table &users, bool byName) {
  return users.select("id").orderBy(byName ? "name DESC" : "id DESC").execute();
}

void removed(mysqlx::Schema &schema, const std::string &id) {
  schema.getTable("users").remove().where("id = " + id).execute(); // expect[dbsafe-sql-concatenation]: a value
}

// A table's name is no SQL: the library quotes it.
void named(mysqlx::Schema &schema, const std::string &tenant, int id) {
  schema.getTable("users_" + tenant)
      .remove()
      .where("id = " + std::to_string(id))
      .execute();
}

mysqlx::RowResult found(mysqlx::Collection &people, const std::string &name) {
  return people.find("name = '" + name + "'").execute(); // expect[dbsafe-sql-concatenation]: a quoted value
}

mysqlx::RowResult foundBound(mysqlx::Collection &people, const std::string &name) {
  return people.find("name = :name AND age > 18").bind("name", name).execute();
}
