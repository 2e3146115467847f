// requires: SQLiteCpp/Statement.h
// requires: cppconn/prepared_statement.h
// requires: crow/crow.h
// config: owned.yaml
// Statements that are made by a constructor or returned by a call.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <cppconn/connection.h>
#include <cppconn/prepared_statement.h>
#include <crow/crow.h>
#include <memory>
#include <string>

void sqliteCpp(SQLite::Database &db, const crow::request &req, int session) {
  std::string id = req.url_params.get("id");
  SQLite::Statement query(db, "SELECT title FROM todos WHERE id = ? AND user_id = ?");
  query.bind(1, id);
  query.bind(2, session);
  SQLite::Statement named(db, "SELECT title FROM todos WHERE id = :id AND user_id = :user");
  named.bind(":id", session);
  named.bind(":user", id); // expect-error[dbsafe-unscoped-query]: ':user' says whose rows
}

void connector(sql::Connection &c, const crow::request &req, int session) {
  int id = std::stoi(req.url_params.get("id"));
  std::unique_ptr<sql::PreparedStatement> own(c.prepareStatement("DELETE FROM todos WHERE id = ? AND user_id = ?"));
  own->setInt(1, id);
  own->setInt(2, session);
  own->execute();
  sql::PreparedStatement *any = c.prepareStatement("DELETE FROM todos WHERE id = ? AND user_id = ?");
  any->setInt(1, session);
  any->setInt(2, id); // expect-error[dbsafe-unscoped-query]: says whose rows
  any->execute();
}

// Made outside of all functions, and by a constructor.
SQLite::Database &database();
SQLite::Statement shared(database(), "SELECT title FROM todos WHERE user_id = ?");

class Titles {
public:
  explicit Titles(SQLite::Database &db) : mine(db, "SELECT title FROM todos WHERE user_id = ?") {}
  void any(const crow::request &req) {
    mine.bind(1, std::stoi(req.url_params.get("user"))); // expect-error[dbsafe-unscoped-query]: says whose rows
  }
  void own(int session) { mine.bind(1, session); }

private:
  SQLite::Statement mine;
};
