// requires: crow/crow.h
// requires: sqlite3.h
// config: ../only.yaml
// What Crow's server hands to handlers comes from outside.
#include <crow/crow.h>
#include <cstdlib>
#include <sqlite3.h>
#include <string>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void find(const crow::request &req, sqlite3 *db) {
  const char *name = req.url_params.get("name");
  if (name)
    run(db, std::string("SELECT id FROM users WHERE name = '") + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
}

void findBound(const crow::request &req, sqlite3 *db) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM users WHERE name = ?1", -1, &statement, nullptr);
  sqlite3_bind_text(statement, 1, req.url_params.get("name"), -1, SQLITE_TRANSIENT);
}

void page(const crow::request &req, sqlite3 *db) {
  const int number = std::atoi(req.url_params.get("page"));
  run(db, "SELECT id FROM users LIMIT 10 OFFSET " + std::to_string(10 * number));
}

void add(const crow::request &req, sqlite3 *db) {
  run(db, "INSERT INTO notes VALUES('" + req.body + "')"); // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
}

void addFromJson(const crow::request &req, sqlite3 *db) {
  const auto body = crow::json::load(req.body);
  if (!body)
    return;
  const std::string name = body["name"].s();
  run(db, "INSERT INTO users VALUES('" + name + "')"); // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
  run(db, "INSERT INTO ages VALUES(" + std::to_string(body["age"].i()) + ")");
}

// A document of the program's own.
void addFromLiteral(sqlite3 *db) {
  const auto body = crow::json::load(R"({"name": "admin"})");
  const std::string name = body["name"].s();
  run(db, "INSERT INTO users VALUES('" + name + "')");
}

void agent(const crow::request &req, sqlite3 *db) {
  run(db, "INSERT INTO agents VALUES('" + req.get_header_value("User-Agent") + "')"); // expect-error[dbsafe-sql-concatenation]: text from a header
}

void routes(crow::SimpleApp &app, sqlite3 *db) {
  app.route_dynamic("/find")([db](const crow::request &req) {
    run(db, "SELECT 1 FROM pages WHERE url = '" + req.raw_url + "'"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
    return crow::response(200);
  });
  app.route_dynamic("/users/<string>")([db](const std::string &name) {
    run(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
    return crow::response(200);
  });
  app.route_dynamic("/users/<int>")([db](int id) {
    run(db, "SELECT id FROM users WHERE id = " + std::to_string(id));
    return crow::response(200);
  });
}
