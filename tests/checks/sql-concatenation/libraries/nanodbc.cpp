// requires: nanodbc/nanodbc.h
// config: ../only.yaml
// nanodbc.
#include <nanodbc/nanodbc.h>
#include <string>

nanodbc::result executed(nanodbc::connection &c, const std::string &name) {
  return nanodbc::execute(c, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: s.bind(0, value.c_str())
}

nanodbc::result executedNumber(nanodbc::connection &c, int id) {
  return nanodbc::execute(c, "SELECT id FROM users WHERE id = " +
                                 std::to_string(id));
}

void justExecuted(nanodbc::connection &c, const std::string &table) {
  nanodbc::just_execute(c, "DROP TABLE " + table); // expect[dbsafe-sql-concatenation]: an identifier
}

void prepared(nanodbc::connection &c, const std::string &name) {
  nanodbc::statement s(c);
  nanodbc::prepare(s, "DELETE FROM users WHERE name = ?");
  s.bind(0, name.c_str());
  nanodbc::just_execute(s);
}

void preparedSpliced(nanodbc::connection &c, const std::string &column, const std::string &name) {
  nanodbc::statement s(c);
  nanodbc::prepare(s, "DELETE FROM users WHERE " + column + " = ?"); // expect[dbsafe-sql-concatenation]: an identifier
  s.bind(0, name.c_str());
  s.execute();
}

void constructed(nanodbc::connection &c, const std::string &name) {
  nanodbc::statement s(c, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  s.execute();
}

void constructedConstant(nanodbc::connection &c, const std::string &name) {
  nanodbc::statement s(c, "DELETE FROM users WHERE name = ?");
  s.bind(0, name.c_str());
  s.execute();
}

void preparedLater(nanodbc::connection &c, const std::string &name) {
  nanodbc::statement s;
  s.prepare(c, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

nanodbc::result direct(nanodbc::connection &c, const std::string &limit) {
  nanodbc::statement s;
  return s.execute_direct(c, "SELECT id FROM users LIMIT " + limit); // expect[dbsafe-sql-concatenation]: LIMIT
}

nanodbc::result directNumber(nanodbc::connection &c, const std::string &limit) {
  nanodbc::statement s;
  return s.execute_direct(c, "SELECT id FROM users LIMIT " +
                                 std::to_string(std::stoi(limit)));
}

void again(nanodbc::connection &c, nanodbc::result rows) {
  while (rows.next())
    nanodbc::just_execute(c, "DELETE FROM posts WHERE author = '" +
                                 rows.get<std::string>(0) + // expect[dbsafe-sql-concatenation]: text from the database
                                 "'");
}

void againNumber(nanodbc::connection &c, nanodbc::result rows) {
  while (rows.next())
    nanodbc::just_execute(c, "DELETE FROM posts WHERE author = " +
                                 std::to_string(rows.get<int>(0)));
}
