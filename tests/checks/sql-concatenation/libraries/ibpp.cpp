// requires: ibpp.h
// config: ../only.yaml
// IBPP.
#include <ibpp.h>
#include <string>

void executed(IBPP::Statement s, const std::string &name) {
  s->Execute("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: st->Set(1, value)
}

void executedNumber(IBPP::Statement s, int id) {
  s->Execute("DELETE FROM users WHERE id = " + std::to_string(id));
}

void prepared(IBPP::Statement s, const std::string &name) {
  s->Prepare("DELETE FROM users WHERE name = ?");
  s->Set(1, name);
  s->Execute();
}

void preparedSpliced(IBPP::Statement s, const std::string &column, const std::string &value) {
  s->Prepare("DELETE FROM users WHERE " + column + " = ?"); // expect[dbsafe-sql-concatenation]: an identifier
  s->Set(1, value);
  s->Execute();
}

void immediate(IBPP::Statement s, const std::string &table) {
  s->ExecuteImmediate("DROP TABLE " + table); // expect[dbsafe-sql-concatenation]: an identifier
}

// The cursor's name is no SQL.
void cursor(IBPP::Statement s, const std::string &user) {
  s->CursorExecute("users_of_" + user, "SELECT id FROM users FOR UPDATE");
}

void cursorSpliced(IBPP::Statement s, const std::string &name) {
  s->CursorExecute("all", "SELECT id FROM users WHERE name = '" + name + "' FOR UPDATE"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void made(IBPP::Database db, IBPP::Transaction tr, const std::string &order) {
  IBPP::Statement s = IBPP::StatementFactory(db, tr, "SELECT id FROM users ORDER BY " + order); // expect[dbsafe-sql-concatenation]: an identifier
  s->Execute();
}

void madeConstant(IBPP::Database db, IBPP::Transaction tr, bool byName) {
  IBPP::Statement s = IBPP::StatementFactory(db, tr, std::string("SELECT id FROM users ORDER BY ") + (byName ? "name" : "id"));
  s->Execute();
}

void again(IBPP::Statement rows, IBPP::Statement s) {
  std::string name;
  while (rows->Fetch()) {
    rows->Get(1, name);
    s->Execute("DELETE FROM posts WHERE author = '" + name + "'"); // expect[dbsafe-sql-concatenation]: text from the database
  }
}

void againNumber(IBPP::Statement rows, IBPP::Statement s) {
  int id = 0;
  while (rows->Fetch()) {
    rows->Get(1, id);
    s->Execute("DELETE FROM posts WHERE author = " + std::to_string(id));
  }
}
