// requires: libpq-fe.h
// requires: folly/text.h
// config: ../only.yaml
// flags: -std=c++17
// Folly's conversions and formatting.
#include <folly/text.h>
#include <libpq-fe.h>
#include <string>
#include <vector>

void run(PGconn *c, const std::string &sql) {
  PQclear(PQexec(c, sql.c_str()));
}

void converted(PGconn *c, const std::string &name, int id) {
  run(c, folly::to<std::string>("DELETE FROM t WHERE id = ", id));
  run(c, folly::to<std::string>("DELETE FROM t WHERE n = '", name, "'")); // expect[dbsafe-sql-concatenation]: a quoted value
}

void appended(PGconn *c, const std::string &name, int id) {
  std::string sql = "DELETE FROM t WHERE id = ";
  folly::toAppend(id, &sql);
  folly::toAppend(" AND n = '", &sql);
  folly::toAppend(name, &sql); // expect[dbsafe-sql-concatenation]: a quoted value
  run(c, sql + "'");
}

void formatted(PGconn *c, const std::string &name, int id) {
  run(c, folly::sformat("DELETE FROM t WHERE id = {}", id));
  run(c, folly::sformat("UPDATE t SET a = {1} WHERE n = '{0}'",
                        name, // expect[dbsafe-sql-concatenation]: a quoted value
                        id));
  run(c, folly::format("TRUNCATE {}", name).str()); // expect[dbsafe-sql-concatenation]: an identifier
}

void printed(PGconn *c, const std::string &name, int id) {
  std::string sql = folly::stringPrintf("DELETE FROM t WHERE id = %d", id);
  folly::stringAppendf(&sql, " AND n = '%s'", name.c_str()); // expect[dbsafe-sql-concatenation]: a quoted value
  run(c, sql);
}

void joined(PGconn *c, const std::vector<std::string> &names,
            const std::vector<int> &ids) {
  run(c, "DELETE FROM t WHERE id IN (" + folly::join(",", ids) + ")");
  run(c, "DELETE FROM t WHERE n IN ('" + folly::join("','", names) + "')"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void escapedForC(PGconn *c, const std::string &name) {
  run(c, "DELETE FROM t WHERE n = '" + folly::cEscape<std::string>(name) + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}
