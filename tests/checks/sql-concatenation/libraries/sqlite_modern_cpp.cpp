// requires: sqlite_modern_cpp/sqlite_modern_cpp.h
// config: ../only.yaml
// sqlite_modern_cpp: the first << is SQL, the others bind.
#include <sqlite_modern_cpp/sqlite_modern_cpp.h>
#include <string>
#include <vector>

void spliced(sqlite::database &db, const std::string &name) {
  db << "DELETE FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: bind it, without the quotes: db << "... ? ..." << value
}

void bound(sqlite::database &db, const std::string &name) {
  db << "DELETE FROM users WHERE name = ?" << name;
}

// What is bound may be made of anything.
void boundMade(sqlite::database &db, const std::string &name) {
  db << "DELETE FROM users WHERE name = ?" << ("'" + name + "'");
}

void boundBehindSpliced(sqlite::database &db, const std::string &table, int id) {
  db << "DELETE FROM " + table + " WHERE id = ?" << id; // expect[dbsafe-sql-concatenation]: an identifier
}

int read(sqlite::database &db, const std::string &name) {
  int age = 0;
  db << "SELECT age FROM users WHERE name = ?" << name >> age;
  return age;
}

int readSpliced(sqlite::database &db, const std::string &name) {
  int age = 0;
  db << "SELECT age FROM users WHERE name = '" + name + "'" >> age; // expect[dbsafe-sql-concatenation]: a quoted value
  return age;
}

void rows(sqlite::database &db, int least, const std::string &name) {
  db << "SELECT name FROM users WHERE age > ? AND name <> ?" << least << name >>
      [&](std::string found) { db << "INSERT INTO seen VALUES (?)" << found; };
}

void rowsSpliced(sqlite::database &db) {
  db << "SELECT name FROM users" >> [&](std::string found) {
    db << "INSERT INTO seen VALUES ('" + found + "')"; // expect[dbsafe-sql-concatenation]: a quoted value
  };
}

void number(sqlite::database &db, int id) {
  db << "DELETE FROM users WHERE id = " + std::to_string(id);
}

void pointer(sqlite::database *db, const char *name) {
  std::string sql = "DELETE FROM users WHERE name = '";
  sql += name; // expect[dbsafe-sql-concatenation]: a quoted value
  sql += "'";
  *db << sql;
}

void pointerConstant(sqlite::database *db, bool all) {
  std::string sql = "DELETE FROM users";
  if (!all)
    sql += " WHERE age > 100";
  *db << sql;
}

void marks(sqlite::database &db, const std::vector<int> &ids) {
  std::string list = "?";
  for (size_t i = 1; i < ids.size(); ++i)
    list += ",?";
  auto query = db << "DELETE FROM users WHERE id IN (" + list + ")";
  for (int id : ids)
    query << id;
}

void pragma(sqlite::database &db, const std::string &name) {
  if (name == "foreign_keys" || name == "synchronous")
    db << "PRAGMA " + name + " = ON";
}

void pragmaOfAnything(sqlite::database &db, const std::string &name) {
  db << "PRAGMA " + name + " = ON"; // expect[dbsafe-sql-concatenation]:
}

class Log {
public:
  explicit Log(sqlite::database &db) : db(db) {}
  void write(const std::string &line) { db << insert << line; }
  void find(const std::string &word) {
    db << "SELECT * FROM log WHERE line LIKE '%" + word + "%'"; // expect[dbsafe-sql-concatenation]: a LIKE pattern
  }

private:
  sqlite::database &db;
  const std::string insert = "INSERT INTO log VALUES (?)";
};
