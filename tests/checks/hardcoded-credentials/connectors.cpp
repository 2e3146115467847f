// requires: mysql_driver.h
// config: only.yaml
// Passwords in C++ libraries. All are invented.
#include <cppconn/driver.h>
#include <cstdlib>
#include <mysql_driver.h>
#include <nanodbc/nanodbc.h>
#include <otlv4.h>
#include <string>

sql::Connection *connector(sql::Driver *d) {
  return d->connect("tcp://db.todo.internal", "todo", "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

sql::Connection *connectorFromEnvironment(sql::Driver *d) {
  return d->connect("tcp://db.todo.internal", "todo", std::getenv("TODO_PASSWORD"));
}

sql::Connection *ownDriver() {
  return sql::mysql::get_mysql_driver_instance()->connect(
      "tcp://db.todo.internal", "todo",
      "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

nanodbc::connection nano() {
  return nanodbc::connection("todo", "todo", "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

nanodbc::connection nanoString() {
  return nanodbc::connection("Driver={PostgreSQL};Server=db.todo.internal;Uid=todo;Pwd=k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

nanodbc::connection nanoWithout() { return nanodbc::connection("DSN=todo;Trusted_Connection=yes"); }

nanodbc::connection nanoGiven(const std::string &secret) {
  return nanodbc::connection("todo", "todo", secret);
}
