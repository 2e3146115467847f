// flags: -std=c++20
// config: only.yaml
// requires: sqlite3.h
#include <fstream>
#include <iostream>
#include <iterator>
#include <sqlite3.h>
#include <sstream>
#include <string>

// A migration file is a program of its own, run as it is.
void migration(sqlite3 *db) {
  std::ifstream file("migrations/001.sql");
  std::string script((std::istreambuf_iterator<char>(file)),
                     std::istreambuf_iterator<char>());
  sqlite3_exec(db, script.c_str(), nullptr, nullptr, nullptr);
}

// One line of a file in the middle of a statement is a value like any other.
void names(sqlite3 *db) {
  std::ifstream file("names.txt");
  std::string name;
  while (std::getline(file, name)) {
    std::string sql = "INSERT INTO names VALUES ('" + name + "')"; // expect[dbsafe-sql-concatenation]: a quoted value
    sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  }
}

// What somebody types is no script of ours.
void console(sqlite3 *db) {
  std::string line;
  std::getline(std::cin, line);
  sqlite3_exec(db, line.c_str(), nullptr, nullptr, nullptr); // expect@-1[dbsafe-sql-concatenation]: a whole SQL statement
}
