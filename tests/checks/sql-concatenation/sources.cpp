// requires: libpq-fe.h
// requires: sqlite3.h
// config: only.yaml
// Text from outside: an error, not only a warning.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <string>
#include <unistd.h>

void environment(PGconn *c) {
  const char *user = std::getenv("TODO_USER");
  if (!user)
    return;
  const std::string sql =
      std::string("SELECT id FROM users WHERE name = '") +
      user + // expect-error[dbsafe-sql-concatenation]: a quoted value
      "'";
  PQclear(PQexec(c, sql.c_str()));
}

void environmentBound(PGconn *c) {
  const char *user = std::getenv("TODO_USER");
  const char *values[] = {user};
  PQclear(PQexecParams(c, "SELECT id FROM users WHERE name = $1", 1, nullptr,
                       values, nullptr, nullptr, 0));
}

// Only whether it is set matters.
void environmentAsSwitch(PGconn *c) {
  std::string sql = "SELECT id FROM todos";
  if (std::getenv("TODO_ALL") == nullptr)
    sql += " WHERE NOT done";
  PQclear(PQexec(c, sql.c_str()));
}

void environmentNumber(PGconn *c) {
  const char *text = std::getenv("TODO_LIMIT");
  const int limit = text ? std::atoi(text) : 10;
  const std::string sql = "SELECT id FROM todos LIMIT " + std::to_string(limit);
  PQclear(PQexec(c, sql.c_str()));
}

void environmentFallback(PGconn *c) {
  const char *schema = std::getenv("TODO_SCHEMA");
  const std::string sql = std::string("SELECT id FROM ") +
                          (schema ? schema : "public") + // expect-error[dbsafe-sql-concatenation]: an identifier
                          ".todos";
  PQclear(PQexec(c, sql.c_str()));
}

void input(sqlite3 *db) {
  std::string name;
  std::cin >> name;
  const std::string sql = "DELETE FROM users WHERE name = '" + name + "'"; // expect-error[dbsafe-sql-concatenation]: a quoted value
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void inputNumber(sqlite3 *db) {
  int id = 0;
  std::cin >> id;
  const std::string sql = "DELETE FROM users WHERE id = " + std::to_string(id);
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void inputLine(sqlite3 *db) {
  std::string name;
  if (!std::getline(std::cin, name))
    return;
  const std::string sql = "DELETE FROM users WHERE name = '" + name + "'"; // expect-error[dbsafe-sql-concatenation]: a quoted value
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void inputByC(sqlite3 *db) {
  char name[64], sql[256];
  if (!std::fgets(name, sizeof name, stdin))
    return;
  std::snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name); // expect-error[dbsafe-sql-concatenation]: a quoted value
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
}

void inputScanned(sqlite3 *db) {
  char name[64], sql[256];
  int id;
  if (std::scanf("%63s %d", name, &id) != 2)
    return;
  std::snprintf(sql, sizeof sql,
                "DELETE FROM users WHERE id = %d AND name = '%s'", id,
                name); // expect-error[dbsafe-sql-concatenation]: a quoted value
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
}

void received(PGconn *c, int descriptor) {
  char name[65];
  const ssize_t n = read(descriptor, name, sizeof name - 1);
  if (n < 0)
    return;
  name[n] = '\0';
  const std::string sql = "SELECT id FROM users WHERE name = '" +
                          std::string(name) + // expect-error[dbsafe-sql-concatenation]: a quoted value
                          "'";
  PQclear(PQexec(c, sql.c_str()));
}

void inputCompared(sqlite3 *db) {
  std::string column;
  std::cin >> column;
  if (column != "name" && column != "email")
    return;
  const std::string sql = "SELECT " + column + " FROM users";
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void inputQuoted(sqlite3 *db) {
  std::string name;
  std::cin >> name;
  char *sql =
      sqlite3_mprintf("DELETE FROM users WHERE name = %Q", name.c_str());
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  sqlite3_free(sql);
}

int main(int argc, char **argv) {
  PGconn *c = PQconnectdb("");
  if (argc > 1) {
    const std::string sql = std::string("SELECT id FROM users WHERE name = '") +
                            argv[1] + // expect-error[dbsafe-sql-concatenation]: a quoted value
                            "'";
    PQclear(PQexec(c, sql.c_str()));
  }
  const std::string count =
      "SELECT id FROM users LIMIT " + std::to_string(argc);
  PQclear(PQexec(c, count.c_str()));
  PQfinish(c);
}
