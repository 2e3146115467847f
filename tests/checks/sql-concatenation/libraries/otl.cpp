// requires: otlv4.h
// config: ../only.yaml
// OTL: what is streamed is bound, what is given to a constructor is text.
#include <otlv4.h>
#include <string>

void streamed(otl_connect &db, const std::string &name) {
  otl_stream s(1, "DELETE FROM users WHERE name = :name<char[64]>", db);
  s << name;
}

void spliced(otl_connect &db, const std::string &name) {
  const std::string sql = "DELETE FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: s << value
  otl_stream s(1, sql.c_str(), db);
}

void both(otl_connect &db, const std::string &table, int id) {
  const std::string sql = "DELETE FROM " + table + " WHERE id = :id<int>"; // expect[dbsafe-sql-concatenation]: an identifier
  otl_stream s(1, sql.c_str(), db);
  s << id;
}

void opened(otl_connect &db, const std::string &order) {
  otl_stream s;
  s.open(50, ("SELECT id FROM users ORDER BY " + order).c_str(), db); // expect[dbsafe-sql-concatenation]: an identifier
}

void openedConstant(otl_connect &db, bool byName) {
  otl_stream s;
  s.open(50, byName ? "SELECT id FROM users ORDER BY name" : "SELECT id FROM users", db);
}

void direct(otl_connect &db, const std::string &table) {
  otl_cursor::direct_exec(db, ("DROP TABLE " + table).c_str()); // expect[dbsafe-sql-concatenation]: an identifier
}

void directNumber(otl_connect &db, int year) {
  otl_cursor::direct_exec(db, ("DROP TABLE log_" + std::to_string(year)).c_str());
}

void connected(otl_connect &db, const char *id) {
  db.direct_exec((std::string("DELETE FROM users WHERE id = ") + id).c_str()); // expect[dbsafe-sql-concatenation]: a value
}

void again(otl_connect &db) {
  otl_stream rows(50, "SELECT name FROM users", db);
  std::string name;
  while (!rows.eof()) {
    rows >> name;
    db.direct_exec(("DELETE FROM posts WHERE author = '" + name + "'").c_str()); // expect[dbsafe-sql-concatenation]: text from the database
  }
}

void againBound(otl_connect &db) {
  otl_stream rows(50, "SELECT name FROM users", db);
  otl_stream posts(50, "DELETE FROM posts WHERE author = :name<char[64]>", db);
  std::string name;
  while (!rows.eof()) {
    rows >> name;
    posts << name;
  }
}
