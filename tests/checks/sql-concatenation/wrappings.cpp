// requires: sqlite3.h
// config: only.yaml
// Texts on their way through containers, wrappers and the language.
#include <array>
#include <cstdlib>
#include <cstring>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <sqlite3.h>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void optionals(sqlite3 *db, std::optional<std::string> name) {
  run(db, "SELECT id FROM users WHERE name = '" + name.value_or("x") + "'"); // expect[dbsafe-sql-concatenation]:
  std::optional<std::string> order;
  order = "name";
  if (order.has_value())
    run(db, "SELECT id FROM users ORDER BY " + order.value());
  order.emplace("id");
  run(db, "SELECT id FROM users ORDER BY " + *order);
}

struct Request {
  std::string name;
  std::string order = "id";
};

void pointers(sqlite3 *db, const std::string &name) {
  auto r = std::make_unique<Request>();
  r->name = name;
  run(db, "SELECT id FROM users ORDER BY " + r->order);
  run(db, "SELECT id FROM users WHERE name = '" + r->name + "'"); // expect[dbsafe-sql-concatenation]:
  auto s = std::make_shared<std::string>("users");
  run(db, "SELECT id FROM " + *s);
  std::shared_ptr<Request> q(new Request);
  q->order = name;
  run(db, "SELECT id FROM users ORDER BY " + q->order); // expect[dbsafe-sql-concatenation]:
}

void spans(sqlite3 *db, std::span<const std::string> names) {
  for (const auto &n : names)
    run(db, "SELECT id FROM users WHERE name = '" + n + "'"); // expect[dbsafe-sql-concatenation]:
  static const std::string own[] = {"name", "id"};
  std::span<const std::string> view(own);
  for (const auto &n : view)
    run(db, "SELECT id FROM users ORDER BY " + n);
}

static void fill(std::string &out, const char *text) { out = text; }
static void fillPointer(std::string *out, const char *text) { *out = text; }
static void fillChar(char **out, const char *text) { *out = strdup(text); }

void outParameters(sqlite3 *db, const char *name) {
  std::string a, b;
  char *c = nullptr;
  fill(a, name);
  fillPointer(&b, "users");
  fillChar(&c, name);
  run(db, "SELECT id FROM " + b);
  run(db, "SELECT id FROM " + a); // expect[dbsafe-sql-concatenation]:
  run(db, std::string("SELECT id FROM ") + c); // expect[dbsafe-sql-concatenation]:
  fill(a, "users");
  run(db, "SELECT id FROM " + a);
}

static void list(sqlite3 *db, const std::string &order = "id", const char *table = "users") {
  run(db, "SELECT id FROM " + std::string(table) + " ORDER BY " + order); // expect[dbsafe-sql-concatenation]:
}

void defaults(sqlite3 *db, const std::string &order) {
  list(db);
  list(db, "name");
  list(db, order);
}

void caught(sqlite3 *db, const std::string &name) {
  std::string sql = "SELECT id FROM users";
  try {
    if (std::stoi(name) > 1)
      sql += " WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]:
    run(db, sql);
  } catch (const std::exception &e) {
    run(db, "SELECT id FROM users WHERE id = 0");
  }
}

void caughtAfter(sqlite3 *db, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE id = ";
  try {
    sql += std::to_string(std::stoi(name));
  } catch (...) {
    sql += "0";
  }
  run(db, sql);
}

template <typename... Args> static std::string cat(const Args &...args) {
  std::ostringstream out;
  (out << ... << args);
  return out.str();
}

void folded(sqlite3 *db, const std::string &name, int id) {
  run(db, cat("SELECT id FROM users WHERE id = ", id));
  run(db, cat("SELECT id FROM users WHERE name = '", name, "'")); // expect[dbsafe-sql-concatenation]:
}

class Statement {
public:
  Statement(const char *text) : text_(text) {}
  Statement &operator<<(const std::string &s) {
    text_ += s;
    return *this;
  }
  Statement &operator<<(int n) {
    text_ += std::to_string(n);
    return *this;
  }
  operator std::string() const { return text_; }
  const std::string &str() const { return text_; }
  friend Statement operator+(Statement a, const std::string &b) {
    a.text_ += b;
    return a;
  }

private:
  std::string text_;
};

void streamedStatement(sqlite3 *db, const std::string &name) {
  Statement q("SELECT id FROM users WHERE id = ");
  q << 3 << std::string(" LIMIT 1");
  run(db, q.str());
  Statement r("SELECT id FROM users WHERE name = '");
  r << name << "'"; // expect[dbsafe-sql-concatenation]:
  run(db, r);
}

void addedStatement(sqlite3 *db, const std::string &name) {
  run(db, Statement("SELECT id FROM users WHERE name = '") + name + "'"); // expect[dbsafe-sql-concatenation]:
  run(db, Statement("SELECT id FROM ") + "users");
}

static Statement operator""_q(const char *text, std::size_t) { return Statement(text); }

void literals(sqlite3 *db, const std::string &name) {
  run(db, "SELECT id FROM users"_q);
  run(db, "SELECT id FROM users WHERE name = '"_q + name + "'"); // expect[dbsafe-sql-concatenation]:
}

void variants(sqlite3 *db, const std::string &name) {
  std::variant<int, std::string> v = name;
  run(db, "SELECT id FROM users WHERE name = '" + std::get<std::string>(v) + "'"); // expect[dbsafe-sql-concatenation]:
}

void arrays(sqlite3 *db) {
  std::array<std::string, 2> a = {"users", "id"};
  run(db, "SELECT id FROM " + a[0]);
}

class Builder {
public:
  Builder &from(const std::string &table) {
    from_ = table;
    return *this;
  }
  Builder &where(const std::string &condition) {
    where_.push_back(condition);
    return *this;
  }
  std::string build() const {
    std::string sql = "SELECT id FROM " + from_;
    for (std::size_t i = 0; i < where_.size(); ++i)
      sql += (i ? " AND " : " WHERE ") + where_[i];
    return sql;
  }

private:
  std::string from_;
  std::vector<std::string> where_;
};

void built(sqlite3 *db, const std::string &name) {
  run(db, Builder().from("users").where("id = 1").build());
  run(db, Builder().from("users").where("name = '" + name + "'").build()); // expect[dbsafe-sql-concatenation]:
}

void buffers(sqlite3 *db, const char *name) {
  char parts[2][64];
  strcpy(parts[0], "SELECT id FROM users WHERE name = '");
  strcpy(parts[1], name);
  strcat(parts[0], parts[1]); // expect[dbsafe-sql-concatenation]:
  strcat(parts[0], "'");
  sqlite3_exec(db, parts[0], nullptr, nullptr, nullptr);
}

void jumps(sqlite3 *db, const char *name) {
  std::string sql = "SELECT id FROM users";
again:
  sql += " WHERE id = 1";
  if (sql.size() < 10)
    goto again;
  run(db, sql);
  if (name) {
    sql = name;
    goto out;
  }
  return;
out:
  run(db, "DELETE FROM " + sql); // expect[dbsafe-sql-concatenation]:
}
