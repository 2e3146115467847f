// requires: sqlite3.h
// config: only.yaml
// Quotes that a program doubles with its own replace-all.
#include <sqlite3.h>
#include <string>

static void replaceAll(std::string &s, const std::string &from, const std::string &to) {
  size_t pos = 0;
  while ((pos = s.find(from, pos)) != std::string::npos) {
    s.replace(pos, from.length(), to);
    pos += to.length();
  }
}

static std::string replaced(std::string s, const std::string &from, const std::string &to) {
  for (size_t pos = 0; (pos = s.find(from, pos)) != std::string::npos; pos += to.size())
    s.replace(pos, from.size(), to);
  return s;
}

static std::string duplicated(std::string s, char c) {
  size_t pos = 0;
  while ((pos = s.find(c, pos)) != std::string::npos) {
    s.insert(pos, 1, c);
    pos += 2;
  }
  return s;
}

static std::string substituted(const std::string &s, const std::string &from, const std::string &to) {
  std::string out;
  size_t start = 0, end;
  while ((end = s.find(from, start)) != std::string::npos) {
    out.append(s, start, end - start);
    out += to;
    start = end + from.size();
  }
  out.append(s, start, std::string::npos);
  return out;
}

int run(sqlite3 *db, const std::string &sql) {
  return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

int inPlace(sqlite3 *db, std::string name) {
  replaceAll(name, "'", "''");
  return run(db, "DELETE FROM users WHERE name = '" + name + "'");
}

int byResult(sqlite3 *db, const std::string &name) {
  return run(db, "DELETE FROM users WHERE name = '" + replaced(name, "'", "''") + "'");
}

int byCharacter(sqlite3 *db, const std::string &name) {
  return run(db, "DELETE FROM users WHERE name = '" + duplicated(name, '\'') + "'");
}

int byCopy(sqlite3 *db, const std::string &name) {
  return run(db, "DELETE FROM users WHERE name = '" + substituted(name, "'", "''") + "'");
}

int table(sqlite3 *db, const std::string &name) {
  return run(db, "DROP TABLE \"" + duplicated(name, '"') + '"');
}

// Something else is replaced.

int wrongMark(sqlite3 *db, std::string name) {
  replaceAll(name, "\"", "\"\"");
  return run(db, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: escaped as a name but not inside
}

int wrongText(sqlite3 *db, const std::string &name) {
  return run(db, "DELETE FROM users WHERE name = '" + replaced(name, "x", "''") + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

int byOne(sqlite3 *db, const std::string &name) {
  return run(db, "DELETE FROM users WHERE name = '" + replaced(name, "'", "'") + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

// Only the first is replaced.

static std::string first(std::string s, const std::string &from, const std::string &to) {
  size_t pos = s.find(from);
  if (pos != std::string::npos)
    s.replace(pos, from.size(), to);
  return s;
}

static std::string early(std::string s, const std::string &from, const std::string &to) {
  size_t pos = 0;
  while ((pos = s.find(from, pos)) != std::string::npos) {
    s.replace(pos, from.size(), to);
    return s;
  }
  return s;
}

int one(sqlite3 *db, const std::string &name) {
  return run(db, "DELETE FROM users WHERE name = '" + first(name, "'", "''") + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

int oneOfMany(sqlite3 *db, const std::string &name) {
  return run(db, "DELETE FROM users WHERE name = '" + early(name, "'", "''") + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}
