// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// Texts that go through functions: who concatenates is told.
#include <cstdarg>
#include <cstdio>
#include <functional>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

// Hands its whole parameter on: not at fault.
pqxx::result run(pqxx::work &txn, const std::string &sql) {
  return txn.exec(sql);
}

void callsWithLiteral(pqxx::work &txn) { run(txn, "SELECT 1"); }

void callsWithConcatenation(pqxx::work &txn, const std::string &name) {
  run(txn, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void callsWithNumber(pqxx::work &txn, int id) {
  run(txn, "SELECT name FROM users WHERE id = " + std::to_string(id));
}

static PGresult *command(PGconn *c, const char *sql) { return PQexec(c, sql); }
static void commandAndClear(PGconn *c, const char *sql) {
  PQclear(command(c, sql));
}

void twoStepsAway(PGconn *c, const char *table) {
  char sql[128];
  std::snprintf(sql, sizeof sql, "TRUNCATE %s", table); // expect[dbsafe-sql-concatenation]: an identifier
  commandAndClear(c, sql);
}

// Adds a literal of its own; the caller is still the one who splices.
static void explain(pqxx::work &txn, const std::string &sql) {
  txn.exec("EXPLAIN " + sql);
}

void explainsLiteral(pqxx::work &txn) { explain(txn, "SELECT id FROM users"); }

// All callers in this file, and there are no others, pass literals.
static void countRows(pqxx::work &txn, const std::string &table) {
  txn.exec("SELECT count(*) FROM " + table);
}

void countsBoth(pqxx::work &txn) {
  countRows(txn, "users");
  countRows(txn, "todos");
}

// One caller does not.
static void dropTable(pqxx::work &txn, const std::string &table) {
  txn.exec("DROP TABLE " + table); // expect[dbsafe-sql-concatenation]: an identifier
}

void dropsTwo(pqxx::work &txn, const std::string &upload) {
  dropTable(txn, "import_old");
  dropTable(txn, upload);
}

// Anyone may call this one.
void vacuum(pqxx::work &txn, const std::string &table) {
  txn.exec("ANALYZE " + table); // expect[dbsafe-sql-concatenation]:
}

static std::string todoTable() { return "todos"; }
static const char *openOnly(bool open) { return open ? " WHERE NOT done" : ""; }

void literalHelpers(pqxx::work &txn, bool open) {
  txn.exec("SELECT id FROM " + todoTable() + openOnly(open));
}

static std::string byName(const std::string &name) {
  return "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
}

void helperSplices(pqxx::work &txn, const std::string &name) {
  txn.exec(byName(name));
}

static std::string quotedName(pqxx::work &txn, const std::string &name) {
  return " WHERE name = " + txn.quote(name);
}

void helperQuotes(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users" + quotedName(txn, name));
}

// Neither its body nor a catalogue says what this returns.
std::string tableOf(int shard);

void unknownHelper(pqxx::work &txn, int shard) {
  txn.exec("SELECT id FROM " + tableOf(shard)); // expect[dbsafe-sql-concatenation]: an identifier
}

static void addCondition(std::string &sql, const std::string &condition) {
  sql += " AND ";
  sql += condition;
}

void outParameterLiteral(pqxx::work &txn, bool open) {
  std::string sql = "SELECT id FROM todos WHERE true";
  if (open)
    addCondition(sql, "NOT done");
  txn.exec(sql);
}

static void addOrder(std::string &sql, const std::string &order) {
  sql += " ORDER BY ";
  sql += order; // expect[dbsafe-sql-concatenation]:
}

void outParameterSpliced(pqxx::work &txn, const std::string &order) {
  std::string sql = "SELECT id FROM todos";
  addOrder(sql, order);
  txn.exec(sql);
}

static void listBy(pqxx::work &txn, const std::string &order = "id") {
  txn.exec("SELECT id FROM todos ORDER BY " + order);
}

void defaultArgument(pqxx::work &txn) { listBy(txn); }

void lambdaCaptures(pqxx::work &txn, const std::string &name) {
  auto find = [&] {
    return txn.exec("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  };
  find();
}

void lambdaReturnsLiteral(pqxx::work &txn, bool down) {
  const auto order = [down] { return down ? " DESC" : " ASC"; };
  txn.exec(std::string("SELECT id FROM todos ORDER BY id") + order());
}

void lambdaRuns(pqxx::work &txn, const std::string &table) {
  auto query = [&txn](const std::string &sql) { txn.exec(sql); };
  query("SELECT 1");
  query("SELECT id FROM " + table); // expect[dbsafe-sql-concatenation]: an identifier
}

template <class Number> void deleteById(pqxx::work &txn, Number id) {
  txn.exec("DELETE FROM todos WHERE id = " + std::to_string(id));
}

void instantiatedWithNumbers(pqxx::work &txn) {
  deleteById(txn, 1);
  deleteById(txn, 2L);
}

template <class Text> void deleteByTitle(pqxx::work &txn, const Text &title) {
  std::string sql = "DELETE FROM todos WHERE title = '";
  sql += title; // expect[dbsafe-sql-concatenation]: a quoted value
  txn.exec(sql + "'");
}

void instantiatedWithText(pqxx::work &txn, const std::string &title) {
  deleteByTitle(txn, title);
}

// A printf of the project's own.
static void execf(PGconn *c, const char *format, ...) {
  char sql[1024];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(sql, sizeof sql, format, arguments);
  va_end(arguments);
  PQclear(PQexec(c, sql));
}

void formatsNumber(PGconn *c, int id) {
  execf(c, "DELETE FROM todos WHERE id = %d", id);
}

void formatsText(PGconn *c, const char *title) {
  execf(c, "DELETE FROM todos WHERE title = '%s'", title); // expect[dbsafe-sql-concatenation]: a quoted value
}

std::string nested(const std::string &inner, int depth) {
  return depth == 0 ? inner : nested("SELECT * FROM (" + inner + ") t", depth - 1);
}

void recursive(pqxx::work &txn) { txn.exec(nested("SELECT 1", 3)); }
