// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// What a variable holds when it is used, not what it held before or after.
#include <cstdio>
#include <cstring>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>
#include <utility>

void overwritten(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '" + name + "'";
  sql = "SELECT id FROM users";
  txn.exec(sql);
}

void overwrittenTooLate(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  txn.exec(sql);
  sql = "SELECT id FROM users";
}

void overwrittenOnOnePath(pqxx::work &txn, const std::string &name, bool all) {
  std::string sql = "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  if (all)
    sql = "SELECT id FROM users";
  txn.exec(sql);
}

void overwrittenOnBothPaths(pqxx::work &txn, std::string name, bool admin) {
  if (admin)
    name = "admin";
  else
    name = "guest";
  txn.exec("SELECT id FROM users WHERE name = '" + name + "'");
}

void cleared(pqxx::work &txn, const std::string &name) {
  std::string text = "user " + name;
  text.clear();
  text += "SELECT id FROM users";
  txn.exec(text);
}

// The escaped copy is made, and the raw text used.
void escapedInVain(pqxx::work &txn, const std::string &name) {
  const std::string safe = txn.esc(name);
  txn.exec("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  std::printf("%s\n", safe.c_str());
}

void escapedInPlace(pqxx::work &txn, std::string name) {
  name = txn.esc(name);
  txn.exec("SELECT id FROM users WHERE name = '" + name + "'");
}

void escapedTooLate(pqxx::work &txn, std::string name) {
  const std::string sql = "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  name = txn.esc(name);
  txn.exec(sql);
}

void escapedOnOnePath(pqxx::work &txn, std::string name) {
  if (name.find('\'') != std::string::npos)
    name = txn.quote(name);
  txn.exec("SELECT id FROM users WHERE name = " + name); // expect[dbsafe-sql-concatenation]: a value
}

void earlyReturn(pqxx::work &txn, const std::string &table) {
  if (!table.empty()) {
    const std::string sql = "SELECT id FROM " + table;
    std::puts(sql.c_str());
    return;
  }
  const std::string sql = "SELECT id FROM users";
  txn.exec(sql);
}

void earlyReturnOfTheOthers(pqxx::work &txn, const std::string &table) {
  std::string sql = "SELECT id FROM ";
  if (table.empty())
    return;
  sql += table; // expect[dbsafe-sql-concatenation]: an identifier
  txn.exec(sql);
}

void appendedAfterUse(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM users";
  txn.exec(sql);
  sql += " for " + name;
  std::puts(sql.c_str());
}

void moved(pqxx::work &txn, const std::string &name) {
  std::string first = "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  std::string second = std::move(first);
  first = "SELECT 1";
  txn.exec(first);
  txn.exec(second);
}

void copiedBefore(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM users";
  const std::string count = sql;
  sql += " WHERE name = '" + name + "'";
  std::puts(sql.c_str());
  txn.exec(count);
}

void throughReference(pqxx::work &txn, const std::string &order) {
  std::string sql = "SELECT id FROM users";
  std::string &tail = sql;
  tail += " ORDER BY " + order; // expect[dbsafe-sql-concatenation]:
  txn.exec(sql);
}

void swapped(pqxx::work &txn, const std::string &name) {
  std::string good = "SELECT 1";
  std::string bad = "SELECT '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  std::swap(good, bad);
  txn.exec(good);
}

void loopCarried(pqxx::work &txn, const std::string &filter, int rounds) {
  std::string condition = "true";
  for (int i = 0; i < rounds; ++i) {
    txn.exec("SELECT id FROM users WHERE " + condition);
    condition = "name = '" + filter + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  }
}

void loopConstant(pqxx::work &txn, int rounds) {
  std::string condition = "true";
  for (int i = 0; i < rounds; ++i) {
    txn.exec("SELECT id FROM users WHERE " + condition);
    condition += " OR retry = " + std::to_string(i);
  }
}

void bufferReused(PGconn *c, const char *name) {
  char buffer[256];
  std::strcpy(buffer, name);
  std::puts(buffer);
  std::strcpy(buffer, "SELECT id FROM users");
  PQclear(PQexec(c, buffer));
}

void switched(pqxx::work &txn, int kind, const std::string &value) {
  std::string sql = "SELECT id FROM users";
  switch (kind) {
  case 0:
    sql += " WHERE active";
    break;
  case 1:
    sql += " WHERE name = '" + value + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
    break;
  case 2:
    sql += " WHERE name = " + txn.quote(value);
    break;
  default:
    return;
  }
  txn.exec(sql);
}

void thrown(pqxx::work &txn, const std::string &name) {
  try {
    txn.exec("SELECT id FROM users");
  } catch (const pqxx::sql_error &error) {
    const std::string text = "SELECT failed for " + name + ": " + error.what();
    std::puts(text.c_str());
  }
}
