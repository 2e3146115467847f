// requires: firebird/Interface.h
// config: ../only.yaml
// Firebird's object-oriented interface.
#include <firebird/Interface.h>
#include <string>

using namespace Firebird;

IStatement *prepared(ThrowStatusWrapper *status, IAttachment *a, ITransaction *t, const std::string &name) {
  const std::string sql = "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: input message
  return a->prepare(status, t, 0, sql.c_str(), 3, 0);
}

IStatement *preparedConstant(ThrowStatusWrapper *status, IAttachment *a, ITransaction *t) {
  return a->prepare(status, t, 0, "SELECT id FROM users WHERE name = ?", 3, 0);
}

void executed(ThrowStatusWrapper *status, IAttachment *a, ITransaction *t, const char *table) {
  const std::string sql = std::string("DROP TABLE ") + table; // expect[dbsafe-sql-concatenation]: an identifier
  a->execute(status, t, sql.size(), sql.c_str(), 3, nullptr, nullptr, nullptr, nullptr);
}

void executedNumber(ThrowStatusWrapper *status, IAttachment *a, ITransaction *t, int id) {
  const std::string sql = "DELETE FROM users WHERE id = " + std::to_string(id);
  a->execute(status, t, sql.size(), sql.c_str(), 3, nullptr, nullptr, nullptr, nullptr);
}

IResultSet *opened(ThrowStatusWrapper *status, IAttachment *a, ITransaction *t, const std::string &order) {
  const std::string sql = "SELECT id FROM users ORDER BY " + order; // expect[dbsafe-sql-concatenation]: an identifier
  return a->openCursor(status, t, 0, sql.c_str(), 3, nullptr, nullptr, nullptr, "all", 0);
}

// The cursor's name is no SQL.
IResultSet *openedNamed(ThrowStatusWrapper *status, IAttachment *a, ITransaction *t, const std::string &user) {
  const std::string name = "users_of_" + user;
  return a->openCursor(status, t, 0, "SELECT id FROM users", 3, nullptr, nullptr, nullptr, name.c_str(), 0);
}
