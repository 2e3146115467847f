// flags: -std=c++17 -fdelayed-template-parsing
// requires: pistache/router.h
// requires: libpq-fe.h
// config: ../only.yaml
// Its templates compile where they are used: clang finds a mistake in one that
// is not.
// What Pistache's server hands to handlers comes from outside.
#include <libpq-fe.h>
#include <pistache/router.h>
#include <string>

using namespace Pistache;

class Users {
public:
  void byName(const Rest::Request &request, Http::ResponseWriter response) {
    const auto name = request.param(":name").as<std::string>();
    run("SELECT id FROM users WHERE name = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
    response.send(Http::Code::Ok);
  }

  void byId(const Rest::Request &request, Http::ResponseWriter response) {
    const auto id = request.param(":id").as<int>();
    run("SELECT name FROM users WHERE id = " + std::to_string(id));
    response.send(Http::Code::Ok);
  }

  void byQuery(const Rest::Request &request, Http::ResponseWriter) {
    const auto order = request.query().get("order");
    run("SELECT id FROM users ORDER BY " + order.value_or("id")); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  }

  void byQueryOfList(const Rest::Request &request, Http::ResponseWriter) {
    const std::string order = request.query().get("order").value_or("id");
    if (order == "id" || order == "name")
      run("SELECT id FROM users ORDER BY " + order);
  }

  void add(const Rest::Request &request, Http::ResponseWriter) {
    run("INSERT INTO notes VALUES('" + request.body() + "')"); // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
  }

  void addBound(const Rest::Request &request, Http::ResponseWriter) {
    const std::string body = request.body();
    const char *values[] = {body.c_str()};
    PQclear(PQexecParams(Connection, "INSERT INTO notes VALUES($1)", 1, nullptr, values, nullptr, nullptr, 0));
  }

private:
  void run(const std::string &sql) { PQclear(PQexec(Connection, sql.c_str())); }
  PGconn *Connection = nullptr;
};
