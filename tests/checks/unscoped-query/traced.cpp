// requires: crow/crow.h
// requires: pqxx/pqxx
// requires: libpq-fe.h
// requires: sqlite3.h
// config: owned.yaml
// The parameter that carries the proof must not be whatever the request says.
#include <crow/crow.h>
#include <cstdlib>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <sqlite3.h>
#include <string>

struct Session {
  long user;
};

void fromSession(pqxx::work &txn, const Session &session, const crow::request &req) {
  std::string title = req.url_params.get("title");
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1 AND title = $2", session.user, title);
}

void fromRequest(pqxx::work &txn, const crow::request &req) {
  std::string user = req.url_params.get("user");
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1", user); // expect-error[dbsafe-unscoped-query]: '$1' says whose rows this statement may touch, but is bound to a value from an HTTP request
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1 AND title = $2", 7, user);
}

void asNumber(pqxx::work &txn, const crow::request &req) {
  const long user = std::atol(req.url_params.get("user"));
  txn.exec_params("DELETE FROM todos WHERE id = $2 AND user_id = $1", user, 5); // expect-error[dbsafe-unscoped-query]: '$1' says whose rows
  txn.exec_params("DELETE FROM todos WHERE id = $2 AND user_id = $1", 5, user);
}

void inC(PGconn *c, const crow::request &req, const Session &session) {
  std::string mine = std::to_string(session.user);
  std::string id = req.url_params.get("id");
  const char *values[] = {id.c_str(), mine.c_str()};
  PQclear(PQexecParams(c, "DELETE FROM todos WHERE id = $1 AND user_id = $2", 2, nullptr, values, nullptr, nullptr, 0));
  const char *swapped[] = {mine.c_str(),
                           id.c_str()}; // expect-error[dbsafe-unscoped-query]: '$2' says whose rows
  PQclear(PQexecParams(c, "DELETE FROM todos WHERE id = $1 AND user_id = $2", 2, nullptr, swapped, nullptr, nullptr, 0));
}

// Prepared in one place, executed in another.
void prepare(pqxx::connection &connection) {
  connection.prepare("mine", "SELECT id FROM todos WHERE user_id = $1");
}
void execute(pqxx::work &txn, const crow::request &req, const Session &session) {
  std::string user = req.url_params.get("user");
  txn.exec_prepared("mine", session.user);
  txn.exec_prepared("mine", user); // expect-error[dbsafe-unscoped-query]: '$1' says whose rows
}

void inSqlite(sqlite3 *db, const crow::request &req, int session) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = ? AND priority = ?", -1, &s, nullptr);
  sqlite3_bind_int(s, 1, std::atoi(req.url_params.get("user"))); // expect-error[dbsafe-unscoped-query]: says whose rows this statement may touch
  sqlite3_bind_int(s, 2, std::atoi(req.url_params.get("priority")));
  sqlite3_finalize(s);
  sqlite3_stmt *own = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = ?1 AND priority = ?2", -1, &own, nullptr);
  sqlite3_bind_int(own, 1, session);
  sqlite3_bind_int(own, 2, std::atoi(req.url_params.get("priority")));
  sqlite3_finalize(own);
}
