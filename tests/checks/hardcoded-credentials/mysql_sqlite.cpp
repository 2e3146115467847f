// requires: mysql.h
// requires: sqlite3.h
// config: only.yaml
// MySQL's and SQLite's ways to hand over a secret. All secrets are invented.
#include <cstdlib>
#include <cstring>
#include <mysql.h>
#include <sqlite3.h>
#include <string>

// Declared by SQLCipher's and SEE's sqlite3.h.
extern "C" {
int sqlite3_key(sqlite3 *db, const void *key, int length);
int sqlite3_rekey(sqlite3 *db, const void *key, int length);
int sqlite3_key_v2(sqlite3 *db, const char *name, const void *key, int length);
}

MYSQL *connected(MYSQL *db) {
  return mysql_real_connect(db, "db.todo.internal", "todo",
                            "k7mQ-trZ", // expect[dbsafe-hardcoded-credentials]:
                            "todo", 3306, nullptr, 0);
}

MYSQL *connectedByEnvironment(MYSQL *db) {
  return mysql_real_connect(db, "db.todo.internal", "todo",
                            std::getenv("MYSQL_PWD"), "todo", 3306, nullptr, 0);
}

MYSQL *connectedBySocket(MYSQL *db) {
  return mysql_real_connect(db, nullptr, "todo", nullptr, "todo", 0,
                            "/run/mysqld/mysqld.sock", 0);
}

MYSQL *connectedWithEmpty(MYSQL *db) {
  return mysql_real_connect(db, "localhost", "todo", "", "todo", 0, nullptr, 0);
}

// The literal is the user's name; the password is the caller's.
MYSQL *connectedByCaller(MYSQL *db, const std::string &secret) {
  return mysql_real_connect(db, "localhost", "k7mQ-trZ", secret.c_str(), "todo",
                            0, nullptr, 0);
}

MYSQL *connectedThroughVariable(MYSQL *db) {
  const std::string secret = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
  const char *user = "todo";
  return mysql_real_connect(db, "localhost", user, secret.c_str(), "todo", 0,
                            nullptr, 0);
}

my_bool changed(MYSQL *db) {
  return mysql_change_user(db, "admin", "Zz81-open", "todo"); // expect[dbsafe-hardcoded-credentials]:
}

my_bool changedTo(MYSQL *db, const char *user, const char *secret) {
  return mysql_change_user(db, user, secret, "todo");
}

MYSQL *connectedWithFallback(MYSQL *db) {
  const char *secret = std::getenv("MYSQL_PWD");
  if (secret == nullptr)
    secret = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
  return mysql_real_connect(db, "localhost", "todo", secret, "todo", 0, nullptr,
                            0);
}

int opened(sqlite3 *db) {
  return sqlite3_key(db, "k7mQ-trZ", 8); // expect[dbsafe-hardcoded-credentials]:
}

int openedByEnvironment(sqlite3 *db) {
  const char *key = std::getenv("TODO_KEY");
  return key ? sqlite3_key(db, key, static_cast<int>(std::strlen(key)))
             : SQLITE_AUTH;
}

int openedByName(sqlite3 *db) {
  return sqlite3_key_v2(db, "main",
                        "k7mQ-trZ", // expect[dbsafe-hardcoded-credentials]:
                        8);
}

int keyRemoved(sqlite3 *db) { return sqlite3_rekey(db, nullptr, 0); }

int pragma(sqlite3 *db) {
  return sqlite3_exec(db, "PRAGMA key = 'k7mQ-trZ'", nullptr, nullptr, nullptr); // expect[dbsafe-hardcoded-credentials]:
}

int otherPragma(sqlite3 *db) {
  return sqlite3_exec(db, "PRAGMA foreign_keys = 'on'", nullptr, nullptr,
                      nullptr);
}

int openedFile(sqlite3 **db) {
  return sqlite3_open("/var/lib/todo/password.db", db);
}
