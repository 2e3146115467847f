// requires: cppdb/frontend.h
// config: ../only.yaml
// CppDB: the first << is the statement, the others bind.
#include <cppdb/frontend.h>
#include <cstdlib>
#include <iostream>
#include <string>

void concatenated(cppdb::session &sql, const std::string &name) {
  sql << "DELETE FROM users WHERE name = '" + name + "'" // expect[dbsafe-sql-concatenation]: sql << "... ? ..." << value
      << cppdb::exec;
}

void bound(cppdb::session &sql, const std::string &name) {
  sql << "DELETE FROM users WHERE name = ?" << name << cppdb::exec;
}

// The second << is a value, whatever it says.
void boundText(cppdb::session &sql, const std::string &name) {
  const std::string quoted = "'" + name + "'";
  sql << "DELETE FROM users WHERE name = ?" << quoted << cppdb::exec;
}

void wholeStatement(cppdb::session &sql, const char *name) {
  std::string text = "SELECT id FROM users WHERE name = '";
  text += name; // expect[dbsafe-sql-concatenation]: a quoted value
  text += "'";
  cppdb::result r = sql << text;
}

void numbers(cppdb::session &sql, int limit) {
  cppdb::result r =
      sql << "SELECT id FROM users LIMIT " + std::to_string(limit);
}

void prepared(cppdb::session &sql, const std::string &column, int id) {
  cppdb::statement st = sql.prepare("SELECT " + column + // expect[dbsafe-sql-concatenation]: an identifier
                                    " FROM users WHERE id = ?");
  st.bind(id);
  cppdb::result r = st.query();
}

void preparedBound(cppdb::session &sql, const std::string &name, int id) {
  cppdb::statement st = sql.prepare("UPDATE users SET name = ? WHERE id = ?");
  st.bind(name);
  st.bind(id);
  st.exec();
}

void created(cppdb::session &sql, const std::string &order) {
  sql.create_statement("SELECT id FROM users ORDER BY " + order).query(); // expect[dbsafe-sql-concatenation]:
}

void createdInOrder(cppdb::session &sql, bool descending) {
  std::string text = "SELECT id FROM users ORDER BY id";
  if (descending)
    text += " DESC";
  sql.create_prepared_uncached_statement(text).query();
}

void escaped(cppdb::session &sql, const std::string &name) {
  sql << "DELETE FROM users WHERE name = '" + sql.escape(name) + "'"
      << cppdb::exec;
}

void escapedWithoutQuotes(cppdb::session &sql, const std::string &id) {
  sql << "DELETE FROM users WHERE id = " + sql.escape(id) // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
      << cppdb::exec;
}

void escapedName(cppdb::session &sql, const std::string &table) {
  sql << "DELETE FROM " + sql.escape(table) // expect[dbsafe-sql-concatenation]: stands where a name is expected
      << cppdb::exec;
}

void fromEnvironment(cppdb::session &sql) {
  if (const char *user = std::getenv("TODO_USER"))
    sql << "DELETE FROM users WHERE name = '" + std::string(user) + "'" // expect-error[dbsafe-sql-concatenation]: text from the environment
        << cppdb::exec;
}

void secondOrder(cppdb::session &sql) {
  cppdb::result r = sql << "SELECT name, id FROM users" << cppdb::row;
  const std::string name = r.get<std::string>("name");
  sql << "DELETE FROM log WHERE who = '" + name + "'" << cppdb::exec; // expect-error[dbsafe-sql-concatenation]: text from the database
  sql << "DELETE FROM log WHERE id = " + std::to_string(r.get<int>("id"))
      << cppdb::exec;
}

void secondOrderExtracted(cppdb::session &sql) {
  cppdb::result r = sql << "SELECT name, id FROM users";
  while (r.next()) {
    std::string name;
    int id = 0;
    r >> name >> id;
    sql << "DELETE FROM log WHERE who = '" + name + "'" << cppdb::exec; // expect-error[dbsafe-sql-concatenation]: text from the database
    sql << "DELETE FROM log WHERE id = ?" << id << cppdb::exec;
  }
}

void logged(cppdb::session &sql, const std::string &name) {
  std::clog << "deleting '" + name + "'\n";
  sql << "DELETE FROM users WHERE name = ?" << name << cppdb::exec;
}
