// flags: -std=c++17
// requires: mysql++.h
// config: ../only.yaml
// MySQL++: the query is a stream, whose manipulators quote the next item.
#include <mysql++.h>
#include <string>

using mysqlpp::escape;
using mysqlpp::quote;

void streamed(mysqlpp::Connection &c, const std::string &name) {
  mysqlpp::Query query = c.query();
  query << "DELETE FROM users WHERE name = '" << name << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  query.execute();
}

void streamedNumber(mysqlpp::Connection &c, int id) {
  mysqlpp::Query query = c.query();
  query << "DELETE FROM users WHERE id = " << id;
  query.execute();
}

void quoted(mysqlpp::Connection &c, const std::string &name) {
  mysqlpp::Query query = c.query();
  query << "DELETE FROM users WHERE name = " << quote << name;
  query.exec();
}

// It adds the quotes itself.
void quotedTwice(mysqlpp::Connection &c, const std::string &name) {
  mysqlpp::Query query = c.query();
  query << "DELETE FROM users WHERE name = '" << quote << name << "'"; // expect[dbsafe-sql-concatenation]: quoted twice
  query.exec();
}

// A manipulator is for one item.
void quotedOne(mysqlpp::Connection &c, const std::string &name, const std::string &city) {
  mysqlpp::Query query = c.query();
  query << "DELETE FROM users WHERE name = " << quote << name
        << " AND city = "
        << city; // expect[dbsafe-sql-concatenation]: a value
  query.exec();
}

void quotedBoth(mysqlpp::Connection &c, const std::string &name, const std::string &city) {
  mysqlpp::Query query = c.query();
  query << "DELETE FROM users WHERE name = " << quote << name
        << " AND city = " << quote << city << " LIMIT 1";
  query.exec();
}

void escaped(mysqlpp::Connection &c, const std::string &name) {
  mysqlpp::Query query = c.query("DELETE FROM users WHERE name = '");
  query << escape << name << "'";
  query.exec();
}

void escapedUnquoted(mysqlpp::Connection &c, const std::string &id) {
  mysqlpp::Query query = c.query();
  query << "DELETE FROM users WHERE id = " << escape << id; // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
  query.exec();
}

void quotedOnly(mysqlpp::Connection &c, const std::string &name) {
  mysqlpp::Query query = c.query();
  query << "DELETE FROM users WHERE name = " << mysqlpp::quote_only << name; // expect[dbsafe-sql-concatenation]: leaves those in it as they are
  query.exec();
}

void executedText(mysqlpp::Query &query, const std::string &name) {
  query.exec("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: mysqlpp::quote
}

mysqlpp::StoreQueryResult storedText(mysqlpp::Query &query) {
  return query.store("SELECT id FROM users");
}

mysqlpp::StoreQueryResult built(mysqlpp::Connection &c, const char *table) {
  return c.query("SELECT * FROM " + std::string(table)).store(); // expect[dbsafe-sql-concatenation]: an identifier
}

void escapedByCall(mysqlpp::Connection &c, std::string name) {
  mysqlpp::Query query = c.query();
  query.escape_string(&name);
  query << "DELETE FROM users WHERE name = '" << name << "'";
  query.exec();
}

void escapedCopy(mysqlpp::Connection &c, const std::string &name) {
  mysqlpp::Query query = c.query();
  std::string copy;
  query.escape_string(&copy, name.data(), name.size());
  query << "DELETE FROM users WHERE name = '" << copy << "'";
  query.exec();
}

void templated(mysqlpp::Connection &c, const std::string &name) {
  mysqlpp::Query query = c.query();
  query << "DELETE FROM users WHERE name = %0q:name AND id = %1:id";
  query.parse();
  query.execute(name, 7);
}

void storedIn(mysqlpp::Query &query, std::vector<mysqlpp::Row> &rows, const std::string &name) {
  query.storein(rows, "SELECT * FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void again(mysqlpp::Query &query, const mysqlpp::StoreQueryResult &users) {
  for (size_t i = 0; i < users.num_rows(); ++i) {
    query.reset();
    query << "DELETE FROM posts WHERE author = '"
          << users[i]["name"] // expect[dbsafe-sql-concatenation]: text from the database
          << "'";
    query.exec();
  }
}

// A query that others have begun.
void goesOn(mysqlpp::Query &query, const std::string &name) {
  query << " WHERE name = '" << name << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  query.execute();
}

void goesOnWithNumber(mysqlpp::Query &query, int id) {
  query << " WHERE id = " << id;
  query.execute();
}
