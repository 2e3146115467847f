// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// Secrets that come through variables, fields and functions. All are invented.
#include <cstdlib>
#include <libpq-fe.h>
#include <map>
#include <pqxx/pqxx>
#include <string>

namespace {
constexpr char kPassword[] = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
const std::string kOtherPassword = "Zz81-open"; // expect[dbsafe-hardcoded-credentials]:
const std::string kPasswordLabel = "Password:";
const std::string kUser = "todo";
} // namespace

PGconn *constant(const char *host) {
  return PQsetdbLogin(host, nullptr, nullptr, nullptr, "todo", kUser.c_str(),
                      kPassword);
}

void constantInText(const std::string &host) {
  pqxx::connection connection("host=" + host + " user=" + kUser +
                              " password=" + kOtherPassword);
}

struct Settings {
  std::string host = "localhost";
  std::string user = "todo";
  std::string password;
};

static std::string connectionString(const Settings &s) {
  return "host=" + s.host + " user=" + s.user + " password=" + s.password;
}

PGconn *fieldAssigned() {
  Settings settings;
  settings.password = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
  return PQsetdbLogin(settings.host.c_str(), nullptr, nullptr, nullptr, "todo",
                      settings.user.c_str(), settings.password.c_str());
}

PGconn *fieldFromEnvironment() {
  Settings settings;
  settings.user = "Zz81-open";
  settings.password = std::getenv("TODO_PASSWORD");
  return PQsetdbLogin(settings.host.c_str(), nullptr, nullptr, nullptr, "todo",
                      settings.user.c_str(), settings.password.c_str());
}

void fieldDesignated() {
  const Settings settings{
      .host = "db.todo.internal",
      .user = "todo",
      .password = "k7mQ-trZ", // expect[dbsafe-hardcoded-credentials]:
  };
  pqxx::connection connection("host=" + settings.host +
                              " password=" + settings.password);
}

void fieldsThroughFunction(const Settings &settings) {
  pqxx::connection connection(connectionString(settings));
}

static std::string passwordFromEnvironment() {
  const char *text = std::getenv("TODO_PASSWORD");
  return text ? text : "";
}

void functionResult(const std::string &host) {
  pqxx::connection connection("host=" + host +
                              " password=" + passwordFromEnvironment());
}

static const char *builtIn() {
  return "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
}

PGconn *functionConstant(const char *host) {
  return PQsetdbLogin(host, nullptr, nullptr, nullptr, "todo", "todo",
                      builtIn());
}

class Database {
public:
  explicit Database(const std::string &url) : connection_(url) {}

private:
  pqxx::connection connection_;
};

void constructed() {
  Database good("postgresql://todo@db.todo.internal/todo");
  Database bad("postgresql://todo:k7mQ-trZ@db.todo.internal/todo"); // expect[dbsafe-hardcoded-credentials]:
}

// Names alone say nothing.
std::map<std::string, std::string> labels() {
  const std::string password = "Password";
  const std::string passwordHint = "at least 12 characters";
  return {{"password", password}, {"password_hint", passwordHint}};
}

bool strongEnough(const std::string &password) {
  return password != "hunter2" && password != "letmein";
}

// Secrets are also set in SQL.
void roleCreated(pqxx::work &txn) {
  txn.exec("CREATE ROLE todo LOGIN PASSWORD 'k7mQ-trZ'"); // expect[dbsafe-hardcoded-credentials]:
}

void roleAltered(PGconn *c) {
  PQclear(PQexec(c, "ALTER USER todo WITH ENCRYPTED PASSWORD 'k7mQ-trZ'")); // expect[dbsafe-hardcoded-credentials]:
}

void roleAlteredQuoted(pqxx::work &txn, const std::string &secret) {
  txn.exec("ALTER ROLE todo PASSWORD " + txn.quote(secret));
}

void roleWithoutPassword(pqxx::work &txn) {
  txn.exec("ALTER ROLE todo PASSWORD NULL");
  txn.exec("ALTER ROLE todo VALID UNTIL '2027-01-01'");
  txn.exec("SELECT password FROM users WHERE name = 'todo'");
}
