// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// Constants, wherever they are defined, are no injections.
#include <array>
#include <libpq-fe.h>
#include <map>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <unordered_map>

#define USERS_TABLE "app_users"
#define SELECT_FROM(table) "SELECT id FROM " table

namespace {
constexpr const char *kTodos = "todos";
constexpr std::string_view kColumns = "id, title, done";
const std::string kOrder = " ORDER BY id";
static const char kLimit[] = " LIMIT 100";
constexpr std::array<const char *, 3> kStates = {"open", "done", "late"};
const char *const kShards[] = {"todos_0", "todos_1", "todos_2", "todos_3"};
const std::map<std::string, std::string> kSortable = {
    {"name", "lower(name)"}, {"date", "created_at DESC"}};
const std::unordered_map<int, const char *> kTableOf = {{1, "users"},
                                                        {2, "todos"}};
std::string g_schema = "app";    // never assigned in this file
std::string g_tenant = "public"; // assigned below
} // namespace

struct Tables {
  static constexpr const char *Audit = "audit_log";
  static const std::string History;
};
const std::string Tables::History = "history";

void literals(pqxx::work &txn) {
  txn.exec("SELECT id, title"
           " FROM todos" +
           std::string(R"( WHERE title <> '"' AND NOT done)"));
}

void namespaceScope(pqxx::work &txn) {
  txn.exec("SELECT " + std::string(kColumns) + " FROM " + kTodos + kOrder +
           kLimit);
}

void macros(PGconn *c) {
  PQclear(PQexec(c, SELECT_FROM(USERS_TABLE) " WHERE active"));
  std::string sql = "DELETE FROM " USERS_TABLE;
  PQclear(PQexec(c, sql.c_str()));
}

void members(pqxx::work &txn) {
  txn.exec("DELETE FROM " + std::string(Tables::Audit));
  txn.exec("DELETE FROM " + Tables::History);
}

void local(pqxx::work &txn) {
  static const std::string table = "todos";
  const auto columns = std::string("id, title");
  txn.exec("SELECT " + columns + " FROM " + table);
}

// One of four literals, whichever the number selects.
void indexed(pqxx::work &txn, unsigned id) {
  txn.exec(std::string("SELECT count(*) FROM ") + kShards[id % 4]);
}

void indexedArray(pqxx::work &txn, std::size_t state) {
  txn.exec("SELECT id FROM todos WHERE state = '" +
           std::string(kStates.at(state)) + "'");
}

// The key is outside text; what the map holds for it is not.
void lookedUp(pqxx::work &txn, const std::string &sort) {
  txn.exec("SELECT id FROM users ORDER BY " + kSortable.at(sort));
}

void lookedUpSafely(pqxx::work &txn, int kind) {
  auto found = kTableOf.find(kind);
  if (found == kTableOf.end())
    return;
  txn.exec("SELECT id FROM " + std::string(found->second));
}

// The text that would be a key is used itself.
void keyInsteadOfValue(pqxx::work &txn, const std::string &sort) {
  std::string order = sort;
  if (!order.empty())
    txn.exec("SELECT id FROM users ORDER BY " + order); // expect[dbsafe-sql-concatenation]:
}

// This map is filled by the caller.
void foreignMap(pqxx::work &txn, const std::map<int, std::string> &tables) {
  txn.exec("SELECT id FROM " + tables.at(1)); // expect[dbsafe-sql-concatenation]: an identifier
}

enum class Column { Name, Email, Created };

static const char *columnName(Column column) {
  switch (column) {
  case Column::Name:
    return "name";
  case Column::Email:
    return "email";
  case Column::Created:
    return "created_at";
  }
  return "id";
}

void enumToString(pqxx::work &txn, Column column) {
  txn.exec("SELECT " + std::string(columnName(column)) + " FROM users");
}

static std::string columnOr(Column column, const std::string &other) {
  switch (column) {
  case Column::Name:
    return "name";
  case Column::Email:
    return "email";
  default:
    return other;
  }
}

void enumToAnything(pqxx::work &txn, Column column, const std::string &other) {
  txn.exec("SELECT " +
           columnOr(column, other) + // expect[dbsafe-sql-concatenation]:
           " FROM users");
}

void enumToOneOfThree(pqxx::work &txn, Column column) {
  txn.exec("SELECT " + columnOr(column, "id") + " FROM users");
}

// A variable, but nobody can change it: it is local to the file.
void neverAssigned(pqxx::work &txn) {
  txn.exec("SELECT id FROM " + g_schema + ".todos");
}

void setTenant(const std::string &name) { g_tenant = name; }

void assignedElsewhere(pqxx::work &txn) {
  txn.exec("SELECT id FROM " + g_tenant + ".todos"); // expect[dbsafe-sql-concatenation]: an identifier
}

constexpr std::string_view direction(bool down) {
  return down ? std::string_view("DESC") : std::string_view("ASC");
}

void constexprFunction(pqxx::work &txn, bool down) {
  txn.exec("SELECT id FROM todos ORDER BY id " + std::string(direction(down)));
}

void pointerChosen(pqxx::work &txn, int days) {
  const char *table = "recent";
  if (days > 30)
    table = "archive";
  txn.exec(std::string("SELECT id FROM ") + table);
}

// On one path the pointer is the caller's.
void pointerSometimesForeign(pqxx::work &txn, const char *preferred) {
  const char *table = "recent";
  if (preferred)
    table = preferred;
  txn.exec(std::string("SELECT id FROM ") + table); // expect[dbsafe-sql-concatenation]: an identifier
}

// Constants that lack their const: nobody changes them.
const char *table_name = "todos";
std::string select_todos = "SELECT id, title FROM todos";
struct Schema {
  static const char *table;
};
const char *Schema::table = "users";

void unchanged(pqxx::work &txn, int id) {
  txn.exec(std::string("LOCK TABLE ") + table_name);
  txn.exec(select_todos + " WHERE id = " + std::to_string(id));
  txn.exec(std::string("TRUNCATE ") + Schema::table);
}

// These wait for somebody to set them, or are.
const char *chosen_table;
std::string empty_table = "";
const char *default_table = "todos";
void choose(const char *table) { default_table = table; }

void changed(pqxx::work &txn) {
  txn.exec(std::string("LOCK TABLE ") + chosen_table); // expect[dbsafe-sql-concatenation]: an identifier
  txn.exec("LOCK TABLE " + empty_table); // expect[dbsafe-sql-concatenation]: an identifier
  txn.exec(std::string("LOCK TABLE ") + default_table); // expect[dbsafe-sql-concatenation]: an identifier
}
