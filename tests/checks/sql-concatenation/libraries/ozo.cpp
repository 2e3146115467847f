// requires: ozo/ozo.h
// config: ../only.yaml
#include <ozo/ozo.h>
#include <string>

using namespace ozo::literals;

struct Pool {};
struct Done {};

void concatenated(Pool &pool, const std::string &name) {
  int out = 0;
  ozo::request(pool, ozo::make_query("SELECT id FROM users WHERE name = '" + name + "'"), out, Done()); // expect[dbsafe-sql-concatenation]: a quoted value
}

void bound(Pool &pool, const std::string &name) {
  int out = 0;
  ozo::request(pool, ozo::make_query("SELECT id FROM users WHERE name = $1", name), out, Done());
}

// Its own +, which binds.
void boundByLiteral(Pool &pool, const std::string &name) {
  int out = 0;
  ozo::request(pool, "SELECT id FROM users WHERE name = "_SQL + name, out, Done());
}

void ordered(Pool &pool, const std::string &order) {
  int out = 0;
  const std::string sql = "SELECT id FROM users ORDER BY " + order; // expect[dbsafe-sql-concatenation]:
  ozo::request(pool, ozo::make_query(sql), out, Done());
}

void limited(Pool &pool, int limit) {
  int out = 0;
  ozo::request(pool, ozo::make_query("SELECT id FROM users LIMIT " + std::to_string(limit)), out, Done());
}
