// requires: pqxx/pqxx
// requires: libpq-fe.h
// requires: sqlite3.h
// config: only.yaml
// Statements that are built, but of placeholders and literals only.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <sqlite3.h>
#include <sstream>
#include <string>
#include <vector>

void numbered(PGconn *c, const std::vector<const char *> &ids) {
  std::string sql = "DELETE FROM todos WHERE id IN (";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0)
      sql += ", ";
    sql += "$" + std::to_string(i + 1);
  }
  sql += ")";
  PQclear(PQexecParams(c, sql.c_str(), static_cast<int>(ids.size()), nullptr,
                       ids.data(), nullptr, nullptr, 0));
}

void marks(sqlite3 *db, const std::vector<std::string> &names) {
  std::string sql = "DELETE FROM users WHERE name IN (";
  for (std::size_t i = 0; i < names.size(); ++i)
    sql += i ? ",?" : "?";
  sql += ")";
  sqlite3_stmt *statement = nullptr;
  if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    return;
  int position = 0;
  for (const std::string &name : names)
    sqlite3_bind_text(statement, ++position, name.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
}

void repeated(sqlite3 *db, int rows) {
  std::string tuples;
  for (int i = 0; i < rows; ++i)
    tuples += "(?, ?),";
  tuples.pop_back();
  const std::string sql = "INSERT INTO tags (id, name) VALUES " + tuples;
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr);
  sqlite3_finalize(statement);
}

static std::string marksFor(std::size_t count) {
  std::string result(count ? 2 * count - 1 : 0, ',');
  for (std::size_t i = 0; i < count; ++i)
    result[2 * i] = '?';
  return result;
}

void marksOfHelper(sqlite3 *db, std::size_t count) {
  const std::string sql =
      "SELECT id FROM todos WHERE id IN (" + marksFor(count) + ")";
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr);
  sqlite3_finalize(statement);
}

void streamedNumbers(pqxx::work &txn, const std::string &name, int columns) {
  std::ostringstream sql;
  sql << "SELECT name";
  for (int i = 1; i <= columns; ++i)
    sql << ", c" << i;
  sql << " FROM users WHERE name = $" << 1;
  txn.exec_params(sql.str(), name);
}

// As many values as placeholders, but the placeholders are the values.
void valuesInstead(sqlite3 *db, const std::vector<std::string> &names) {
  std::string list;
  for (const std::string &name : names)
    list += (list.empty() ? "" : ",") +
            name; // expect[dbsafe-sql-concatenation]:
  const std::string sql = "DELETE FROM users WHERE name IN (" + list + ")";
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr);
  sqlite3_finalize(statement);
}

// Conditions come and go; what they compare with is bound.
void dynamicConditions(pqxx::work &txn, const std::string &title, bool open) {
  std::string sql = "SELECT id FROM todos WHERE title = $1";
  int next = 2;
  if (open)
    sql += " AND done = $" + std::to_string(next++) + "::boolean";
  sql += " LIMIT $" + std::to_string(next);
  if (open)
    txn.exec_params(sql, title, false, 10);
  else
    txn.exec_params(sql, title, 10);
}

// The placeholder's cast is outside text.
void castChosen(pqxx::work &txn, const std::string &type,
                const std::string &value) {
  txn.exec_params("SELECT $1::" + type, value); // expect[dbsafe-sql-concatenation]:
}

void namedParameters(sqlite3 *db, const char *column, const char *value) {
  sqlite3_stmt *statement = nullptr;
  const std::string sql = std::string("UPDATE users SET ") + column + " = :v"; // expect[dbsafe-sql-concatenation]: an identifier
  if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK)
    sqlite3_bind_text(statement, 1, value, -1, SQLITE_TRANSIENT);
  sqlite3_finalize(statement);
}
