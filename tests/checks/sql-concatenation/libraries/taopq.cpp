// requires: tao/pq.hpp
// config: ../only.yaml
#include <cstdlib>
#include <string>
#include <tao/pq.hpp>

using Transaction = std::shared_ptr<tao::pq::transaction>;

void concatenated(const Transaction &tr, const std::string &name) {
  tr->execute("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: tr->execute("... $1 ...", value)
}

void bound(const Transaction &tr, const std::string &name) {
  tr->execute("DELETE FROM users WHERE name = $1", name);
}

void onConnection(tao::pq::connection &c, const std::string &order) {
  c.execute("SELECT id FROM users ORDER BY " + order); // expect[dbsafe-sql-concatenation]:
}

void onConnectionOfLiterals(tao::pq::connection &c, bool descending) {
  std::string sql = "SELECT id FROM users ORDER BY id";
  if (descending)
    sql += " DESC";
  c.execute(sql);
}

void onPool(tao::pq::connection_pool &pool, const char *table) {
  std::string sql = "SELECT count(*) FROM ";
  sql += table; // expect[dbsafe-sql-concatenation]: an identifier
  pool.execute(sql);
}

void onPoolNumber(tao::pq::connection_pool &pool, unsigned limit) {
  pool.execute("SELECT id FROM users LIMIT " + std::to_string(limit));
}

void prepared(tao::pq::connection &c, const std::string &column) {
  c.prepare("find", "SELECT " + column + " FROM users WHERE id = $1"); // expect[dbsafe-sql-concatenation]: an identifier
}

void preparedLiteral(tao::pq::connection &c) {
  c.prepare("find", "SELECT name FROM users WHERE id = $1");
}

void copied(const Transaction &tr, const std::string &table) {
  tao::pq::table_writer writer(tr, "COPY " + table + " FROM STDIN"); // expect[dbsafe-sql-concatenation]: concatenated into SQL
}

void copiedOut(const Transaction &tr) {
  tao::pq::table_reader reader(tr, "COPY users TO STDOUT");
}

void fromEnvironment(const Transaction &tr) {
  if (const char *user = std::getenv("TODO_USER")) {
    tr->execute("DELETE FROM users WHERE name = '" + std::string(user) + "'"); // expect-error[dbsafe-sql-concatenation]: text from the environment
    tr->execute("DELETE FROM users WHERE name = $1", user);
  }
}

void secondOrder(const Transaction &tr) {
  const auto result = tr->execute("SELECT name, id FROM users");
  const auto name = result[0].get<std::string>(0);
  tr->execute("DELETE FROM log WHERE who = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from the database
  tr->execute("DELETE FROM log WHERE id = " +
              std::to_string(result[0]["id"].as<int>()));
}
