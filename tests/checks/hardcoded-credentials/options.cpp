// requires: mysql_driver.h
// requires: libpq-fe.h
// config: only.yaml
// flags: -D_GNU_SOURCE
// Passwords among options: in maps, in lists that are filled side by side, on
// command lines. All are invented.
#include <cppconn/driver.h>
#include <cstdlib>
#include <libpq-fe.h>
#include <mysql_driver.h>
#include <string>
#include <vector>

sql::Connection *mapped(sql::Driver *d) {
  sql::ConnectOptionsMap options;
  options["hostName"] = "tcp://db.todo.internal";
  options["userName"] = "todo";
  options["password"] = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
  return d->connect(options);
}

sql::Connection *mappedFromEnvironment(sql::Driver *d) {
  sql::ConnectOptionsMap options;
  options["userName"] = "k7mQ-trZ";
  options["password"] = std::getenv("TODO_PASSWORD");
  return d->connect(options);
}

PGconn *sideBySide() {
  const char *names[4], *values[4];
  int n = 0;
  names[n] = "host";
  values[n++] = "db.todo.internal";
  names[n] = "password";
  values[n++] = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
  names[n] = nullptr;
  values[n] = nullptr;
  return PQconnectdbParams(names, values, 0);
}

PGconn *pushed() {
  std::vector<const char *> names, values;
  names.push_back("user");
  values.push_back("k7mQ-trZ");
  names.push_back("password");
  values.push_back(std::getenv("TODO_PASSWORD"));
  names.push_back(nullptr);
  values.push_back(nullptr);
  return PQconnectdbParams(names.data(), values.data(), 0);
}

void dumped() {
  std::system("PGPASSWORD=k7mQ-trZ pg_dump todo"); // expect[dbsafe-hardcoded-credentials]:
}

void dumpedWithFile() {
  std::system("PGPASSFILE=/etc/todo/pgpass pg_dump todo");
}

void dumpedWithVariable() { std::system("PGPASSWORD=$TODO_PASSWORD pg_dump todo"); }
