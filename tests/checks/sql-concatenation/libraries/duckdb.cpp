// requires: duckdb.hpp
// config: ../only.yaml
// DuckDB for C++.
#include <duckdb.hpp>
#include <string>

void queried(duckdb::Connection &c, const std::string &name) {
  c.Query("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: con.Query("... $1 ...", value)
}

void bound(duckdb::Connection &c, const std::string &name) {
  c.Query("SELECT id FROM users WHERE name = $1", name);
}

// One is bound, the other is not.
void boundAndSpliced(duckdb::Connection &c, const std::string &table, const std::string &name) {
  c.Query("SELECT id FROM " + table + " WHERE name = $1", name); // expect[dbsafe-sql-concatenation]: an identifier
}

void prepared(duckdb::Connection &c, const std::string &name) {
  c.Prepare("SELECT id FROM users WHERE name = ?")->Execute(name);
}

void preparedSpliced(duckdb::Connection &c, const std::string &limit) {
  c.Prepare("SELECT id FROM users LIMIT " + limit); // expect[dbsafe-sql-concatenation]: LIMIT
}

void preparedNumber(duckdb::Connection &c, unsigned limit) {
  c.Prepare("SELECT id FROM users LIMIT " + std::to_string(limit));
}

void quoted(duckdb::Connection &c, const std::string &table, const std::string &name) {
  c.Query("SELECT id FROM " + duckdb::KeywordHelper::WriteOptionallyQuoted(table) +
          " WHERE name = " + duckdb::KeywordHelper::WriteQuoted(name));
}

void quotedOtherwise(duckdb::Connection &c, const std::string &table, const std::string &name) {
  c.Query("SELECT id FROM " + duckdb::KeywordHelper::WriteQuoted(table, '"') +
          " WHERE name = " + duckdb::Value(name).ToSQLString());
}

void misquoted(duckdb::Connection &c, const std::string &table) {
  c.Query("SELECT id FROM " + duckdb::Value(table).ToSQLString()); // expect[dbsafe-sql-concatenation]: quoted as a value
}
