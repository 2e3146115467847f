// requires: boost/beast/http.hpp
// requires: libpq-fe.h
// config: ../only.yaml
// What Boost.Beast has read from a socket comes from outside.
#include <boost/beast/http.hpp>
#include <libpq-fe.h>
#include <string>

namespace http = boost::beast::http;
using Request = http::request<http::string_body>;

void body(PGconn *c, const Request &req) {
  const std::string sql = "INSERT INTO notes VALUES('" + req.body() + "')"; // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
  PQclear(PQexec(c, sql.c_str()));
}

void bodyBound(PGconn *c, const Request &req) {
  const char *values[] = {req.body().c_str()};
  PQclear(PQexecParams(c, "INSERT INTO notes VALUES($1)", 1, nullptr, values, nullptr, nullptr, 0));
}

void target(PGconn *c, const Request &req) {
  const std::string path(req.target().data(), req.target().size());
  const std::string sql = "INSERT INTO visits VALUES('" + path + "')"; // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  PQclear(PQexec(c, sql.c_str()));
}

void targetByName(PGconn *c, const Request &req) {
  const std::string path = req.target().to_string();
  if (path != "/" && path != "/about")
    return;
  const std::string sql = "INSERT INTO visits VALUES('" + path + "')";
  PQclear(PQexec(c, sql.c_str()));
}

void targetLength(PGconn *c, const Request &req) {
  const std::string sql = "INSERT INTO lengths VALUES(" + std::to_string(req.target().size()) + ")";
  PQclear(PQexec(c, sql.c_str()));
}

void header(PGconn *c, const Request &req) {
  const std::string agent = std::string(req[http::field::user_agent]);
  const std::string sql = "INSERT INTO agents VALUES('" + agent + "')"; // expect-error[dbsafe-sql-concatenation]: text from a header of an HTTP request
  PQclear(PQexec(c, sql.c_str()));
}

void headerEscaped(PGconn *c, const Request &req) {
  const std::string agent = std::string(req[http::field::user_agent]);
  char *quoted = PQescapeLiteral(c, agent.c_str(), agent.size());
  const std::string sql = "INSERT INTO agents VALUES(" + std::string(quoted) + ")";
  PQclear(PQexec(c, sql.c_str()));
  PQfreemem(quoted);
}
