// requires: sqlite3.h
// config: only.yaml
// What a variant holds reaches the database by a visitor: one that is called
// with each alternative, or several overloads.
#include <sqlite3.h>
#include <string>
#include <variant>

using Number = std::variant<int, double>;
using Mixed = std::variant<int, std::string>;

template <class... Ts> struct overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts> overloaded(Ts...) -> overloaded<Ts...>;

int run(sqlite3 *db, const std::string &sql) {
  return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

int rate(sqlite3 *db, const Number &stars) {
  std::string v = std::visit([](auto x) { return std::to_string(x); }, stars);
  return run(db, "UPDATE tracks SET stars = " + v);
}

int tag(sqlite3 *db, const Mixed &tag) {
  std::string v = std::visit(
      [](const auto &x) {
        if constexpr (std::is_same_v<std::decay_t<decltype(x)>, int>)
          return std::to_string(x);
        else
          return std::string(x);
      },
      tag);
  return run(db, "UPDATE tracks SET tag = " + v); // expect[dbsafe-sql-concatenation]: as a value
}

int overloadedRate(sqlite3 *db, const Number &stars) {
  std::string v = std::visit(overloaded{[](int x) { return std::to_string(x); }, [](double x) { return std::to_string(x); }}, stars);
  return run(db, "UPDATE tracks SET stars = " + v);
}

int overloadedTag(sqlite3 *db, const Mixed &tag) {
  std::string v = std::visit(overloaded{[](int x) { return std::to_string(x); }, [](const std::string &x) { return x; }}, tag);
  return run(db, "UPDATE tracks SET tag = " + v); // expect[dbsafe-sql-concatenation]: as a value
}

int appended(sqlite3 *db, const Mixed &tag) {
  std::string sql = "UPDATE tracks SET tag = ";
  std::visit([&](const auto &x) {
    if constexpr (std::is_same_v<std::decay_t<decltype(x)>, int>)
      sql += std::to_string(x);
    else
      sql += x;
  }, tag); // expect[dbsafe-sql-concatenation]: as a value
  return run(db, sql);
}
