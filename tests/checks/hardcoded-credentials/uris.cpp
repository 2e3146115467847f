// requires: pqxx/pqxx
// config: only.yaml
// Connection URIs, complete, in part, and only in appearance. All secrets are
// invented.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <pqxx/pqxx>
#include <string>

// Whoever connects to these is in another file; they speak for themselves.
const char *target(int number) {
  static const char *const targets[] = {
      "postgresql://todo:k7mQ-trZ@db.todo.internal/todo", // expect[dbsafe-hardcoded-credentials]:
      "postgresql://todo@replica.todo.internal/todo",
      "mysql://todo:k7mQ-trZ@db.todo.internal:3306/todo", // expect[dbsafe-hardcoded-credentials]:
  };
  return targets[number % 3];
}

void direct() {
  pqxx::connection connection("postgres://todo:k7mQ-trZ@db.todo.internal/todo"); // expect[dbsafe-hardcoded-credentials]:
}

// On this machine it is a password all the same.
void loopback() {
  pqxx::connection connection("postgres://todo:k7mQ-trZ@localhost:5433/todo"); // expect[dbsafe-hardcoded-credentials]:
}

void withoutSecret() {
  pqxx::connection a("postgresql://todo@db.todo.internal/todo");
  pqxx::connection b("postgresql://todo:@db.todo.internal/todo");
  pqxx::connection c("postgresql:///todo?host=/run/postgresql");
  pqxx::connection d("");
}

void percentEncoded() {
  pqxx::connection connection("postgresql://todo:k7%40mQ@db.todo.internal/todo"); // expect[dbsafe-hardcoded-credentials]:
}

// The first @ ends the password for libpq, the last one for the author.
void rawAt() {
  pqxx::connection connection("postgresql://todo:k7mQ@trZ@db.todo.internal/todo"); // expect[dbsafe-hardcoded-credentials]:
}

// libpq reads a port and a path here; the author wrote a password.
void rawSlash() {
  pqxx::connection connection("postgresql://todo:k7mQ/trZ@db.todo.internal/todo"); // expect[dbsafe-hardcoded-credentials]:
}

void secretFromEnvironment() {
  const char *secret = std::getenv("TODO_PASSWORD");
  pqxx::connection connection("postgresql://todo:" + std::string(secret) +
                              "@db.todo.internal/todo");
}

void secretInTheMiddle(const std::string &user, const std::string &host) {
  pqxx::connection connection("postgresql://" + user +
                              ":k7mQ-trZ@" + // expect[dbsafe-hardcoded-credentials]:
                              host + "/todo");
}

void secretAtTheEnd(const std::string &host) {
  pqxx::connection connection("host=" + host +
                              " user=todo password=k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void secretAdded(const std::string &host, const std::string &secret) {
  std::string text = "host=" + host + " user=todo";
  if (!secret.empty())
    text += " password='" + secret + "'";
  pqxx::connection connection(text);
}

void constantAdded(const std::string &host) {
  const std::string secret = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
  std::string text = "host=" + host + " user=todo password=";
  text += secret;
  pqxx::connection connection(text);
}

// The default is overwritten before anything connects.
void overwritten() {
  std::string secret = "k7mQ-trZ";
  secret = std::getenv("TODO_PASSWORD");
  pqxx::connection connection("host=db.todo.internal password=" + secret);
}

void fallback() {
  const char *url = std::getenv("DATABASE_URL");
  pqxx::connection connection(
      url ? url
          : "postgresql://todo:k7mQ-trZ@localhost/todo"); // expect[dbsafe-hardcoded-credentials]:
}

void fallbackAssigned() {
  const char *url = std::getenv("DATABASE_URL");
  if (!url)
    url = "postgresql://todo:k7mQ-trZ@db.todo.internal/todo"; // expect[dbsafe-hardcoded-credentials]:
  pqxx::connection connection(url);
}

void fallbackWithoutSecret() {
  const char *url = std::getenv("DATABASE_URL");
  pqxx::connection connection(url ? url : "postgresql://localhost/todo");
}

void fallbackOfTheSecret(const std::string &host) {
  const char *given = std::getenv("TODO_PASSWORD");
  const std::string secret = given ? given
                                   : "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
  pqxx::connection connection("host=" + host + " password=" + secret);
}

void fromFile() {
  std::string url;
  std::ifstream("/run/secrets/database_url") >> url;
  pqxx::connection connection(url);
}

// Nothing here is a password: it says where one would stand.
void placeholders() {
  pqxx::connection a("postgresql://todo:<password>@db.todo.internal/todo");
  pqxx::connection b("postgresql://todo:${DB_PASSWORD}@db.todo.internal/todo");
  pqxx::connection c("host=db.todo.internal password=changeme");
  pqxx::connection d("postgresql://todo:***@db.todo.internal/todo");
  pqxx::connection e("host=db.todo.internal user=todo password=xxxxxxxx");
  pqxx::connection f("postgresql://user:password@host:5432/dbname");
  pqxx::connection g("postgresql://{user}:{password}@{host}/todo");
  pqxx::connection h("host=db.todo.internal password=your-password");
}

// A placeholder's word within a password is part of the password.
void notAPlaceholder() {
  pqxx::connection a("host=db.todo.internal user=todo password=AdminPass-71"); // expect[dbsafe-hardcoded-credentials]:
  pqxx::connection b("postgresql://todo:example77Kq@db.todo.internal/todo"); // expect[dbsafe-hardcoded-credentials]:
}

void printed() {
  std::cout << "usage: todo postgresql://USER:PASSWORD@HOST/DATABASE\n"
            << "  --password=TEXT   the database password\n";
}

const char *redacted() {
  return "postgresql://todo:********@db.todo.internal/todo";
}

// see postgresql://todo:k7mQ-trZ@db.todo.internal/todo
void commented() { pqxx::connection connection(std::getenv("DATABASE_URL")); }

// Another kind of address, and no password.
const char *issue() { return "https://example.org:8080/users/@me"; }
