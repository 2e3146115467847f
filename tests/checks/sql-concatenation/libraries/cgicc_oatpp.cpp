// requires: web/cgicc.h
// requires: sqlite3.h
// config: ../only.yaml
// What cgicc and oatpp hand to the program comes from outside.
#include <memory>
#include <sqlite3.h>
#include <string>
#include <web/cgicc.h>
#include <web/oatpp.h>

using Request = std::shared_ptr<oatpp::web::protocol::http::incoming::Request>;

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void form(sqlite3 *db, cgicc::Cgicc &cgi) {
  run(db, "SELECT id FROM users WHERE name = '" + cgi("name") + "'"); // expect-error[dbsafe-sql-concatenation]: text from a form of the web page
}

void element(sqlite3 *db, cgicc::Cgicc &cgi) {
  const std::string name = cgi.getElement("name")->getValue();
  run(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from a form of the web page
}

void elementNumber(sqlite3 *db, cgicc::Cgicc &cgi) {
  const long id = cgi.getElement("id")->getIntegerValue();
  run(db, "SELECT name FROM users WHERE id = " + std::to_string(id));
}

void query(sqlite3 *db, cgicc::Cgicc &cgi) {
  const std::string text = cgi.getEnvironment().getQueryString();
  run(db, "INSERT INTO visits VALUES('" + text + "')"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
}

void formOfList(sqlite3 *db, cgicc::Cgicc &cgi) {
  const std::string order = cgi("order");
  if (order == "name" || order == "id")
    run(db, "SELECT id FROM users ORDER BY " + order);
}

void path(sqlite3 *db, const Request &request) {
  const std::string name = request->getPathVariable("name");
  run(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
}

void parameter(sqlite3 *db, const Request &request) {
  const auto name = request->getQueryParameter("name");
  run(db, std::string("SELECT id FROM users WHERE name = '") + name->c_str() + "'"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
}

void parameterNumber(sqlite3 *db, const Request &request) {
  const int id = std::stoi(*request->getQueryParameter("id"));
  run(db, "SELECT name FROM users WHERE id = " + std::to_string(id));
}

void body(sqlite3 *db, const Request &request) {
  const oatpp::String sql = "INSERT INTO notes VALUES('" + request->readBodyToString() + "')"; // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
  run(db, sql);
}

void bodyLength(sqlite3 *db, const Request &request) {
  const auto size = request->readBodyToString()->size();
  run(db, "INSERT INTO sizes VALUES(" + std::to_string(size) + ")");
}
