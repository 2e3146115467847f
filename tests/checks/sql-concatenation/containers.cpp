// requires: sqlite3.h
// config: only.yaml
// Objects in containers: each field of an element is a text of its own.
#include <array>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

struct Row {
  std::string column;
  std::string value;
  int width = 0;
};

void rowsApart(sqlite3 *db, const std::string &name) {
  std::vector<Row> rows;
  rows.push_back({"name", name, 3});
  rows.push_back(Row{"city", name, 4});
  for (const auto &row : rows)
    run(db, "SELECT " + row.column + " FROM users");
  for (const Row &row : rows)
    run(db, "SELECT id FROM users WHERE name = '" + row.value + "'"); // expect[dbsafe-sql-concatenation]:
}

void rowsByIndex(sqlite3 *db, const std::string &name) {
  std::vector<Row> rows;
  Row row;
  row.column = "name";
  row.value = name;
  rows.emplace_back(row);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    run(db, "SELECT " + rows[i].column + " FROM users");
    run(db, "SELECT " + rows.at(i).value + " FROM users"); // expect[dbsafe-sql-concatenation]:
  }
  run(db, "SELECT " + rows.front().column + " FROM users");
  run(db, "SELECT " + rows.back().value + " FROM users"); // expect[dbsafe-sql-concatenation]:
}

void rowsByIterator(sqlite3 *db, const std::string &name) {
  std::list<Row> rows;
  rows.push_back({"name", name, 1});
  for (auto it = rows.begin(); it != rows.end(); ++it) {
    run(db, "SELECT " + it->column + " FROM users");
    run(db, "SELECT " + (*it).value + " FROM users"); // expect[dbsafe-sql-concatenation]:
  }
}

void rowWritten(sqlite3 *db, const std::string &name) {
  std::vector<Row> rows(2);
  rows[0].column = "id";
  rows[1].column = name;
  run(db, "SELECT " + rows[1].column + " FROM users"); // expect[dbsafe-sql-concatenation]:
  rows[0].value = name;
  for (auto &row : rows)
    row.column = "id";
}

void listed(sqlite3 *db, const std::string &name) {
  std::vector<Row> rows = {{"name", name, 1}, {"city", "Bern", 2}};
  std::string sql = "SELECT ";
  for (const auto &row : rows)
    sql += row.column + ",";
  sql += "1 FROM users";
  run(db, sql);
}

// The values of a column that a reader hands in, under names written here.
void pairs(sqlite3 *db, const std::string &name) {
  std::vector<std::pair<std::string, std::string>> pairs;
  pairs.emplace_back("name", name);
  pairs.push_back({"city", name});
  pairs.push_back(std::make_pair("zip", name));
  std::string sql = "SELECT id FROM users WHERE 1 = 1";
  for (const auto &[column, value] : pairs)
    sql += " AND " + column + " = 1";
  for (const auto &pair : pairs)
    sql += " AND " + pair.first + " = 1";
  run(db, sql);
  for (const auto &[column, value] : pairs)
    run(db, "SELECT " + value); // expect[dbsafe-sql-concatenation]:
  for (const auto &pair : pairs)
    run(db, "SELECT " + pair.second); // expect[dbsafe-sql-concatenation]:
}

void pairAlone(sqlite3 *db, const std::string &name) {
  std::pair<std::string, std::string> pair("name", name);
  run(db, "SELECT " + pair.first + " FROM users");
  run(db, "SELECT " + pair.second + " FROM users"); // expect[dbsafe-sql-concatenation]:
  auto made = std::make_pair(std::string("name"), name);
  run(db, "SELECT " + made.first + " FROM users");
  run(db, "SELECT " + std::get<1>(made) + " FROM users"); // expect[dbsafe-sql-concatenation]:
  auto [column, value] = made;
  run(db, "SELECT " + column + " FROM users");
  run(db, "SELECT " + value + " FROM users"); // expect[dbsafe-sql-concatenation]:
}

void tuples(sqlite3 *db, const std::string &name) {
  std::tuple<std::string, int, std::string> t{"name", 3, name};
  run(db, "SELECT " + std::get<0>(t) + " FROM users");
  run(db, "SELECT " + std::get<2>(t) + " FROM users"); // expect[dbsafe-sql-concatenation]:
  auto made = std::make_tuple(std::string("name"), name);
  auto [column, value] = made;
  run(db, "SELECT " + column + " FROM users");
  run(db, "SELECT " + value + " FROM users"); // expect[dbsafe-sql-concatenation]:
}

static std::pair<std::string, std::string> parted(const std::string &s) {
  return {"name", s};
}

void pairReturned(sqlite3 *db, const std::string &name) {
  auto [column, value] = parted(name);
  run(db, "SELECT " + column + " FROM users");
  run(db, "SELECT " + value + " FROM users"); // expect[dbsafe-sql-concatenation]:
  run(db, "SELECT " + parted(name).first + " FROM users");
}

void mapOfRows(sqlite3 *db, const std::string &name) {
  std::map<std::string, Row> rows;
  rows["a"] = {"name", name, 1};
  rows.insert({"b", Row{"city", name, 2}});
  rows.emplace("c", Row{"zip", name, 2});
  for (const auto &[key, row] : rows) {
    run(db, "SELECT " + key + ", " + row.column + " FROM users");
    run(db, "SELECT " + row.value + " FROM users"); // expect[dbsafe-sql-concatenation]:
  }
  run(db, "SELECT " + rows["a"].column + " FROM users");
  run(db, "SELECT " + rows.at("a").value + " FROM users"); // expect[dbsafe-sql-concatenation]:
  auto it = rows.find("b");
  if (it != rows.end()) {
    run(db, "SELECT " + it->second.column + " FROM users");
    run(db, "SELECT " + it->second.value + " FROM users"); // expect[dbsafe-sql-concatenation]:
  }
}

// What is not known by its key may be any.
void mapOfTexts(sqlite3 *db, const std::string &name) {
  std::map<std::string, std::string> values;
  values["name"] = name;
  values.insert({"city", name});
  for (const auto &[key, value] : values) {
    run(db, "SELECT " + key + " FROM users");
    run(db, "SELECT " + value + " FROM users"); // expect[dbsafe-sql-concatenation]:
  }
  std::map<std::string, std::string> names;
  names[name] = "users";
  for (const auto &[key, value] : names) {
    run(db, "SELECT id FROM " + value);
    run(db, "SELECT id FROM " + key); // expect[dbsafe-sql-concatenation]:
  }
}

static const std::map<std::string, std::string> kColumns = {
    {"name", "users.name"}, {"city", "users.city"}};
static const std::vector<std::pair<std::string, std::string>> kPairs = {
    {"name", "users.name"}, {"city", "users.city"}};
static const std::pair<const char *, const char *> kArray[] = {
    {"name", "users.name"}, {"city", "users.city"}};
static const std::unordered_map<std::string_view, const char *> kViews = {
    {"name", "users.name"}, {"city", "users.city"}};
static const std::map<std::string, Row> kRows = {{"name", {"users.name", "x", 1}}};

void constantMap(sqlite3 *db, const std::string &name) {
  std::string sql = "SELECT ";
  for (auto &[k, v] : kColumns)
    sql += k + ", " + v + ", ";
  for (const auto &pair : kPairs)
    sql += pair.first + ", " + pair.second + ", ";
  for (const auto &[k, v] : kPairs)
    sql += std::string(k) + v;
  for (const auto &[k, v] : kArray)
    sql += std::string(k) + v;
  for (const auto &[k, v] : kRows)
    sql += k + v.column;
  run(db, sql + "1 FROM users");
  run(db, "SELECT " + kColumns.at(name) + " FROM users");
  if (auto it = kColumns.find(name); it != kColumns.end()) {
    run(db, "SELECT " + it->second + " FROM users");
    run(db, "SELECT " + it->first + " FROM users");
    run(db, "SELECT " + name + " FROM users");
  }
  if (auto it = kViews.find(name); it != kViews.end())
    run(db, std::string("SELECT ") + it->second + " FROM users");
  if (auto it = kRows.find(name); it != kRows.end())
    run(db, "SELECT " + it->second.column + " FROM users");
  run(db, "SELECT " + name + " FROM users"); // expect[dbsafe-sql-concatenation]:
}

class Query {
public:
  void where(const std::string &column, const std::string &value) {
    conditions.push_back({column, value, 0});
  }
  std::string text() const {
    std::string sql = "SELECT id FROM users WHERE 1 = 1";
    for (const auto &c : conditions)
      sql += " AND " + c.column + " = ?";
    return sql;
  }
  std::string unsafe() const {
    std::string sql = "SELECT id FROM users WHERE 1 = 1";
    for (const auto &c : conditions)
      sql += " AND " + c.column + " = '" + c.value + "'"; // expect[dbsafe-sql-concatenation]:
    return sql;
  }

private:
  std::vector<Row> conditions;
};

void builderOfRows(sqlite3 *db, const std::string &name) {
  Query q;
  q.where("name", name);
  run(db, q.text());
  run(db, q.unsafe());
}

void optionalRow(sqlite3 *db, const std::string &name) {
  std::optional<Row> row = Row{"name", name, 1};
  run(db, "SELECT " + row->column + " FROM users");
  run(db, "SELECT " + (*row).value + " FROM users"); // expect[dbsafe-sql-concatenation]:
}

// a[1] = name
void elementsOfArray(sqlite3 *db, const std::string &name) {
  std::array<std::string, 3> parts = {"SELECT id FROM users WHERE name = '", "", "'"};
  parts[1] = name;
  std::string sql;
  for (const auto &part : parts)
    sql += part; // expect[dbsafe-sql-concatenation]:
  run(db, sql);
  std::array<std::string, 2> own = {"SELECT ", "1"};
  own[1] = "2";
  std::string second;
  for (const auto &part : own)
    second += part;
  run(db, second);
}

void elementsOfVector(sqlite3 *db, const std::string &name) {
  std::vector<std::string> parts(3);
  parts[0] = "SELECT id FROM users WHERE name = '";
  parts[1] = name;
  parts[2] = "'";
  std::string sql;
  for (std::size_t i = 0; i < parts.size(); ++i)
    sql += parts[i]; // expect[dbsafe-sql-concatenation]:
  run(db, sql);
  std::vector<std::string> own(2, "1");
  own.at(0) = "SELECT ";
  run(db, own[0] + own[1]);
}

void elementsOfCArray(sqlite3 *db, const char *name) {
  const char *parts[3] = {"SELECT id FROM users WHERE name = '", "", "'"};
  parts[1] = name;
  std::string sql;
  for (const char *part : parts)
    sql += part; // expect[dbsafe-sql-concatenation]:
  run(db, sql);
  std::string texts[2];
  texts[0] = "SELECT ";
  texts[1] = "1";
  std::string second;
  for (int i = 0; i < 2; ++i)
    second += texts[i];
  run(db, second);
}
