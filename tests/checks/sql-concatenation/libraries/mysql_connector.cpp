// requires: mysql_driver.h
// config: ../only.yaml
// MySQL Connector/C++, in the manner of JDBC.
#include <cppconn/driver.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>
#include <memory>
#include <mysql_connection.h>
#include <mysql_driver.h>
#include <sstream>
#include <string>

using Connection = sql::Connection;

void executed(Connection &c, const std::string &name) {
  std::unique_ptr<sql::Statement> s(c.createStatement());
  s->execute("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: prepareStatement("... ? ...")
}

void executedNumber(Connection &c, int id) {
  std::unique_ptr<sql::Statement> s(c.createStatement());
  s->execute("DELETE FROM users WHERE id = " + std::to_string(id));
}

sql::ResultSet *queried(sql::Statement *s, const char *name) {
  std::ostringstream text;
  text << "SELECT id FROM users WHERE name = '" << name << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  return s->executeQuery(text.str());
}

int updated(sql::Statement *s, const sql::SQLString &column) {
  sql::SQLString text("UPDATE users SET ");
  text += column; // expect[dbsafe-sql-concatenation]: an identifier
  text += " = 1";
  return s->executeUpdate(text);
}

int updatedConstant(sql::Statement *s, bool seen) {
  sql::SQLString text("UPDATE users SET ");
  text += seen ? "seen" : "hidden";
  text.append(" = 1");
  return s->executeUpdate(text);
}

sql::ResultSet *bound(Connection &c, const std::string &name) {
  std::unique_ptr<sql::PreparedStatement> s(
      c.prepareStatement("SELECT id FROM users WHERE name = ?"));
  s->setString(1, "%" + name + "%");
  return s->executeQuery();
}

sql::PreparedStatement *preparedSpliced(Connection &c, const std::string &table) {
  return c.prepareStatement("SELECT * FROM `" + table + "` WHERE id = ?"); // expect[dbsafe-sql-concatenation]: a quoted identifier
}

sql::PreparedStatement *preparedConcat(Connection &c) {
  return c.prepareStatement(sql::SQLString("SELECT * FROM users ") +
                            "WHERE id = ?");
}

// Only the connection class of MySQL's own driver escapes.
void escaped(sql::mysql::MySQL_Connection *c, const std::string &name) {
  std::unique_ptr<sql::Statement> s(c->createStatement());
  s->execute("DELETE FROM users WHERE name = '" + c->escapeString(name) + "'");
}

void escapedUnquoted(sql::mysql::MySQL_Connection *c, const std::string &id) {
  std::unique_ptr<sql::Statement> s(c->createStatement());
  s->execute("DELETE FROM users WHERE id = " + c->escapeString(id)); // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
}

void saved(Connection &c, const std::string &name) {
  c.setSavepoint("sp_" + name); // expect[dbsafe-sql-concatenation]: an identifier
}

void savedConstant(Connection &c) { c.setSavepoint("before_import"); }

// The driver sends the name beside any statement.
void chosen(Connection &c, const std::string &tenant) {
  c.setSchema("tenant_" + tenant);
}

sql::SQLString translated(Connection &c, const std::string &name) {
  return c.nativeSQL("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void again(Connection &c, sql::ResultSet &rows) {
  std::unique_ptr<sql::Statement> s(c.createStatement());
  while (rows.next())
    s->execute("DELETE FROM posts WHERE author = '" +
               rows.getString("name") + // expect[dbsafe-sql-concatenation]: text from the database
               "'");
}

void againNumber(Connection &c, sql::ResultSet &rows) {
  std::unique_ptr<sql::Statement> s(c.createStatement());
  while (rows.next())
    s->execute("DELETE FROM posts WHERE author = " +
               std::to_string(rows.getInt(1)));
}
