// requires: occi.h
// config: ../only.yaml
// Oracle's OCCI.
#include <occi.h>
#include <string>

using namespace oracle::occi;

Statement *created(Connection *c, const std::string &name) {
  return c->createStatement("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: setString(1, value)
}

ResultSet *bound(Connection *c, const std::string &name) {
  Statement *s = c->createStatement("SELECT id FROM users WHERE name = :1");
  s->setString(1, name);
  return s->executeQuery();
}

ResultSet *queried(Connection *c, const std::string &order) {
  Statement *s = c->createStatement();
  return s->executeQuery("SELECT id FROM users ORDER BY " + order); // expect[dbsafe-sql-concatenation]: an identifier
}

ResultSet *queriedConstant(Connection *c, bool byName) {
  Statement *s = c->createStatement();
  return s->executeQuery(std::string("SELECT id FROM users ORDER BY ") +
                         (byName ? "name" : "id"));
}

unsigned updated(Statement *s, const std::string &id) {
  return s->executeUpdate("DELETE FROM users WHERE id = " + id); // expect[dbsafe-sql-concatenation]: a value
}

unsigned updatedNumber(Statement *s, long id) {
  return s->executeUpdate("DELETE FROM users WHERE id = " + std::to_string(id));
}

void changed(Statement *s, const std::string &table) {
  s->setSQL("DELETE FROM " + table + " WHERE id = :1"); // expect[dbsafe-sql-concatenation]: an identifier
  s->executeUpdate();
}

void changedConstant(Statement *s, const std::string &id) {
  s->setSQL("DELETE FROM users WHERE id = :1");
  s->setString(1, id);
  s->executeUpdate();
}

void again(Statement *s, ResultSet *rows) {
  while (rows->next())
    s->execute("DELETE FROM posts WHERE author = '" +
               rows->getString(1) + // expect[dbsafe-sql-concatenation]: text from the database
               "'");
}
