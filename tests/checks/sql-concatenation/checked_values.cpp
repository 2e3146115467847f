// requires: sqlite3.h
// config: only.yaml
// Values compared with the elements of tables, by hand and by algorithm.
#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <strings.h>
#include <unordered_set>
#include <vector>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

static const std::string allowed[] = {"name", "email"};
static const char *const listed[] = {"name", "email", nullptr};

void flagLoop(sqlite3 *db, const std::string &column) {
  bool ok = false;
  for (const auto &each : allowed)
    if (column == each) {
      ok = true;
      break;
    }
  if (!ok)
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}

void flagLoopIgnored(sqlite3 *db, const std::string &column) {
  bool ok = false;
  for (const auto &each : allowed)
    if (column == each)
      ok = true;
  if (ok)
    std::abort();
  run(db, "SELECT id FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]:
}

static bool isAllowed(const std::string &column) {
  for (const auto &each : allowed)
    if (each == column)
      return true;
  return false;
}

void functionLoop(sqlite3 *db, const std::string &column) {
  if (!isAllowed(column))
    throw std::invalid_argument("column");
  run(db, "SELECT id FROM users ORDER BY " + column);
}

void functionLoopBackwards(sqlite3 *db, const std::string &column) {
  if (isAllowed(column))
    return;
  run(db, "SELECT id FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]:
}

static int indexOf(const char *column) {
  for (int i = 0; listed[i]; i++)
    if (std::strcmp(listed[i], column) == 0)
      return i;
  return -1;
}

void indexLoop(sqlite3 *db, const char *column) {
  int i = indexOf(column);
  if (i < 0)
    return;
  run(db, std::string("SELECT id FROM users ORDER BY ") + listed[i]);
}

void indexLoopOther(sqlite3 *db, const char *column) {
  if (indexOf(column) == -1)
    return;
  run(db, std::string("SELECT id FROM users ORDER BY ") + column);
}

static void requireAllowed(const std::string &column) {
  if (column != "name" && column != "email")
    throw std::invalid_argument("column");
}

void validatedByThrow(sqlite3 *db, const std::string &column) {
  requireAllowed(column);
  run(db, "SELECT id FROM users ORDER BY " + column);
}

void anyOf(sqlite3 *db, const std::string &column) {
  if (!std::any_of(std::begin(allowed), std::end(allowed),
                   [&](const std::string &a) { return a == column; }))
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}

void findIf(sqlite3 *db, const std::string &column) {
  auto it = std::find_if(std::begin(allowed), std::end(allowed),
                         [&](const auto &a) { return a == column; });
  if (it == std::end(allowed))
    return;
  run(db, "SELECT id FROM users ORDER BY " + *it);
}

void noneOf(sqlite3 *db, const std::string &column) {
  if (std::none_of(std::begin(allowed), std::end(allowed),
                   [&](const std::string &a) { return a == column; }))
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}

void asserted(sqlite3 *db, const std::string &column) {
  if (column != "name")
    std::abort();
  run(db, "SELECT id FROM users ORDER BY " + column);
}

const std::set<std::string> columns{"name", "email"};
static const std::unordered_set<std::string_view> views = {"name", "email"};

void setContains(sqlite3 *db, const std::string &column) {
  if (!columns.contains(column))
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}

void setCount(sqlite3 *db, const std::string &column) {
  if (columns.count(column) == 0)
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}

void setOfViews(sqlite3 *db, std::string_view column) {
  if (views.find(column) == views.end())
    return;
  run(db, "SELECT id FROM users ORDER BY " + std::string(column));
}

void setOfCaller(sqlite3 *db, const std::set<std::string> &some, const std::string &column) {
  if (!some.count(column))
    return;
  run(db, "SELECT id FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]:
}

void vectorFind(sqlite3 *db, const std::string &column) {
  const std::vector<std::string> all = {"name", "email"};
  if (std::find(all.begin(), all.end(), column) != all.end())
    run(db, "SELECT id FROM users ORDER BY " + column);
}

void continued(sqlite3 *db, const std::vector<std::string> &wanted) {
  for (const auto &column : wanted) {
    if (column != "name" && column != "email")
      continue;
    run(db, "SELECT id FROM users ORDER BY " + column);
  }
}

void caseless(sqlite3 *db, const char *direction) {
  if (strcasecmp(direction, "asc") != 0 && strcasecmp(direction, "desc") != 0)
    return;
  run(db, std::string("SELECT id FROM users ORDER BY id ") + direction);
}

void chosen(sqlite3 *db, const std::string &direction) {
  std::string order = direction == "desc" ? direction : "asc";
  run(db, "SELECT id FROM users ORDER BY id " + order);
}

static bool isName(const std::string &s) {
  for (char c : s)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_')
      return false;
  return !s.empty();
}

void identifierSafe(sqlite3 *db, const std::string &table, const std::string &name) {
  if (!isName(table))
    return;
  run(db, "SELECT id FROM " + table);
  run(db, "SELECT id FROM users WHERE name = '" + table + "'");
  run(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}

void identifierUnchecked(sqlite3 *db, const std::string &table) {
  if (isName(table))
    return;
  run(db, "SELECT id FROM " + table); // expect[dbsafe-sql-concatenation]:
}

static bool almostName(const std::string &s) {
  for (char c : s)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '\'')
      return false;
  return true;
}

void quoteLetThrough(sqlite3 *db, const std::string &name) {
  if (!almostName(name))
    return;
  run(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}

void algorithmName(sqlite3 *db, const std::string &table) {
  if (!std::all_of(table.begin(), table.end(),
                   [](unsigned char c) { return std::isalnum(c) || c == '_'; }))
    return;
  run(db, "SELECT id FROM " + table);
}

void spanName(sqlite3 *db, const std::string &table) {
  if (table.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos)
    return;
  run(db, "SELECT id FROM " + table);
}

void spanQuote(sqlite3 *db, const std::string &name) {
  if (name.find_first_not_of("abc'") != std::string::npos)
    return;
  run(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}

void copiedSafely(sqlite3 *db, const std::string &input) {
  std::string table;
  for (char c : input)
    if (std::isalnum(static_cast<unsigned char>(c)))
      table += c;
  run(db, "SELECT id FROM t_" + table);
}

void copiedAll(sqlite3 *db, const std::string &input) {
  std::string table;
  for (char c : input)
    if (c != ' ')
      table += c;
  run(db, "SELECT id FROM t_" + table); // expect[dbsafe-sql-concatenation]:
}

static std::optional<std::string> columnFor(const std::string &key) {
  if (key == "n")
    return "name";
  if (key == "e")
    return "email";
  return std::nullopt;
}

void optionalOf(sqlite3 *db, const std::string &key) {
  if (auto column = columnFor(key))
    run(db, "SELECT id FROM users ORDER BY " + *column);
  run(db, "SELECT id FROM users ORDER BY " + columnFor(key).value_or("id"));
}

class Sorter {
public:
  bool setColumn(const std::string &column) {
    if (column != "name" && column != "email")
      return false;
    column_ = column;
    return true;
  }
  void list(sqlite3 *db) { run(db, "SELECT id FROM users ORDER BY " + column_); }

private:
  std::string column_ = "id";
};

// Only what is a letter or a digit is kept, whatever type holds it meanwhile.
void keptLetters(sqlite3 *db, const std::string &in) {
  std::string sql = "SELECT id FROM users WHERE code = '";
  for (unsigned char c : in)
    if (std::isalnum(c))
      sql.push_back(static_cast<char>(c));
  run(db, sql + "'");
}
void keptMost(sqlite3 *db, const std::string &in) {
  std::string sql = "SELECT id FROM users WHERE code = '";
  for (unsigned char c : in)
    if (!std::isspace(c))
      sql.push_back(static_cast<char>(c));
  run(db, sql + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}
