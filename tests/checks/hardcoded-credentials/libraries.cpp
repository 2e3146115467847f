// requires: soci/soci.h
// requires: Poco/Data/Session.h
// requires: cppdb/frontend.h
// requires: drogon/HttpController.h
// requires: tao/pq.hpp
// config: only.yaml
// The connection strings of C++ libraries. All secrets are invented.
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <cppdb/frontend.h>
#include <cstdlib>
#include <drogon/HttpController.h>
#include <soci/soci.h>
#include <string>
#include <tao/pq.hpp>

void soci1() {
  soci::session sql("postgresql", "dbname=todo user=todo password=k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void sociWhole() {
  soci::session sql;
  sql.open("postgresql://dbname=todo user=todo password=k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void sociWithout() {
  soci::session sql("postgresql", "dbname=todo user=todo");
}

void sociByEnvironment() {
  soci::session sql("postgresql", std::string("dbname=todo password=") + std::getenv("TODO_PASSWORD"));
}

void poco() {
  Poco::Data::Session session("MySQL", "host=db;user=todo;password=k7mQ-trZ;db=todo"); // expect[dbsafe-hardcoded-credentials]:
}

void pocoPool() {
  Poco::Data::SessionPool pool("MySQL", "host=db;user=todo;password=k7mQ-trZ;db=todo"); // expect[dbsafe-hardcoded-credentials]:
}

void pocoWithout() {
  Poco::Data::Session session("SQLite", "todo.db");
}

void pocoByCaller(const std::string &connection) {
  Poco::Data::Session session("MySQL", connection);
}

void cppdb1() {
  cppdb::session sql("mysql:database=todo;user=todo;password=k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void cppdbWithout() {
  cppdb::session sql("sqlite3:db=todo.db");
}

void drogon1() {
  auto client = drogon::orm::DbClient::newPgClient("host=db dbname=todo user=todo password=k7mQ-trZ", 1); // expect[dbsafe-hardcoded-credentials]:
}

void drogonWithout() {
  auto client = drogon::orm::DbClient::newPgClient("host=db dbname=todo user=todo", 1);
}

void taopq() {
  auto c = tao::pq::connection::create("host=db user=todo password=k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void taopqWithout() { auto c = tao::pq::connection::create("dbname=todo"); }
