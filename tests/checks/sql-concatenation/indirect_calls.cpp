// requires: sqlite3.h
// config: only.yaml
// Calls whose callee is chosen while the program runs.
#include <algorithm>
#include <functional>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <vector>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void storedLambda(sqlite3 *db, const std::string &name) {
  std::function<void(const std::string &)> f = [db](const std::string &sql) {
    sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  };
  f("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  f("SELECT 1");
}

void autoLambda(sqlite3 *db, const std::string &name) {
  auto f = [&](const std::string &where) {
    run(db, "SELECT id FROM users WHERE " + where);
  };
  f("name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  f("id = 1");
}

void genericLambda(sqlite3 *db, const std::string &name) {
  auto f = [&](const auto &value) {
    run(db, "SELECT id FROM users WHERE name = '" + value + "'"); // expect[dbsafe-sql-concatenation]:
  };
  f(name);
  f(std::string("root"));
}

void lambdaOfText(sqlite3 *db, const std::string &name) {
  auto quoteless = [](const std::string &s) { return "'" + s + "'"; }; // expect[dbsafe-sql-concatenation]:
  run(db, "SELECT id FROM users WHERE name = " + quoteless(name));
  auto column = [](bool b) { return b ? "name" : "id"; };
  run(db, std::string("SELECT id FROM users ORDER BY ") + column(true));
}

void functionOfText(sqlite3 *db, const std::string &name) {
  std::function<std::string(bool)> column = [](bool b) { return std::string(b ? "name" : "id"); };
  run(db, "SELECT id FROM users ORDER BY " + column(true));
  std::function<std::string()> condition = [&] { return "name = '" + name + "'"; }; // expect[dbsafe-sql-concatenation]:
  run(db, "SELECT id FROM users WHERE " + condition());
}

class Backend {
public:
  virtual ~Backend() = default;
  virtual void query(const std::string &sql) = 0;
  virtual const char *table() const { return "users"; }
};

class Sqlite : public Backend {
public:
  explicit Sqlite(sqlite3 *db) : db_(db) {}
  void query(const std::string &sql) override {
    sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
  }
  const char *table() const override { return "app_users"; }

private:
  sqlite3 *db_;
};

class Silent : public Backend {
public:
  void query(const std::string &) override {}
};

void virtualCall(Backend &b, const std::string &name) {
  b.query("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  b.query("SELECT 1");
  b.query(std::string("SELECT id FROM ") + b.table());
}

void ownedVirtual(std::unique_ptr<Backend> b, const std::string &name) {
  b->query("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}

void exactlyKnown(const std::string &name) {
  Silent s;
  s.query("DELETE FROM users WHERE name = '" + name + "'");
}

class Repository {
public:
  explicit Repository(sqlite3 *db) : db_(db) {}
  void drop(const std::string &table) { run(db_, "DROP TABLE " + table); } // expect[dbsafe-sql-concatenation]:
  void truncate(const std::string &) { run(db_, "DELETE FROM users"); }
  void raw(const std::string &sql) { run(db_, sql); }

private:
  sqlite3 *db_;
};

void memberPointer(Repository &r, const std::string &name) {
  void (Repository::*call)(const std::string &) = &Repository::raw;
  (r.*call)("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}

struct Job {
  std::function<void(const std::string &)> execute;
  std::string label;
};

void functionInField(sqlite3 *db, const std::string &name) {
  Job job;
  job.execute = [db](const std::string &sql) { run(db, sql); };
  job.execute("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}

void forEach(sqlite3 *db, const std::vector<std::string> &names) {
  std::for_each(names.begin(), names.end(), [&](const std::string &name) {
    run(db, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  });
}

template <typename F> static void withConnection(sqlite3 *db, F f) { f(db); }

void callback(sqlite3 *db, const std::string &name) {
  withConnection(db, [&](sqlite3 *c) {
    run(c, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  });
  withConnection(db, [&](sqlite3 *c) { run(c, "SELECT 1"); });
}

static void withText(const std::function<void(const std::string &)> &f, const std::string &s) {
  f(s);
}

void callbackParameter(sqlite3 *db, const std::string &name) {
  withText([&](const std::string &s) { run(db, s); },
           "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}
