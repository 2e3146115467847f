// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// Streams, errors and what hides a secret.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <sstream>
#include <stdexcept>
#include <string>

struct Settings {
  std::string host, user, password;
};

PGconn *open(const Settings &s) {
  std::cerr << "connecting as " << s.user << " with "
            << s.password << '\n'; // expect[dbsafe-credential-exposure]: a password
  return PQsetdbLogin(s.host.c_str(), nullptr, nullptr, nullptr, "todo",
                      s.user.c_str(), s.password.c_str());
}

PGconn *openQuietly(const Settings &s) {
  std::cerr << "connecting as " << s.user << " to " << s.host << '\n';
  return PQsetdbLogin(s.host.c_str(), nullptr, nullptr, nullptr, "todo",
                      s.user.c_str(), s.password.c_str());
}

void printed() {
  const std::string url = std::getenv("DATABASE_URL");
  std::clog << "database: " << url << std::endl; // expect[dbsafe-credential-exposure]: DATABASE_URL
  pqxx::connection connection(url);
}

void thrown(const std::string &url) {
  try {
    pqxx::connection connection(url);
  } catch (const std::exception &e) {
    throw std::runtime_error("can't connect to " +
                             url + // expect[dbsafe-credential-exposure]: becomes part of an error's message
                             ": " + e.what());
  }
}

void thrownQuietly(const std::string &url) {
  try {
    pqxx::connection connection(url);
  } catch (const std::exception &e) {
    throw std::runtime_error(std::string("can't connect: ") + e.what());
  }
}

class Broken : public std::runtime_error {
public:
  explicit Broken(const std::string &what) : std::runtime_error("todo: " + what) {}
};

void thrownByName(const std::string &url) {
  pqxx::connection connection(url);
  if (!connection.is_open())
    throw Broken(url); // expect[dbsafe-credential-exposure]: error's message
}

// What is put together to connect is not shown.
void gathered(const std::string &host, const std::string &password) {
  std::ostringstream text;
  text << "host=" << host << " password=" << password;
  pqxx::connection connection(text.str());
}

void logged(const std::string &url) {
  std::ofstream log("todo.log", std::ios::app);
  log << "using " << url << '\n'; // expect[dbsafe-credential-exposure]:
  pqxx::connection connection(url);
}

void saved(const std::string &url) {
  std::ofstream settings("settings.ini");
  settings << "url=" << url << '\n';
  pqxx::connection connection(url);
}

// --- Covered.
static std::string covered(std::string url) {
  const auto at = url.find('@'), colon = url.find(':', 13);
  if (at != std::string::npos && colon < at)
    url.replace(colon + 1, at - colon - 1, "***");
  return url;
}

void shownCovered(const std::string &url) {
  std::cerr << "connecting to " << covered(url) << '\n';
  pqxx::connection connection(url);
}

void shownInPart(const std::string &url) {
  std::cerr << "connecting to " << url.substr(url.find('@') + 1) << '\n';
  pqxx::connection connection(url);
}

void shownAsStars(const std::string &password) {
  std::cerr << "password: " << std::string(password.size(), '*') << '\n';
  pqxx::connection connection("host=db.todo.internal sslmode=verify-full password=" + password);
}

std::string redact(const std::string &url); // Elsewhere.

void shownByOthers(const std::string &url) {
  std::cerr << "connecting to " << redact(url) << '\n';
  pqxx::connection connection(url);
}

// --- Helpers that read the environment.
static std::string setting(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

void settingShown() {
  std::cerr << "using " << setting("PGPASSWORD") << '\n'; // expect[dbsafe-credential-exposure]: the password from the environment
}

// One of its results is a secret, another is not.
void settingHarmless() {
  pqxx::connection connection(setting("TODO_DATABASE"));
  std::cerr << "host " << setting("PGHOST") << '\n';
}

void shownIfMasked(const std::string &url) {
  std::string shown = url;
  for (char &c : shown)
    c = '*';
  std::cerr << shown << '\n';
  pqxx::connection connection(url);
}
