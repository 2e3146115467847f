// requires: pqxx/pqxx
// config: only.yaml
// Libraries on top of libpq.
#include <cstdlib>
#include <pqxx/pqxx>
#include <string>

void pqxxPlain() {
  pqxx::connection connection("postgresql://todo@db.todo.internal/todo?sslmode=disable"); // expect[dbsafe-insecure-transport]:
}

void pqxxVerified() {
  pqxx::connection connection("postgresql://todo@db.todo.internal/todo?sslmode=verify-full");
}

void pqxxInPart(const std::string &database) {
  pqxx::connection connection("host=db.todo.internal dbname=" + database); // expect[dbsafe-insecure-transport]: 'db.todo.internal'
}

void pqxxRegion(const std::string &region) {
  pqxx::connection connection("host=db-" + region + ".todo.internal dbname=todo"); // expect[dbsafe-insecure-transport]: 'db-....todo.internal'
}

void pqxxDirectory(const std::string &name) {
  pqxx::connection connection("host=/run/" + name + " dbname=todo");
}

void fallback() {
  const char *url = std::getenv("DATABASE_URL");
  pqxx::connection connection(url ? url : "postgresql://localhost/todo");
}

void fallbackAway() {
  const char *url = std::getenv("DATABASE_URL");
  pqxx::connection connection(url ? url
                                  : "postgresql://db.todo.internal/todo"); // expect[dbsafe-insecure-transport]:
}

void modeAdded(bool strict) {
  std::string text = "host=db.todo.internal dbname=todo";
  text += strict ? " sslmode=verify-full" : " sslmode=require";
  pqxx::connection connection(text);
}
