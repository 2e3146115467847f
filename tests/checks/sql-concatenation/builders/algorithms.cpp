// requires: libpq-fe.h
// config: ../only.yaml
// flags: -std=c++20
// Text that the standard algorithms put together.
#include <algorithm>
#include <cctype>
#include <iterator>
#include <libpq-fe.h>
#include <numeric>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using Names = std::vector<std::string>;

void run(PGconn *c, const std::string &sql) {
  PQclear(PQexec(c, sql.c_str()));
}

void copied(PGconn *c, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '";
  std::copy(name.begin(), name.end(), std::back_inserter(sql)); // expect[dbsafe-sql-concatenation]: a quoted value
  sql += "'";
  run(c, sql);
}

void copiedLiteral(PGconn *c) {
  static const std::string_view tail = " AND active";
  std::string sql = "SELECT id FROM users WHERE id > 5";
  std::copy(tail.begin(), tail.end(), std::back_inserter(sql));
  run(c, sql);
}

void copiedThroughVariable(PGconn *c, const std::string &table) {
  std::string sql = "DELETE FROM ";
  auto out = std::back_inserter(sql);
  out = std::copy(table.begin(), table.end(), out); // expect[dbsafe-sql-concatenation]: an identifier
  run(c, sql);
}

void streamed(PGconn *c, const Names &names) {
  std::ostringstream sql;
  sql << "SELECT id FROM users WHERE name IN ('";
  std::copy(names.begin(), names.end(), // expect[dbsafe-sql-concatenation]: a quoted value
            std::ostream_iterator<std::string>(sql, "','"));
  sql << "')";
  run(c, sql.str());
}

void streamedNumbers(PGconn *c, const std::vector<int> &ids) {
  std::ostringstream sql;
  sql << "DELETE FROM todos WHERE id IN (";
  std::copy(ids.begin(), ids.end(), std::ostream_iterator<int>(sql, ","));
  sql << "0)";
  run(c, sql.str());
}

void accumulated(PGconn *c, const Names &names) {
  std::string sql =
      std::accumulate(names.begin(), names.end(), // expect[dbsafe-sql-concatenation]:
                      std::string("SELECT id FROM "));
  run(c, sql);
}

void folded(PGconn *c, const Names &names) {
  std::string list = std::accumulate(
      names.begin(), names.end(), std::string("''"),
      [](const std::string &all, const std::string &name) {
        return all + ",'" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
      });
  run(c, "SELECT id FROM users WHERE name IN (" + list + ")");
}

void foldedNumbers(PGconn *c, const std::vector<int> &ids) {
  std::string list = std::accumulate(
      ids.begin(), ids.end(), std::string("0"),
      [](std::string all, int id) {
        return std::move(all) + "," + std::to_string(id);
      });
  run(c, "DELETE FROM todos WHERE id IN (" + list + ")");
}

void foldedGenerically(PGconn *c, const std::vector<long> &ids) {
  std::string list = std::accumulate(
      std::next(ids.begin()), ids.end(), std::to_string(ids[0]),
      [](auto all, auto id) { return all + "," + std::to_string(id); });
  run(c, "DELETE FROM todos WHERE id IN (" + list + ")");
}

static std::string inQuotes(const std::string &name) {
  return "'" + name + "'"; // expect[dbsafe-sql-concatenation]:
}

void transformed(PGconn *c, const Names &names) {
  Names quoted;
  std::transform(names.begin(), names.end(), std::back_inserter(quoted),
                 inQuotes);
  std::string sql = "SELECT id FROM users WHERE name IN (''";
  for (const std::string &each : quoted)
    sql += "," + each;
  run(c, sql + ")");
}

void transformedNumbers(PGconn *c, const std::vector<int> &ids) {
  Names texts;
  std::transform(ids.begin(), ids.end(), std::back_inserter(texts),
                 [](int id) { return std::to_string(id); });
  std::string sql = "DELETE FROM todos WHERE id IN (0";
  for (const std::string &each : texts)
    sql += "," + each;
  run(c, sql + ")");
}

void placeholders(PGconn *c, const Names &names) {
  Names marks(names.size());
  int n = 0;
  std::transform(names.begin(), names.end(), marks.begin(),
                 [&](const std::string &) { return "$" + std::to_string(++n); });
  std::string sql = "SELECT id FROM users WHERE name IN ($1";
  for (const std::string &mark : marks)
    sql += "," + mark;
  run(c, sql + ")");
}

// Upper case makes no text safe, and no literal unsafe.
void upperCase(PGconn *c, std::string code) {
  std::transform(code.begin(), code.end(), code.begin(), ::toupper);
  run(c, "SELECT 1 FROM coupons WHERE code = '" + code + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void upperCaseLiteral(PGconn *c, bool descending) {
  std::string order = descending ? "desc" : "asc";
  std::transform(order.begin(), order.end(), order.begin(),
                 [](unsigned char each) { return std::toupper(each); });
  run(c, "SELECT id FROM todos ORDER BY id " + order);
}

void forEach(PGconn *c, const Names &columns) {
  std::string sql = "SELECT id";
  std::for_each(columns.begin(), columns.end(), [&](const std::string &column) {
    sql += ", ";
    sql += column; // expect[dbsafe-sql-concatenation]:
  });
  run(c, sql + " FROM users");
}

void forEachNumber(PGconn *c, const std::vector<int> &ids) {
  std::string sql = "DELETE FROM todos WHERE id IN (0";
  std::for_each(ids.begin(), ids.end(),
                [&sql](int id) { sql += "," + std::to_string(id); });
  run(c, sql + ")");
}

void ranges(PGconn *c, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '";
  std::ranges::copy(name, std::back_inserter(sql)); // expect[dbsafe-sql-concatenation]: a quoted value
  sql += "'";
  run(c, sql);
}

void rangesForEach(PGconn *c, const Names &names) {
  std::string sql = "SELECT id FROM users WHERE name IN (''";
  std::ranges::for_each(names, [&](const std::string &name) {
    sql += ",'" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  });
  run(c, sql + ")");
}

// From iterators.
void fromIterators(PGconn *c, const std::string &name) {
  std::string part(name.begin(), name.end());
  run(c, "SELECT id FROM users WHERE name = '" + part + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void partOfLiteral(PGconn *c) {
  const std::string all = "SELECT id FROM todos";
  run(c, std::string(all.begin(), all.begin() + 14) + "users");
}

void appendedIterators(PGconn *c, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '";
  sql.append(name.begin(), name.end()); // expect[dbsafe-sql-concatenation]: a quoted value
  sql.push_back('\'');
  run(c, sql);
}
