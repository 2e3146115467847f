// requires: libpq-fe.h
// requires: mysql.h
// requires: sqlite3.h
// C++ owners that are given what they cannot release, and paths around them.
#include <cstdlib>
#include <libpq-fe.h>
#include <memory>
#include <mysql.h>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>

std::string copied(PGconn *c, const std::string &name) {
  std::string quoted = PQescapeLiteral(c, name.c_str(), name.size()); // expect[dbsafe-result-leak]: nobody keeps the memory of 'PQescapeLiteral'
  return "DELETE FROM todos WHERE name = " + quoted;
}

std::string spliced(PGconn *c, const std::string &name) {
  return std::string("DELETE FROM todos WHERE name = ") +
         PQescapeLiteral(c, name.c_str(), name.size()); // expect[dbsafe-result-leak]: nobody keeps
}

void thrown(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-result-leak]: 'res'
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    throw std::runtime_error(PQerrorMessage(c)); // expect-note[dbsafe-result-leak]: left here
  PQclear(res);
}

void with_free(PGconn *c) {
  std::unique_ptr<PGresult, void (*)(void *)> res(PQexec(c, "ROLLBACK"), free); // expect[dbsafe-result-leak]: is given to 'free'
}

void with_delete(MYSQL *m) {
  std::unique_ptr<MYSQL_RES> res(mysql_store_result(m)); // expect[dbsafe-result-leak]: is given to 'delete'
}

void deleted(MYSQL *m) {
  MYSQL_RES *res = mysql_store_result(m);
  delete res; // expect[dbsafe-result-leak]: the result of 'mysql_store_result' is given to 'delete'
}

class Table {
public:
  explicit Table(sqlite3 *db) {
    sqlite3_stmt *stmt = nullptr;
    if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, nullptr) != SQLITE_OK) // expect[dbsafe-result-leak]: 'stmt'
      throw std::runtime_error(sqlite3_errmsg(db));
    if (sqlite3_step(stmt) == SQLITE_ROW)
      value = sqlite3_column_int(stmt, 0);
  }

private:
  int value = 0;
};

int in_lambda(PGconn *c) {
  auto ask = [c] {
    PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-result-leak]: 'res', the result of 'PQexec', is never released
    return PQresultStatus(res) == PGRES_TUPLES_OK;
  };
  return ask();
}

template <typename T> T in_template(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-result-leak]: 'res'
  return T(PQresultStatus(res));
}
template int in_template<int>(PGconn *);
template long in_template<long>(PGconn *);

std::vector<std::string> rows(sqlite3 *db) {
  std::vector<std::string> all;
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, "SELECT name FROM t", -1, &stmt, nullptr) != SQLITE_OK) // expect[dbsafe-result-leak]: 'stmt'
    return all;
  while (sqlite3_step(stmt) == SQLITE_ROW)
    all.emplace_back(reinterpret_cast<const char *>(sqlite3_column_text(stmt, 0)));
  return all;
}

struct DeletesConnection {
  void operator()(PGconn *c) const { delete c; } // expect[dbsafe-result-leak]: the connection is given to 'delete'
};
