// requires: Poco/Data/Session.h
// config: ../only.yaml
// POCO Data: << is SQL text, use() binds, and a bare string after a comma is
// put into the text in place of a %s.
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <cstdlib>
#include <iostream>
#include <string>

using namespace Poco::Data::Keywords;
using Poco::Data::RecordSet;
using Poco::Data::Session;
using Poco::Data::Statement;

void concatenated(Session &session, const std::string &name) {
  session << "DELETE FROM users WHERE name = '" + name + "'", now; // expect[dbsafe-sql-concatenation]: bind it, without the quotes: session << "... ? ...", use(value), now
}

void bound(Session &session, std::string name) {
  session << "DELETE FROM users WHERE name = ?", use(name), now;
}

void streamed(Session &session, const std::string &name) {
  session << "DELETE FROM users WHERE name = '" << name << "'", now; // expect[dbsafe-sql-concatenation]: a quoted value
}

void streamedNumber(Session &session, int id) {
  session << "DELETE FROM users WHERE id = " << id, now;
}

// It looks like binding and is formatting.
void formatted(Session &session, const std::string &name) {
  session << "DELETE FROM users WHERE name = '%s'", name, now; // expect[dbsafe-sql-concatenation]: concatenated into SQL
}

void formattedTwice(Session &session, int id, const std::string &name) {
  session << "UPDATE users SET name = '%s' WHERE id = %d",
      name, // expect[dbsafe-sql-concatenation]: concatenated into SQL
      id, now;
}

void formattedPointer(Session &session, const char *table) {
  session << "DELETE FROM %s", table, now; // expect[dbsafe-sql-concatenation]: concatenated into SQL
}

void formattedNumber(Session &session, int id) {
  session << "DELETE FROM users WHERE id = %d", id, now;
}

void formattedLiteral(Session &session) {
  session << "DELETE FROM %s", "users", now;
}

// One is bound, one is not.
void mixed(Session &session, const std::string &table, std::string name) {
  session << "DELETE FROM %s WHERE name = ?",
      table, // expect[dbsafe-sql-concatenation]: concatenated into SQL
      use(name), now;
}

void statement(Session &session, const std::string &order) {
  std::string name;
  Statement select(session);
  select << "SELECT name FROM users ORDER BY " << order, // expect[dbsafe-sql-concatenation]:
      into(name);
  while (!select.done())
    select.execute();
}

void statementBound(Session &session, int minimum) {
  std::string name;
  Statement select(session);
  select << "SELECT name FROM users WHERE weight > ? ORDER BY name", into(name),
      use(minimum), range(0, 1);
  while (!select.done()) {
    select.execute();
    std::cout << name << '\n';
  }
}

void statementOfParts(Session &session, bool active, const std::string &name) {
  Statement select(session);
  select << "SELECT id FROM users";
  if (active)
    select << " WHERE active";
  else
    select << " WHERE name = '" << name << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  select.execute();
}

void statementOfLiteralParts(Session &session, bool active) {
  Statement select(session);
  select << "SELECT id FROM users";
  if (active)
    select << " WHERE active";
  select.execute();
}

void initialised(Session &session, const std::string &name) {
  Statement insert = (session << "INSERT INTO users(name) VALUES('" << name // expect[dbsafe-sql-concatenation]: a quoted value
                              << "')");
  insert.execute();
}

void initialisedBound(Session &session, std::string name) {
  Statement insert = (session << "INSERT INTO users(name) VALUES(?)", use(name));
  insert.execute();
}

void records(Session &session, const std::string &name) {
  RecordSet rows(session, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: RecordSet rows(select)
}

void recordsOfLiteral(Session &session) {
  RecordSet rows(session, "SELECT id FROM users");
}

void fromEnvironment(Session &session) {
  const char *user = std::getenv("TODO_USER");
  if (user)
    session << "DELETE FROM users WHERE name = '" << user << "'", now; // expect-error[dbsafe-sql-concatenation]: text from the environment
}

void secondOrder(Session &session, int id) {
  std::string name;
  session << "SELECT name FROM users WHERE id = ?", use(id), into(name), now;
  session << "DELETE FROM log WHERE who = '" << name << "'", now; // expect-error[dbsafe-sql-concatenation]: text from the database
}

void secondOrderBound(Session &session, int id) {
  std::string name;
  session << "SELECT name FROM users WHERE id = ?", use(id), into(name), now;
  session << "DELETE FROM log WHERE who = ?", use(name), now;
}

// Nothing is sent.
void shown(Session &session, const std::string &name) {
  Statement unsent(session);
  unsent << "DELETE FROM users WHERE name = '" << name << "'";
  std::cout << unsent.toString() << '\n';
}
