// requires: boost/mysql.hpp
// requires: sqlpp11/sqlpp11.h
// config: only.yaml
// Passwords that are stored in a structure of options. All are invented.
#include <boost/mysql.hpp>
#include <cstdlib>
#include <sqlpp11/sqlpp11.h>
#include <string>

void connectWith(const boost::mysql::connect_params &params);
void connectWith(const sqlpp::postgresql::connection_config &config);

void assigned() {
  boost::mysql::connect_params params;
  params.username = "todo";
  params.password = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]: a password is written in the source
  connectWith(params);
}

void fromEnvironment() {
  boost::mysql::connect_params params;
  params.username = "todo";
  params.password = std::getenv("TODO_PASSWORD");
  connectWith(params);
}

void listed() {
  connectWith(boost::mysql::connect_params{"db", "todo", "k7mQ-trZ", "todo"}); // expect[dbsafe-hardcoded-credentials]:
}

void designated() {
  boost::mysql::connect_params params{.username = "todo", .password = "k7mQ-trZ"}; // expect[dbsafe-hardcoded-credentials]:
  connectWith(params);
}

void empty() {
  boost::mysql::connect_params params{.username = "todo", .password = ""};
  connectWith(params);
}

static std::string password() { return "k7mQ-trZ"; } // expect[dbsafe-hardcoded-credentials]:

void byFunction() {
  boost::mysql::connect_params params;
  params.password = password();
  connectWith(params);
}

void byPointer(sqlpp::postgresql::connection_config *config) {
  config->user = "todo";
  config->password = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
}

// A class of the program's own is no library's.
struct Form {
  std::string user;
  std::string password;
};
void label(Form &form) { form.password = "Password"; }
