// requires: libpq-fe.h
// requires: boost/format.hpp
// config: ../only.yaml
// flags: -std=c++17
// Boost.Format, the string algorithms and lexical_cast.
#include <boost/algorithm/string.hpp>
#include <boost/format.hpp>
#include <boost/lexical_cast.hpp>
#include <libpq-fe.h>
#include <string>
#include <vector>

void run(PGconn *c, const std::string &sql) {
  PQclear(PQexec(c, sql.c_str()));
}

void formatted(PGconn *c, const std::string &name, int id) {
  run(c, (boost::format("UPDATE t SET n = %1% WHERE name = '%2%'") % id %
          name) // expect[dbsafe-sql-concatenation]: a quoted value
             .str());
}

void formattedNumbers(PGconn *c, int id, long seen) {
  run(c, boost::str(boost::format("UPDATE t SET seen = %2% WHERE id = %1%") %
                    id % seen));
}

void inOtherOrder(PGconn *c, const std::string &table, int id) {
  run(c, boost::str(boost::format("DELETE FROM %2% WHERE id = %1%") % id %
                    table)); // expect[dbsafe-sql-concatenation]: an identifier
}

void likePrintf(PGconn *c, const std::string &name, int id) {
  run(c, boost::str(boost::format("SELECT 1 FROM t WHERE id = %d AND n = '%s'") %
                    id %
                    name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

void withBars(PGconn *c, const std::string &name, int id) {
  run(c, boost::str(boost::format("SELECT 1 FROM t WHERE id = %|1$05d| AND n = '%|2$s|'") %
                    id %
                    name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

void twice(PGconn *c, const std::string &name) {
  run(c, boost::str(boost::format("SELECT 1 FROM t WHERE a = '%1%' OR b = '%1%'") %
                    name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

void inSteps(PGconn *c, const std::string &name, int id) {
  boost::format sql("SELECT 1 FROM t WHERE id = %1% AND n = '%2%'");
  sql % id;
  sql % name; // expect[dbsafe-sql-concatenation]: a quoted value
  run(c, sql.str());
}

void literals(PGconn *c, bool descending) {
  run(c, boost::str(boost::format("SELECT id FROM t WHERE a LIKE '50%%' ORDER BY id %1%") %
                    (descending ? "DESC" : "ASC")));
}

void joined(PGconn *c, const std::vector<std::string> &names) {
  run(c, "SELECT 1 FROM t WHERE n IN ('" + boost::algorithm::join(names, "','") + // expect[dbsafe-sql-concatenation]: a quoted value
             "')");
}

void replaced(PGconn *c, const std::string &table) {
  std::string sql = "SELECT count(*) FROM @table WHERE active";
  boost::replace_all(sql, "@table", table); // expect[dbsafe-sql-concatenation]: an identifier
  run(c, sql);
}

void replacedCopy(PGconn *c, const std::string &name) {
  static const std::string sql = "SELECT 1 FROM users WHERE name = '@name'";
  run(c, boost::replace_all_copy(sql, "@name", name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

void replacedByLiteral(PGconn *c, bool archive) {
  std::string sql = "SELECT count(*) FROM @table WHERE active";
  boost::replace_all(sql, "@table", archive ? "old_todos" : "todos");
  run(c, sql);
}

void cast(PGconn *c, int id, const char *text) {
  run(c, "DELETE FROM t WHERE id = " + boost::lexical_cast<std::string>(id));
  run(c, "DELETE FROM t WHERE id = " +
             std::to_string(boost::lexical_cast<int>(text)));
  run(c, "DELETE FROM t WHERE id = " + boost::lexical_cast<std::string>(text)); // expect[dbsafe-sql-concatenation]: a value
}

void trimmed(PGconn *c, std::string name) {
  boost::trim(name);
  run(c, "DELETE FROM t WHERE n = '" + boost::to_upper_copy(name) + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}
