// requires: libpq-fe.h
// requires: Poco/Format.h
// config: ../only.yaml
// flags: -std=c++17
// POCO's formatting and string functions.
#include <Poco/Format.h>
#include <Poco/NumberFormatter.h>
#include <Poco/String.h>
#include <libpq-fe.h>
#include <string>
#include <vector>

void run(PGconn *c, const std::string &sql) {
  PQclear(PQexec(c, sql.c_str()));
}

void formatted(PGconn *c, const std::string &name, int id) {
  run(c, Poco::format("UPDATE t SET n = %d WHERE name = '%s'", id,
                      name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

void formattedNumbers(PGconn *c, int id, double rate) {
  run(c, Poco::format("UPDATE t SET rate = %.2f WHERE id = %d", rate, id));
}

void positions(PGconn *c, const std::string &name, int id) {
  run(c, Poco::format("UPDATE t SET n = %[1]d WHERE name = '%[0]s'",
                      name, // expect[dbsafe-sql-concatenation]: a quoted value
                      id));
}

void intoString(PGconn *c, const std::string &name) {
  std::string sql;
  Poco::format(sql, "DELETE FROM t WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  run(c, sql);
}

void numbers(PGconn *c, int id) {
  run(c, "DELETE FROM t WHERE id = " + Poco::NumberFormatter::format(id));
  std::string sql = "DELETE FROM t WHERE id = ";
  Poco::NumberFormatter::append(sql, id);
  run(c, sql);
}

void concatenated(PGconn *c, const std::string &table) {
  run(c, Poco::cat(std::string("TRUNCATE "), table)); // expect[dbsafe-sql-concatenation]: an identifier
}

void placeholders(PGconn *c, size_t n) {
  std::vector<std::string> marks(n, "?");
  run(c, "DELETE FROM t WHERE id IN (" + Poco::cat(std::string(","), marks.begin(), marks.end()) + ")");
}

void joined(PGconn *c, const std::vector<std::string> &names) {
  std::string all = Poco::cat(std::string("','"), names.begin(), names.end());
  run(c, "DELETE FROM t WHERE n IN ('" + all + "')"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void replaced(PGconn *c, const std::string &name) {
  static const std::string sql = "SELECT 1 FROM users WHERE name = '@name'";
  run(c, Poco::replace(sql, std::string("@name"), name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

void upperCase(PGconn *c, const std::string &name) {
  run(c, "DELETE FROM t WHERE n = '" + Poco::toUpper(name) + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void upperCaseLiteral(PGconn *c, bool descending) {
  run(c, "SELECT id FROM t ORDER BY id " +
             Poco::toUpper(std::string(descending ? "desc" : "asc")));
}
