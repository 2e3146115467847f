// requires: sqlite3.h
// config: only.yaml
// Values that change places.
#include <algorithm>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <utility>
#include <vector>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void swapped(sqlite3 *db, const std::string &name) {
  std::string a = "users", b = name;
  std::swap(a, b);
  run(db, "SELECT id FROM " + b);
  run(db, "SELECT id FROM " + a); // expect[dbsafe-sql-concatenation]:
  a.swap(b);
  run(db, "SELECT id FROM " + a);
  run(db, "SELECT id FROM " + b); // expect[dbsafe-sql-concatenation]:
}

struct Row {
  std::string column, value;
};

void swappedObjects(sqlite3 *db, const std::string &name) {
  Row a{"name", name}, b{name, "1"};
  std::swap(a, b);
  run(db, "SELECT " + b.column + " FROM users");
  run(db, "SELECT " + a.value + " FROM users");
  run(db, "SELECT " + a.column + " FROM users"); // expect[dbsafe-sql-concatenation]:
  run(db, "SELECT " + b.value + " FROM users"); // expect[dbsafe-sql-concatenation]:
}

void swappedPointers(sqlite3 *db, const char *name) {
  const char *a = "users", *b = name;
  std::swap(a, b);
  run(db, std::string("SELECT id FROM ") + b);
  run(db, std::string("SELECT id FROM ") + a); // expect[dbsafe-sql-concatenation]:
}

void exchanged(sqlite3 *db, const std::string &name) {
  std::string a = "users";
  std::string old = std::exchange(a, name);
  run(db, "SELECT id FROM " + old);
  run(db, "SELECT id FROM " + a); // expect[dbsafe-sql-concatenation]:
  old = std::exchange(a, "cities");
  run(db, "SELECT id FROM " + a);
  run(db, "SELECT id FROM " + old); // expect[dbsafe-sql-concatenation]:
}

void exchangedObject(sqlite3 *db, const std::string &name) {
  Row a{"name", name};
  Row old = std::exchange(a, Row{name, "1"});
  run(db, "SELECT " + old.column + " FROM users");
  run(db, "SELECT " + a.value + " FROM users");
  run(db, "SELECT " + old.value + " FROM users"); // expect[dbsafe-sql-concatenation]:
}

void moved(sqlite3 *db, std::string name) {
  std::string a = std::move(name);
  run(db, "SELECT id FROM " + a); // expect[dbsafe-sql-concatenation]:
  Row r{"name", a};
  Row s = std::move(r);
  run(db, "SELECT " + s.column + " FROM users");
}
