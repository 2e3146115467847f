// requires: libpq-fe.h
// requires: mysql.h
// requires: sqlite3.h
// The nearest misses: something else releases it.
#include <functional>
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <mysql.h>
#include <optional>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct Clear {
  void operator()(PGresult *res) const { PQclear(res); }
};
using Result = std::unique_ptr<PGresult, Clear>;

struct ResultDeleter {
  void operator()(MYSQL_RES *res) const { mysql_free_result(res); }
};

int unique(PGconn *c) {
  Result res(PQexec(c, "SELECT 1"));
  if (PQresultStatus(res.get()) != PGRES_TUPLES_OK)
    throw std::runtime_error(PQerrorMessage(c));
  return PQntuples(res.get());
}

void unique_function(PGconn *c) {
  std::unique_ptr<PGresult, decltype(&PQclear)> res(PQexec(c, "SELECT 1"), &PQclear);
  std::unique_ptr<PGresult, void (*)(PGresult *)> other{PQexec(c, "SELECT 1"), PQclear};
  auto lambda = [](PGresult *r) { PQclear(r); };
  std::unique_ptr<PGresult, decltype(lambda)> third(PQexec(c, "SELECT 1"), lambda);
  if (PQresultStatus(res.get()) != PGRES_TUPLES_OK || PQresultStatus(other.get()) != PGRES_TUPLES_OK)
    return;
}

void shared(PGconn *c) {
  std::shared_ptr<PGresult> res(PQexec(c, "SELECT 1"), PQclear);
  std::shared_ptr<PGconn> conn(PQconnectdb("dbname=todo"), [](PGconn *p) { PQfinish(p); });
}

void mysql_unique(MYSQL *m) {
  std::unique_ptr<MYSQL_RES, ResultDeleter> res(mysql_store_result(m));
  if (!res)
    return;
}

Result wrapped(PGconn *c) { return Result(PQexec(c, "SELECT 1")); }

void later(PGconn *c) {
  PGresult *raw = PQexec(c, "SELECT 1");
  Result res(raw);
  if (PQresultStatus(raw) != PGRES_TUPLES_OK)
    throw std::runtime_error("no");
}

void reset(PGconn *c) {
  Result res;
  res.reset(PQexec(c, "SELECT 1"));
  if (PQresultStatus(res.get()) != PGRES_TUPLES_OK)
    return;
}

// A guard of the project's own.
template <typename F> class Guard {
public:
  explicit Guard(F f) : f(f) {}
  ~Guard() { f(); }

private:
  F f;
};

int guarded(sqlite3 *db) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, nullptr) != SQLITE_OK)
    return -1;
  Guard guard([&] { sqlite3_finalize(stmt); });
  if (sqlite3_step(stmt) != SQLITE_ROW)
    return -1;
  return sqlite3_column_int(stmt, 0);
}

class Connection {
public:
  explicit Connection(const char *info) : conn(PQconnectdb(info)) {
    if (PQstatus(conn) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(conn));
  }
  ~Connection() { PQfinish(conn); }
  void run(const char *sql) {
    last = PQexec(conn, sql);
    all.push_back(PQexec(conn, sql));
    named[sql] = PQexec(conn, sql);
  }

private:
  PGconn *conn;
  PGresult *last = nullptr;
  std::vector<PGresult *> all;
  std::map<std::string, PGresult *> named;
};

std::pair<PGresult *, bool> pair(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  return {res, PQresultStatus(res) == PGRES_TUPLES_OK};
}

std::optional<PGresult *> optional(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    return std::nullopt;
  }
  return res;
}

void to_vector(PGconn *c, std::vector<PGresult *> &all) {
  PGresult *res = PQexec(c, "SELECT 1");
  all.push_back(res);
}

void by_reference(PGconn *c, PGresult *&out) { out = PQexec(c, "SELECT 1"); }

void caught(PGconn *c) {
  PGresult *res = nullptr;
  try {
    res = PQexec(c, "SELECT 1");
    if (PQresultStatus(res) != PGRES_TUPLES_OK)
      throw std::runtime_error("no");
    PQclear(res);
  } catch (const std::exception &) {
    PQclear(res);
    throw;
  }
}

std::string quoted(PGconn *c, const std::string &name) {
  char *raw = PQescapeLiteral(c, name.c_str(), name.size());
  if (!raw)
    throw std::runtime_error(PQerrorMessage(c));
  std::string result(raw);
  PQfreemem(raw);
  return result;
}

void moved(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  PGresult *mine = std::exchange(res, nullptr);
  PQclear(mine);
}

template <typename T> T in_template(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  T ok = T(PQresultStatus(res));
  PQclear(res);
  return ok;
}
template int in_template<int>(PGconn *);
