// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// A text that was compared with literals is one of them.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

void comparedAll(pqxx::work &txn, const std::string &column) {
  if (column != "name" && column != "created_at")
    throw std::invalid_argument("no such column");
  txn.exec("SELECT id FROM users ORDER BY " + column);
}

void comparedInside(pqxx::work &txn, const std::string &column) {
  if (column == "name" || column == "email")
    txn.exec("SELECT " + column + " FROM users");
}

// Told about it, and used all the same.
void comparedInVain(pqxx::work &txn, const std::string &column) {
  if (column != "name" && column != "created_at")
    std::puts("unusual column");
  txn.exec("SELECT id FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]:
}

// One branch of the || lets everything in.
void comparedOrTrusted(pqxx::work &txn, const std::string &column, bool admin) {
  if (column == "name" || admin)
    txn.exec("SELECT id FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]:
}

void comparedOther(pqxx::work &txn, const std::string &column,
                   const std::string &direction) {
  if (column != "name")
    return;
  txn.exec("SELECT id FROM users ORDER BY " + column + " " +
           direction); // expect[dbsafe-sql-concatenation]:
}

void comparedByC(PGconn *c, const char *direction) {
  char sql[128];
  if (std::strcmp(direction, "ASC") != 0 && std::strcmp(direction, "DESC") != 0)
    return;
  std::snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY id %s",
                direction);
  PQclear(PQexec(c, sql));
}

// strcmp is 0 for what is equal: this lets all others in.
void comparedTheWrongWay(PGconn *c, const char *direction) {
  char sql[128];
  if (std::strcmp(direction, "ASC"))
    std::snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY id %s",
                  direction); // expect[dbsafe-sql-concatenation]:
  else
    std::snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY id ASC");
  PQclear(PQexec(c, sql));
}

// Only how it begins is known.
void comparedBeginning(PGconn *c, const char *table) {
  char sql[128];
  if (std::strncmp(table, "log_", 4) != 0)
    return;
  std::snprintf(sql, sizeof sql, "TRUNCATE %s", table); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexec(c, sql));
}

void switchedCharacter(pqxx::work &txn, char grade) {
  switch (grade) {
  case 'A':
  case 'B':
    break;
  default:
    return;
  }
  txn.exec("SELECT id FROM marks WHERE grade = '" + std::string(1, grade) +
           "'");
}

void normalised(pqxx::work &txn, std::string direction) {
  if (direction != "DESC")
    direction = "ASC";
  txn.exec("SELECT id FROM users ORDER BY id " + direction);
}

void foundInArray(pqxx::work &txn, const std::string &column) {
  static constexpr std::array<std::string_view, 2> allowed = {"name", "email"};
  if (std::find(allowed.begin(), allowed.end(), column) == allowed.end())
    return;
  txn.exec("SELECT " + column + " FROM users");
}

void foundInSet(pqxx::work &txn, const std::string &column) {
  static const std::set<std::string> allowed = {"name", "email"};
  if (!allowed.count(column))
    return;
  txn.exec("SELECT " + column + " FROM users");
}

void deniedOnly(pqxx::work &txn, const std::string &table) {
  if (table == "users" || table == "passwords")
    return;
  txn.exec("SELECT * FROM " + table); // expect[dbsafe-sql-concatenation]: an identifier
}

// Checked, and then changed.
void changedAfterwards(pqxx::work &txn, std::string column,
                       const std::string &suffix) {
  if (column != "name")
    return;
  column += suffix; // expect[dbsafe-sql-concatenation]:
  txn.exec("SELECT id FROM users ORDER BY " + column);
}

static bool isSortable(const std::string &column) {
  return column == "name" || column == "created_at";
}

void comparedInFunction(pqxx::work &txn, const std::string &column) {
  if (!isSortable(column))
    return;
  txn.exec("SELECT id FROM users ORDER BY " + column);
}

static const char *directionOf(const std::string &text) {
  return text == "down" ? "DESC" : "ASC";
}

void translated(pqxx::work &txn, const std::string &direction) {
  txn.exec(std::string("SELECT id FROM users ORDER BY id ") +
           directionOf(direction));
}

void emptyOnly(pqxx::work &txn, const std::string &condition) {
  if (!condition.empty())
    return;
  txn.exec("SELECT id FROM users" + condition);
}
