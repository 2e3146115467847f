// requires: SQLiteCpp/SQLiteCpp.h
// config: only.yaml
// Statements that a library's function makes: the constructor is nowhere named.
#include <SQLiteCpp/SQLiteCpp.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

void unique(SQLite::Database &db, const std::string &x) {
  auto s = std::make_unique<SQLite::Statement>(db, "SELECT 1 WHERE 'a' = '" + x + "'"); // expect[dbsafe-sql-concatenation]: 'x' is concatenated into SQL as a quoted value
  s->exec();
}
void shared(SQLite::Database &db, const std::string &x) {
  auto s = std::make_shared<SQLite::Statement>(db, ("SELECT 1 WHERE 'a' = '" + x + "'").c_str()); // expect[dbsafe-sql-concatenation]: 'x' is concatenated into SQL as a quoted value
  s->exec();
}
void optional(SQLite::Database &db, const std::string &x) {
  std::optional<SQLite::Statement> s;
  s.emplace(db, "SELECT 1 WHERE 'a' = '" + x + "'"); // expect[dbsafe-sql-concatenation]: 'x' is concatenated into SQL as a quoted value
  s->exec();
}
void listed(SQLite::Database &db, const std::string &x) {
  std::vector<SQLite::Statement> s;
  s.emplace_back(db, "SELECT 1 WHERE 'a' = '" + x + "'"); // expect[dbsafe-sql-concatenation]: 'x' is concatenated into SQL as a quoted value
  s[0].exec();
}

class Query {
public:
  Query(SQLite::Database &db, const std::string &sql) : statement(db, sql) {}
  SQLite::Statement statement;
};
void own(SQLite::Database &db, const std::string &x) {
  auto q = std::make_unique<Query>(db, "SELECT 1 FROM t WHERE n = '" + x + "'"); // expect[dbsafe-sql-concatenation]: 'x' is concatenated into SQL as a quoted value
  q->statement.exec();
}

// Nearest misses.
void bound(SQLite::Database &db, const std::string &x) {
  auto s = std::make_unique<SQLite::Statement>(db, "SELECT 1 WHERE 'a' = ?");
  s->bind(1, x);
  s->exec();
}
void numbered(SQLite::Database &db, int n) {
  std::optional<SQLite::Statement> s;
  s.emplace(db, "SELECT 1 LIMIT " + std::to_string(n));
  s->exec();
}
void otherText(const std::string &x) {
  auto s = std::make_unique<std::string>("SELECT 1 WHERE 'a' = '" + x + "'");
  std::vector<std::string> all;
  all.emplace_back("SELECT '" + *s + "'");
}
