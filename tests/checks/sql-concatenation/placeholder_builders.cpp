// requires: sqlite3.h
// requires: libpq-fe.h
// config: only.yaml
// More ways to write placeholders.

#include <libpq-fe.h>
#include <sqlite3.h>
#include <sstream>
#include <string>
#include <vector>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr);
  sqlite3_finalize(statement);
}

void popBack(sqlite3 *db, const std::vector<int> &ids) {
  std::string in;
  for (std::size_t i = 0; i < ids.size(); ++i)
    in += "?,";
  if (!in.empty())
    in.pop_back();
  run(db, "SELECT id FROM users WHERE id IN (" + in + ")");
}

void resized(sqlite3 *db, const std::vector<int> &ids) {
  std::string s = "SELECT id FROM users WHERE id IN (";
  for (std::size_t i = 0; i < ids.size(); ++i)
    s += "?, ";
  s.resize(s.size() - 2);
  s += ")";
  run(db, s);
}

void lastReplaced(sqlite3 *db, const std::vector<int> &ids) {
  std::string s = "SELECT id FROM users WHERE id IN (";
  for (std::size_t i = 0; i < ids.size(); ++i)
    s += "?,";
  s[s.size() - 1] = ')';
  run(db, s);
  s.back() = ')';
  run(db, s);
}

void cut(sqlite3 *db, const std::vector<int> &ids) {
  std::string s;
  for (std::size_t i = 0; i < ids.size(); ++i)
    s += ":p" + std::to_string(i) + ", ";
  s = s.substr(0, s.length() - 2);
  run(db, "SELECT id FROM users WHERE id IN (" + s + ")");
  s.erase(s.size() - 2);
  run(db, "SELECT id FROM users WHERE id IN (" + s + ")");
  s.erase(s.end() - 1);
  run(db, "SELECT id FROM users WHERE id IN (" + s + ")");
}

void repeated(sqlite3 *db, std::size_t n) {
  run(db, "SELECT id FROM users WHERE id = " + std::string(1, '?'));
  std::string marks(n * 2 - 1, '?');
  for (std::size_t i = 1; i < marks.size(); i += 2)
    marks[i] = ',';
  run(db, "SELECT id FROM users WHERE id IN (" + marks + ")");
}

static std::string join(const std::vector<std::string> &parts, const std::string &separator) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i)
      result += separator;
    result += parts[i];
  }
  return result;
}

void joined(sqlite3 *db, std::size_t n) {
  std::vector<std::string> marks(n, "?");
  run(db, "SELECT id FROM users WHERE id IN (" + join(marks, ", ") + ")");
}

void joinedInput(sqlite3 *db, const std::vector<std::string> &names) {
  run(db, "SELECT id FROM users WHERE name IN (" + join(names, ", ") + ")"); // expect[dbsafe-sql-concatenation]:
}

void streamed(PGconn *c, int n) {
  std::ostringstream sql;
  sql << "SELECT id FROM users WHERE id IN (";
  const char *separator = "";
  for (int i = 1; i <= n; ++i) {
    sql << separator << '$' << i;
    separator = ", ";
  }
  sql << ')';
  PQclear(PQexec(c, sql.str().c_str()));
}

void streamedSeek(PGconn *c, int n) {
  std::ostringstream sql;
  sql << "SELECT id FROM users WHERE id IN (";
  for (int i = 1; i <= n; ++i)
    sql << "$" << i << ",";
  sql.seekp(-1, std::ios_base::end);
  sql << ")";
  PQclear(PQexec(c, sql.str().c_str()));
}

static std::string mark(int i) { return "$" + std::to_string(i); }

void helper(PGconn *c, int n) {
  std::string sql = "SELECT id FROM users WHERE id IN (" + mark(1);
  for (int i = 2; i <= n; ++i)
    sql.append(", ").append(mark(i));
  sql.push_back(')');
  PQclear(PQexec(c, sql.c_str()));
}

void setClause(PGconn *c, const std::vector<std::string> &names) {
  static const char *const columns[] = {"name", "email"};
  std::string sql = "UPDATE users SET ";
  int n = 0;
  for (const char *column : columns)
    sql += std::string(n ? ", " : "") + column + " = $" + std::to_string(++n);
  sql += " WHERE id = $" + std::to_string(n + 1);
  PQclear(PQexec(c, sql.c_str()));
  std::string bad = "UPDATE users SET ";
  for (const auto &column : names)
    bad += column + " = $" + std::to_string(++n) + ","; // expect[dbsafe-sql-concatenation]:
  bad.pop_back();
  PQclear(PQexec(c, bad.c_str()));
}

void lambdaMark(PGconn *c, const std::string &name) {
  std::vector<std::string> values;
  auto add = [&](const std::string &v) {
    values.push_back(v);
    return "$" + std::to_string(values.size());
  };
  std::string sql = "SELECT id FROM users WHERE name = " + add(name);
  PQclear(PQexec(c, sql.c_str()));
}

void conditionList(PGconn *c, const char *name, const char *mail) {
  std::vector<std::string> where;
  std::vector<const char *> values;
  if (name) {
    values.push_back(name);
    where.push_back("name = $" + std::to_string(values.size()));
  }
  if (mail) {
    values.push_back(mail);
    where.push_back("email = $" + std::to_string(values.size()));
  }
  std::string sql = "SELECT id FROM users";
  for (std::size_t i = 0; i < where.size(); ++i)
    sql += (i == 0 ? " WHERE " : " AND ") + where[i];
  PQclear(PQexec(c, sql.c_str()));
}
