// requires: userver/storages/postgres/cluster.hpp
// config: ../only.yaml
#include <string>
#include <userver/storages/postgres/cluster.hpp>

namespace pg = userver::storages::postgres;
using userver::server::http::HttpRequest;

// A Query of literals, as userver's documentation writes them.
const userver::storages::Query kFind{
    "SELECT id FROM users WHERE name = $1",
    userver::storages::Query::Name{"find_user"}};

void concatenated(pg::Cluster &cluster, const std::string &name) {
  cluster.Execute(pg::ClusterHostType::kSlave,
                  "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: cluster->Execute(flags, "... $1 ...", value)
}

void bound(pg::Cluster &cluster, const std::string &name) {
  cluster.Execute(pg::ClusterHostType::kSlave,
                  "SELECT id FROM users WHERE name = $1", name);
}

void boundNamed(pg::Cluster &cluster, const std::string &name) {
  cluster.Execute(pg::ClusterHostType::kSlave, kFind, name);
}

void inTransaction(pg::Cluster &cluster, const std::string &table) {
  auto transaction = cluster.Begin(pg::ClusterHostType::kMaster);
  transaction.Execute("TRUNCATE " + table); // expect[dbsafe-sql-concatenation]: an identifier
  transaction.Commit();
}

void inTransactionBound(pg::Cluster &cluster, const std::string &name) {
  auto transaction = cluster.Begin(pg::ClusterHostType::kMaster);
  transaction.Execute("DELETE FROM users WHERE name = $1", name);
  transaction.Commit();
}

void queryObject(pg::Cluster &cluster, const std::string &order) {
  const pg::Query query("SELECT id FROM users ORDER BY " + order); // expect[dbsafe-sql-concatenation]:
  cluster.Execute(pg::ClusterHostType::kSlave, query);
}

void queryObjectNumber(pg::Cluster &cluster, int limit) {
  const pg::Query query("SELECT id FROM users LIMIT " + std::to_string(limit));
  cluster.Execute(pg::ClusterHostType::kSlave, query);
}

void fromRequest(pg::Cluster &cluster, const HttpRequest &request) {
  cluster.Execute(pg::ClusterHostType::kSlave,
                  "SELECT id FROM users WHERE name = '" +
                      request.GetArg("name") + // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
                      "'");
  cluster.Execute(pg::ClusterHostType::kSlave, kFind, request.GetArg("name"));
}

void secondOrder(pg::Cluster &cluster) {
  const auto name = cluster
                        .Execute(pg::ClusterHostType::kSlave,
                                 "SELECT name FROM users LIMIT 1")
                        .AsSingleRow<std::string>();
  cluster.Execute(pg::ClusterHostType::kMaster,
                  "DELETE FROM log WHERE who = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from the database
  cluster.Execute(pg::ClusterHostType::kMaster,
                  "DELETE FROM log WHERE who = $1", name);
}

void secondOrderNumber(pg::Cluster &cluster) {
  const auto id = cluster
                      .Execute(pg::ClusterHostType::kSlave,
                               "SELECT max(id) FROM users")
                      .AsSingleRow<int>();
  cluster.Execute(pg::ClusterHostType::kMaster,
                  "DELETE FROM log WHERE id = " + std::to_string(id));
}
