// requires: sqlite3.h
// config: only.yaml
// What is handed on to be called: each call by itself, with what it is given.
#include <algorithm>
#include <functional>
#include <future>
#include <sqlite3.h>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void adds(sqlite3 *db, const char *name) {
  std::string s = "SELECT id FROM ";
  auto add = [&](const char *t) { s += t; };
  add("users");
  run(db, s);
  std::string other = "SELECT id FROM ";
  auto append = [&](const char *t) { other += t; };
  append(name); // expect[dbsafe-sql-concatenation]:
  run(db, other);
}

static void hand(const std::function<void(const std::string &)> &f, const std::string &s) {
  f(s);
}
static void print(const std::string &s) { puts(s.c_str()); }

void harmlessBeside(sqlite3 *db, const std::string &name) {
  hand([&](const std::string &s) { run(db, s); }, "SELECT 1");
  hand([](const std::string &s) { puts(s.c_str()); }, "hello '" + name + "'");
  hand(print, "hello '" + name + "'");
}

void harmfulBeside(sqlite3 *db, const std::string &name) {
  hand(print, "hello");
  hand([&](const std::string &s) { run(db, s); },
       "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}

template <typename F> static void each(const std::vector<std::string> &all, F f) {
  for (const auto &one : all)
    f(one);
}

void templated(sqlite3 *db, const std::vector<std::string> &names) {
  each(names, [](const std::string &s) { puts(("'" + s + "'").c_str()); });
  each({"users", "cities"}, [&](const std::string &s) { run(db, "DELETE FROM " + s); });
  each(names, [&](const std::string &s) { run(db, "DELETE FROM " + s); }); // expect[dbsafe-sql-concatenation]:
}

typedef void (*Callback)(sqlite3 *, const char *);
static void execute(sqlite3 *db, const char *sql) {
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
}
static void log(sqlite3 *, const char *text) { puts(text); }
static void forward(Callback f, sqlite3 *db, const char *text) { f(db, text); }

void pointers(sqlite3 *db, const std::string &name) {
  forward(log, db, ("hello '" + name + "'").c_str());
  forward(execute, db, "SELECT 1");
}
void pointersHarmful(sqlite3 *db, const std::string &name) {
  forward(execute, db, ("DELETE FROM users WHERE name = '" + name + "'").c_str()); // expect[dbsafe-sql-concatenation]:
  forward(log, db, "hello");
}

void bound(sqlite3 *db, const std::string &name) {
  auto f = std::bind(run, db, std::placeholders::_1);
  f("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  f("SELECT 1");
  auto g = std::bind(run, db, "DELETE FROM cities WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  g();
  auto h = std::bind(run, db, "SELECT 2");
  h();
}

void threads(sqlite3 *db, const std::string &name) {
  std::thread t(run, db, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  std::thread u(run, db, "SELECT 1");
  std::thread v([&] { run(db, "SELECT id FROM users WHERE name = '" + name + "'"); }); // expect[dbsafe-sql-concatenation]:
  std::thread w(print, "hello '" + name + "'");
  t.join();
  u.join();
  v.join();
  w.join();
}

static std::string condition(const std::string &name) {
  return "name = '" + name + "'"; // expect[dbsafe-sql-concatenation]:
}

void asyncs(sqlite3 *db, const std::string &name) {
  auto f = std::async(std::launch::async, run, db,
                      "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  auto g = std::async(run, db, "SELECT 1");
  f.get();
  g.get();
  auto c = std::async(condition, name);
  run(db, "SELECT id FROM users WHERE " + c.get());
}

void invoked(sqlite3 *db, const std::string &name) {
  std::invoke(run, db, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  std::invoke(run, db, "SELECT 1");
  run(db, "SELECT id FROM users WHERE id = " + std::invoke([](int i) { return std::to_string(i); }, 3));
  std::invoke([&](const std::string &s) { run(db, s); },
              "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}

class Worker {
public:
  explicit Worker(sqlite3 *db) : db_(db) {}
  void work(const std::string &sql) { run(db_, sql); }
  void note(const std::string &) {}

private:
  sqlite3 *db_;
};

void methods(Worker &w, const std::string &name) {
  std::invoke(&Worker::work, w, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  std::invoke(&Worker::note, w, "DELETE FROM users WHERE name = '" + name + "'");
  std::thread t(&Worker::work, &w, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
  t.join();
}

void applied(sqlite3 *db, const std::string &name) {
  std::apply(run, std::make_tuple(db, "DELETE FROM users WHERE name = '" + name + "'")); // expect[dbsafe-sql-concatenation]:
  std::apply(run, std::make_tuple(db, std::string("SELECT 1")));
}

void forEachOwn(sqlite3 *db) {
  std::vector<std::string> tables = {"users", "cities"};
  std::for_each(tables.begin(), tables.end(), [&](const std::string &table) { run(db, "DELETE FROM " + table); });
}
