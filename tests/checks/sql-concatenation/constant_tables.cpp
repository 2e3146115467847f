// requires: sqlite3.h
// config: only.yaml
// Constants wherever they are: tables, maps, functions, macros.
#include <array>
#include <cstring>
#include <map>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

using namespace std::string_literals;
using namespace std::string_view_literals;

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

static const struct {
  const char *name, *column;
} sortable[] = {{"Name", "name"}, {"Age", "created_at"}};

void rowOfTable(sqlite3 *db, int i) {
  run(db, "SELECT id FROM users ORDER BY "s + sortable[i].column);
}

void rowsOfTable(sqlite3 *db, const std::string &wanted) {
  for (const auto &row : sortable)
    if (wanted == row.name)
      run(db, "SELECT id FROM users ORDER BY "s + row.column);
}

void rowsCompared(sqlite3 *db, const std::string &wanted) {
  for (const auto &row : sortable)
    if (wanted == row.name)
      run(db, "SELECT id FROM users ORDER BY " + wanted);
}

void rowByPointer(sqlite3 *db, const char *wanted) {
  for (auto *row = sortable; row != sortable + 2; ++row)
    if (std::strcmp(row->name, wanted) == 0)
      run(db, "SELECT id FROM users ORDER BY "s + row->column);
}

void rowBesideInput(sqlite3 *db, int i, const std::string &name) {
  run(db, "SELECT "s + sortable[i].column + " FROM users WHERE name = '" +
              name + "'"); // expect[dbsafe-sql-concatenation]:
}

struct Column {
  std::string_view label;
  std::string_view column;
  bool indexed;
};

constexpr std::array<Column, 2> columns = {{{"a", "name", true}, {"b", "email", false}}};

void arrayOfRows(sqlite3 *db, unsigned i) {
  run(db, "SELECT id FROM users ORDER BY " + std::string(columns[i].column));
}

static const char *const names[] = {"name", "email"};
static const char names2[][8] = {"name", "email"};

void arrayOfNames(sqlite3 *db, unsigned i) {
  run(db, "SELECT id FROM users ORDER BY "s + names[i]);
  run(db, "SELECT id FROM users ORDER BY "s + names2[i]);
}

void arrayOfCallers(sqlite3 *db, const char *given[], unsigned i) {
  run(db, "SELECT id FROM users ORDER BY "s + given[i]); // expect[dbsafe-sql-concatenation]:
}

static const std::map<int, std::string> tableOf = {{1, "users"}, {2, "todos"}};
static const std::unordered_map<std::string, std::string> columnOf = {
    {"Name", "name"}, {"Mail", "email"}};

void mapOfLiterals(sqlite3 *db, int kind, const std::string &key) {
  run(db, "SELECT id FROM " + tableOf.at(kind));
  run(db, "SELECT id FROM users ORDER BY " + columnOf.at(key));
}

void mapFound(sqlite3 *db, const std::string &key) {
  auto it = columnOf.find(key);
  if (it == columnOf.end())
    return;
  run(db, "SELECT id FROM users ORDER BY " + it->second);
}

void mapFoundIf(sqlite3 *db, const std::string &key) {
  if (const auto it = columnOf.find(key); it != columnOf.end())
    run(db, "SELECT " + it->first + ", " + it->second + " FROM users");
}

void mapFilled(sqlite3 *db, const std::string &key) {
  std::map<std::string, std::string> m;
  m["a"] = "name";
  m["b"] = "email";
  run(db, "SELECT id FROM users ORDER BY " + m[key]);
}

enum class Order { Ascending, Descending };

constexpr const char *toText(Order o) {
  switch (o) {
  case Order::Ascending:
    return "ASC";
  case Order::Descending:
    return "DESC";
  }
  return "";
}

static std::string_view textOf(int n) {
  static constexpr std::string_view all[] = {"name"sv, "email"sv};
  return n >= 0 && n < 2 ? all[n] : "id"sv;
}

void enumeration(sqlite3 *db, Order o, int n) {
  run(db, "SELECT id FROM users ORDER BY id "s + toText(o));
  run(db, "SELECT id FROM users ORDER BY " + std::string(textOf(n)));
}

extern const char *const Table;
const char *const Table = "users";
const std::string Prefix = "app_";
#define TABLE "users"
#define FROM(t) " FROM " t
#define NAME_OF(x) #x

void namedConstants(sqlite3 *db) {
  run(db, "SELECT id FROM "s + Table);
  run(db, "SELECT id FROM " + Prefix + TABLE);
  run(db, "SELECT id" FROM("users"));
  run(db, std::string("SELECT id FROM ") + NAME_OF(users));
}

constexpr int add(int a, int b) { return a + b; }
template <int N> struct Page { static constexpr int size = N; };

void numbersOfConstants(sqlite3 *db) {
  run(db, "SELECT id FROM users LIMIT " + std::to_string(add(1, 2)));
  run(db, "SELECT id FROM users LIMIT " + std::to_string(Page<5>::size));
}

void sizes(sqlite3 *db) {
  static const char head[] = "SELECT id FROM ";
  std::string sql(head, sizeof head - 1);
  sql.append("users", std::strlen("users"));
  sql.append("usersandmore"sv.substr(0, 0));
  run(db, sql);
}

void sizesOfInput(sqlite3 *db, const char *table) {
  static const char head[] = "SELECT id FROM ";
  std::string sql(head, sizeof head - 1);
  sql.append(table, std::strlen(table)); // expect[dbsafe-sql-concatenation]:
  run(db, sql);
}

class Model {
public:
  static constexpr const char *kTable = "users";
  static const std::string kKey;
  void load(sqlite3 *db) {
    run(db, "SELECT id FROM "s + kTable + " ORDER BY " + kKey);
  }
};
const std::string Model::kKey = "id";

template <typename T> struct Traits;
struct User {};
struct Todo {};
template <> struct Traits<User> {
  static const char *table() { return "users"; }
};
template <> struct Traits<Todo> {
  static constexpr const char *name = "todos";
};

template <typename T> static void countAll(sqlite3 *db) {
  run(db, "SELECT count(*) FROM "s + Traits<T>::table());
}

void ofTraits(sqlite3 *db) {
  countAll<User>(db);
  run(db, "SELECT count(*) FROM "s + Traits<Todo>::name);
}

void ternaries(sqlite3 *db, int n) {
  const char *column = n == 0 ? "id" : n == 1 ? "name" : n == 2 ? "email" : "created_at";
  run(db, "SELECT id FROM users ORDER BY "s + column);
}

void pairsOfLiterals(sqlite3 *db, int n) {
  static const std::pair<const char *, const char *> all[] = {{"a", "name"}, {"b", "email"}};
  run(db, "SELECT id FROM users ORDER BY "s + all[n].second);
}

struct Options {
  std::string table = "users";
  const char *order = "id";
};

void copied(sqlite3 *db, const std::string &input) {
  Options a;
  Options b = a;
  a.table = input;
  run(db, "SELECT id FROM " + b.table);
  run(db, "SELECT id FROM " + a.table); // expect[dbsafe-sql-concatenation]:
}

void copiedLater(sqlite3 *db, const std::string &input) {
  Options a, b;
  a.table = input;
  b = a;
  a.table = "users";
  run(db, "SELECT id FROM " + a.table);
  run(db, "SELECT id FROM " + b.table); // expect[dbsafe-sql-concatenation]:
}
