// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// Text built with string streams.
#include <iomanip>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <sstream>
#include <string>
#include <vector>

void streamed(pqxx::work &txn, const std::string &name) {
  std::ostringstream sql;
  sql << "SELECT id FROM users WHERE name = '" << name << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  txn.exec(sql.str());
}

void streamedNumbers(pqxx::work &txn, long user, double minimum, bool done) {
  std::ostringstream sql;
  sql << "SELECT id FROM todos WHERE user_id = " << user
      << " AND weight >= " << std::setprecision(3) << minimum
      << " AND done = " << std::boolalpha << done;
  txn.exec(sql.str());
}

void streamedInSteps(PGconn *connection, const char *table, int limit) {
  std::stringstream sql;
  sql << "SELECT * FROM ";
  sql << table; // expect[dbsafe-sql-concatenation]: an identifier
  sql << " LIMIT " << limit;
  PQclear(PQexec(connection, sql.str().c_str()));
}

// A character streams as itself, not as a number.
void streamedCharacter(pqxx::work &txn, char grade) {
  std::ostringstream sql;
  sql << "SELECT id FROM marks WHERE grade = '" << grade << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  txn.exec(sql.str());
}

// And so does std::uint8_t.
void streamedByte(pqxx::work &txn, std::uint8_t level) {
  std::ostringstream sql;
  sql << "SELECT id FROM marks WHERE level = " << level; // expect[dbsafe-sql-concatenation]: a value
  txn.exec(sql.str());
}

void streamedByteAsNumber(pqxx::work &txn, std::uint8_t level) {
  std::ostringstream sql;
  sql << "SELECT id FROM marks WHERE level = " << unsigned(level);
  txn.exec(sql.str());
}

void streamedList(pqxx::work &txn, const std::vector<int> &ids) {
  std::ostringstream sql;
  sql << "DELETE FROM todos WHERE id IN (";
  for (std::size_t i = 0; i != ids.size(); ++i)
    sql << (i ? "," : "") << ids[i];
  sql << ')';
  txn.exec(sql.str());
}

void streamedListOfNames(pqxx::work &txn, const std::vector<std::string> &tags) {
  std::ostringstream sql;
  sql << "DELETE FROM tags WHERE name IN (''";
  for (const auto &tag : tags)
    sql << ",'" << tag << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  sql << ')';
  txn.exec(sql.str());
}

// The name is streamed into the log, not into the statement.
void streamedElsewhere(pqxx::work &txn, const std::string &name,
                       std::ostream &log) {
  std::ostringstream sql;
  log << "SELECT for '" << name << "'\n";
  sql << "SELECT count(*) FROM users";
  txn.exec(sql.str());
}

void emptiedBeforeUse(pqxx::work &txn, const std::string &name) {
  std::ostringstream text;
  text << "counting for " << name;
  text.str("");
  text << "SELECT count(*) FROM users";
  txn.exec(text.str());
}

void startedWithText(pqxx::work &txn, const std::string &order) {
  std::ostringstream sql("SELECT id FROM todos", std::ios::ate);
  sql << " ORDER BY " << order; // expect[dbsafe-sql-concatenation]:
  txn.exec(sql.str());
}

// libpqxx takes the stream itself.
void streamAsStatement(pqxx::work &txn, const std::string &name) {
  std::stringstream sql;
  sql << "SELECT id FROM users WHERE name = '" << name << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  txn.exec(sql);
}
