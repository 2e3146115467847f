// requires: crow/crow.h
// requires: libpq-fe.h
// requires: pqxx/pqxx
// requires: sqlite3.h
// config: owned.yaml
// A function that is given the user is as good as who calls it.
#include <crow/crow.h>
#include <cstdlib>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <sqlite3.h>
#include <string>

struct Session {
  long user;
};

static void remove(pqxx::work &txn, long user, long id) {
  txn.exec_params("DELETE FROM todos WHERE id = $2 AND user_id = $1", user, id);
}

void removeOwn(pqxx::work &txn, const Session &session, const crow::request &req) {
  remove(txn, session.user, std::atol(req.url_params.get("id")));
}

void removeAny(pqxx::work &txn, const Session &session, const crow::request &req) {
  long user = std::atol(req.url_params.get("user"));
  remove(txn, user, 5); // expect-error[dbsafe-unscoped-query]: '$1' says whose rows this statement may touch, but is bound to a value from an HTTP request
  remove(txn, session.user, user);
}

// With the text from the caller, too, and others may call it.
void exec(pqxx::work &txn, const char *sql, const std::string &user) { txn.exec_params(sql, user); }

void callers(pqxx::work &txn, const Session &session, const crow::request &req) {
  std::string name = req.url_params.get("name");
  exec(txn, "SELECT title FROM todos WHERE user_id = $1", std::to_string(session.user));
  exec(txn, "SELECT title FROM todos WHERE user_id = $1", name); // expect-error[dbsafe-unscoped-query]: '$1' says whose rows
  exec(txn, "SELECT id FROM tags WHERE name = $1", name);
}

// Over two functions, and with the binding in a call of its own.
static void bindUser(sqlite3 *db, int user) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = :user", -1, &s, nullptr);
  sqlite3_bind_int(s, sqlite3_bind_parameter_index(s, ":user"), user);
  sqlite3_finalize(s);
}
static void outer(sqlite3 *db, int who) { bindUser(db, who); }
static int parameter(const crow::request &req, const char *name) { return std::atoi(req.url_params.get(name)); }

void handlers(sqlite3 *db, const Session &session, const crow::request &req) {
  outer(db, static_cast<int>(session.user));
  outer(db, parameter(req, "user")); // expect-error[dbsafe-unscoped-query]: ':user' says whose rows
}

// An array that is filled in step by step.
void inC(PGconn *c, const crow::request &req, const char *me) {
  std::string id = req.url_params.get("id");
  const char *values[2];
  values[0] = me;
  values[1] = id.c_str();
  PQclear(PQexecParams(c, "DELETE FROM todos WHERE user_id = $1 AND id = $2", 2, nullptr, values, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "DELETE FROM todos WHERE id = $1 AND user_id = $2", 2, nullptr, values, nullptr, nullptr, 0)); // expect-error[dbsafe-unscoped-query]: '$2' says whose rows
}

// One value needs no array.
static void one(PGconn *c, const char *who) {
  PQclear(PQexecParams(c, "DELETE FROM todos WHERE user_id = $1", 1, nullptr, &who, nullptr, nullptr, 0));
}
void oneValue(PGconn *c, const crow::request &req, const char *me) {
  one(c, me);
  one(c, req.url_params.get("user")); // expect-error[dbsafe-unscoped-query]: '$1' says whose rows
  auto everything = [&](const std::string &who) { one(c, who.c_str()); };
  everything(me);
  everything(std::string(req.url_params.get("user"))); // expect-error[dbsafe-unscoped-query]: '$1' says whose rows
}

// Any number of values, through a template.
template <typename... Values> void many(PGconn *c, const char *sql, Values... given) {
  const char *values[] = {given...};
  PQclear(PQexecParams(c, sql, sizeof...(given), nullptr, values, nullptr, nullptr, 0));
}
void manyValues(PGconn *c, const crow::request &req, const char *me) {
  many(c, "DELETE FROM todos WHERE user_id = $1 AND id = $2", me, req.url_params.get("id"));
  many(c, "DELETE FROM todos WHERE user_id = $1 AND id = $2",
       req.url_params.get("user"), // expect-error[dbsafe-unscoped-query]: '$1' says whose rows
       "7");
}

// Who owns a token is looked up; the token is no user.
long ownerOf(const std::string &token);
void byToken(pqxx::work &txn, const crow::request &req) {
  long user = ownerOf(req.url_params.get("token"));
  txn.exec_params("SELECT title FROM todos WHERE user_id = $1", user);
}

// Only one of two ways is the request's.
void either(pqxx::work &txn, const Session &session, const crow::request &req, bool admin) {
  long user = session.user;
  if (admin)
    user = std::atol(req.url_params.get("user"));
  txn.exec_params("SELECT title FROM todos WHERE user_id = $1", user);
}

// Prepared when the object is made, bound when it is used.
class Store {
public:
  explicit Store(sqlite3 *db) { sqlite3_prepare_v2(db, "SELECT id FROM todos WHERE user_id = ?", -1, &statement, nullptr); }
  void any(const crow::request &req) {
    sqlite3_bind_int(statement, 1, std::atoi(req.url_params.get("user"))); // expect-error[dbsafe-unscoped-query]: says whose rows
  }
  void own(int user) { sqlite3_bind_int(statement, 1, user); }

private:
  sqlite3_stmt *statement = nullptr;
};
