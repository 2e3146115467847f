// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// What is a number by its type, and what only looks like one.
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <libpq-fe.h>
#include <numeric>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <vector>

enum class Priority { Low = 1, High = 9 };
enum Color { Red, Green };

void integers(pqxx::work &txn, std::int64_t id, std::size_t offset) {
  txn.exec("SELECT * FROM todos WHERE id > " + std::to_string(id) +
           " LIMIT 20 OFFSET " + std::to_string(offset));
}

void floating(pqxx::work &txn, double price) {
  txn.exec("UPDATE items SET price = " + std::to_string(price));
}

void enumerators(pqxx::work &txn, Priority priority, Color color) {
  txn.exec("SELECT id FROM todos WHERE priority = " +
           std::to_string(static_cast<int>(priority)) +
           " AND color = " + std::to_string(color));
}

void truth(pqxx::work &txn, bool done) {
  txn.exec("SELECT id FROM todos WHERE done = " +
           std::string(done ? "true" : "false"));
}

void parsed(pqxx::work &txn, const std::string &id) {
  txn.exec("DELETE FROM todos WHERE id = " + std::to_string(std::stol(id)));
}

// The number was read, but the text is used.
void parsedInVain(pqxx::work &txn, const std::string &id) {
  if (std::stol(id) <= 0)
    return;
  txn.exec("DELETE FROM todos WHERE id = " + id); // expect[dbsafe-sql-concatenation]: a value
}

void parsedByC(PGconn *c, const char *id) {
  std::string sql =
      "DELETE FROM todos WHERE id = " + std::to_string(std::strtol(id, nullptr, 10));
  PQclear(PQexec(c, sql.c_str()));
}

void parsedFromChars(pqxx::work &txn, const std::string &text) {
  int id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  txn.exec("DELETE FROM todos WHERE id = " + std::to_string(id));
}

void character(pqxx::work &txn, char type) {
  std::string sql = "SELECT id FROM todos WHERE type = '";
  sql += type; // expect[dbsafe-sql-concatenation]: a quoted value
  sql += "'";
  txn.exec(sql);
}

// std::to_string has no overload for char: this is its code.
void characterCode(pqxx::work &txn, char type) {
  txn.exec("SELECT id FROM todos WHERE type = " + std::to_string(type));
}

// += of an int appends the one character with that code.
void numberAsCharacter(pqxx::work &txn, int code) {
  std::string sql = "SELECT id FROM todos WHERE type = '";
  sql += code; // expect[dbsafe-sql-concatenation]: a quoted value
  txn.exec(sql + "'");
}

void arithmetic(pqxx::work &txn, int page) {
  const int size = 25;
  txn.exec("SELECT id FROM todos ORDER BY id LIMIT " + std::to_string(size) +
           " OFFSET " + std::to_string((page - 1) * size));
}

void lengths(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users WHERE length(name) = " +
           std::to_string(name.size()));
}

void times(pqxx::work &txn, std::chrono::seconds age) {
  txn.exec("DELETE FROM sessions WHERE seen < now() - interval '" +
           std::to_string(age.count()) + " seconds'");
}

void maybe(pqxx::work &txn, std::optional<int> id) {
  std::string sql = "SELECT id FROM todos";
  if (id)
    sql += " WHERE id = " + std::to_string(*id);
  txn.exec(sql);
}

// What a library makes of a number is a number; of a text, a text.
void libraryConversion(pqxx::work &txn, int id) {
  txn.exec("SELECT name FROM users WHERE id = " + pqxx::to_string(id));
}

void libraryConversionOfText(pqxx::work &txn, const std::string &id) {
  txn.exec("SELECT name FROM users WHERE id = " + pqxx::to_string(id)); // expect[dbsafe-sql-concatenation]: a value
}

// A result's field is text, whatever the column was.
void secondOrder(pqxx::work &txn) {
  const pqxx::row row = txn.exec1("SELECT nickname FROM users WHERE id = 1");
  txn.exec("SELECT id FROM posts WHERE author = '" +
           row[0].as<std::string>() + // expect[dbsafe-sql-concatenation]: a quoted value
           "'");
}

void secondOrderNumber(pqxx::work &txn) {
  const pqxx::row row = txn.exec1("SELECT max(id) FROM users");
  txn.exec("SELECT id FROM posts WHERE author = " +
           std::to_string(row[0].as<long>()));
}

void sum(pqxx::work &txn, const std::vector<int> &parts) {
  const int total = std::accumulate(parts.begin(), parts.end(), 0);
  txn.exec("UPDATE totals SET value = " + std::to_string(total));
}
