// requires: mariadb/conncpp.hpp
// config: ../only.yaml
// MariaDB Connector/C++.
#include <mariadb/conncpp.hpp>
#include <memory>
#include <string>

void executed(sql::Connection &c, const std::string &name) {
  std::unique_ptr<sql::Statement> s(c.createStatement());
  s->execute("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: setString(1, value)
}

int64_t updated(sql::Statement &s, const sql::SQLString &id) {
  return s.executeLargeUpdate(sql::SQLString("UPDATE users SET seen = 1 WHERE id = ") + id); // expect[dbsafe-sql-concatenation]: a value
}

int64_t updatedNumber(sql::Statement &s, int id) {
  return s.executeLargeUpdate("UPDATE users SET seen = 1 WHERE id = " +
                              std::to_string(id));
}

void batched(sql::Statement &s, const std::string &name) {
  s.addBatch("INSERT INTO users (name) VALUES ('" + name + "')"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void batchedBound(sql::Connection &c, const std::string &name) {
  std::unique_ptr<sql::PreparedStatement> s(
      c.prepareStatement("INSERT INTO users (name) VALUES (?)"));
  s->setString(1, name);
  s->addBatch();
}

sql::CallableStatement *called(sql::Connection &c, const std::string &procedure) {
  return c.prepareCall("CALL " + procedure + "(?)"); // expect[dbsafe-sql-concatenation]: an identifier
}

sql::CallableStatement *calledConstant(sql::Connection &c) {
  return c.prepareCall("CALL archive(?)");
}

sql::ResultSet *quoted(sql::Statement &s, const std::string &table, const std::string &name) {
  return s.executeQuery("SELECT id FROM " + s.enquoteIdentifier(table, true) +
                        " WHERE name = " + s.enquoteLiteral(name));
}

sql::ResultSet *misquoted(sql::Statement &s, const std::string &table) {
  return s.executeQuery("SELECT id FROM " + s.enquoteLiteral(table)); // expect[dbsafe-sql-concatenation]: quoted as a value
}

void again(sql::Statement &s, sql::ResultSet &rows) {
  while (rows.next())
    s.execute("DELETE FROM posts WHERE author = '" +
              rows.getString(1) + // expect[dbsafe-sql-concatenation]: text from the database
              "'");
}
