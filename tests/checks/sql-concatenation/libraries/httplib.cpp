// requires: httplib.h
// requires: sqlite3.h
// config: ../only.yaml
// What cpp-httplib's server hands to handlers comes from outside.
#include <httplib.h>
#include <sqlite3.h>
#include <string>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void routes(httplib::Server &server, sqlite3 *db) {
  server.Get("/find", [&](const httplib::Request &req, httplib::Response &res) {
    const std::string name = req.get_param_value("name");
    run(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
    res.set_content("ok", "text/plain");
  });

  server.Get("/bound", [&](const httplib::Request &req, httplib::Response &) {
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(db, "SELECT id FROM users WHERE name = ?1", -1,
                       &statement, nullptr);
    const std::string name = req.get_param_value("name");
    sqlite3_bind_text(statement, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_finalize(statement);
  });

  server.Get(R"(/users/([^/]+))",
             [&](const httplib::Request &req, httplib::Response &) {
               const std::string name = req.matches[1];
               run(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
             });

  server.Get(R"(/users/(\d+))",
             [&](const httplib::Request &req, httplib::Response &) {
               const int id = std::stoi(req.matches[1].str());
               run(db, "SELECT * FROM users WHERE id = " + std::to_string(id));
             });

  server.Post("/add", [db](const httplib::Request &req, httplib::Response &) {
    run(db, "INSERT INTO notes VALUES('" + req.body + "')"); // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
  });

  server.Post("/count", [db](const httplib::Request &req, httplib::Response &) {
    run(db, "INSERT INTO sizes VALUES(" + std::to_string(req.body.size()) + ")");
  });

  server.Get("/agent", [db](const httplib::Request &req, httplib::Response &) {
    char *sql = sqlite3_mprintf("INSERT INTO agents VALUES(%Q)",
                                req.get_header_value("User-Agent").c_str());
    sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
    sqlite3_free(sql);
    run(db, "INSERT INTO agents VALUES('" + req.get_header_value("User-Agent") + "')"); // expect-error[dbsafe-sql-concatenation]: text from a header of an HTTP request
  });

  server.Get("/sorted", [db](const httplib::Request &req, httplib::Response &) {
    std::string order = req.get_param_value("order");
    if (order != "name" && order != "id")
      order = "id";
    run(db, "SELECT * FROM users ORDER BY " + order);
  });
}

// A handler of its own.
void handle(const httplib::Request &req, httplib::Response &, sqlite3 *db) {
  run(db, "INSERT INTO visits VALUES('" + req.path + "')"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
}

// The method is not free to choose; that it is GET is known here.
void chosen(const httplib::Request &req, httplib::Response &, sqlite3 *db) {
  run(db, req.method == "GET" ? "SELECT 1" : "SELECT 2");
}

class Service {
public:
  explicit Service(sqlite3 *db) : Db(db) {}
  void start(httplib::Server &server) {
    server.Get("/find", [this](const httplib::Request &req, httplib::Response &) {
      find(req.get_param_value("name"));
    });
  }

private:
  void find(const std::string &name) {
    run(Db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  }
  sqlite3 *Db;
};

// What the program itself puts into a request is not from outside.
void client(httplib::Client &client, sqlite3 *db) {
  httplib::Request req;
  req.path = "/status";
  client.send(req);
  run(db, "INSERT INTO calls VALUES('" + req.path + "')");
}
