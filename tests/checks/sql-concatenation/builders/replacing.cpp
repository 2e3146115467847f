// requires: absl/strings/str_replace.h
// requires: boost/algorithm/string.hpp
// requires: pqxx/pqxx
// config: ../only.yaml
// Quotes doubled by what a library has to replace all of something.
#include <absl/strings/str_replace.h>
#include <boost/algorithm/string.hpp>
#include <pqxx/pqxx>
#include <regex>
#include <string>

void absl1(pqxx::work &w, const std::string &name) {
  w.exec("SELECT id FROM users WHERE name = '" + absl::StrReplaceAll(name, {{"'", "''"}}) + "'");
}

// The other way round it takes the doubling back.
void abslBack(pqxx::work &w, const std::string &name) {
  w.exec("SELECT id FROM users WHERE name = '" + absl::StrReplaceAll(name, {{"''", "'"}}) + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void abslInPlace(pqxx::work &w, std::string name) {
  absl::StrReplaceAll({{"'", "''"}}, &name);
  w.exec("SELECT id FROM users WHERE name = '" + name + "'");
}

void abslOther(pqxx::work &w, const std::string &name) {
  w.exec("SELECT id FROM users WHERE name = '" + absl::StrReplaceAll(name, {{"\n", " "}}) + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void regex(pqxx::work &w, const std::string &name) {
  w.exec("SELECT id FROM users WHERE name = '" + std::regex_replace(name, std::regex("'"), "''") + "'");
}

void regexVariable(pqxx::work &w, const std::string &name) {
  static const std::regex quote("'");
  w.exec("SELECT id FROM users WHERE name = '" + std::regex_replace(name, quote, "''") + "'");
}

// Other quotes are no help.
void regexOther(pqxx::work &w, const std::string &name) {
  w.exec("SELECT id FROM users WHERE name = '" + std::regex_replace(name, std::regex("\""), "''") + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

// Nothing protects what stands outside of quotes.
void regexUnquoted(pqxx::work &w, const std::string &id) {
  w.exec("SELECT id FROM users WHERE id = " + std::regex_replace(id, std::regex("'"), "''")); // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
}

// The first one alone is not all.
void first(pqxx::work &w, std::string name) {
  boost::replace_first(name, "'", "''");
  w.exec("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}
