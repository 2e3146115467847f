// requires: libpq-fe.h
// requires: fmt/format.h
// config: ../only.yaml
// flags: -std=c++20
// {fmt}: positions, names, run-time and compile-time formats, output iterators.
#include <fmt/args.h>
#include <fmt/compile.h>
#include <fmt/format.h>
#include <fmt/printf.h>
#include <iterator>
#include <libpq-fe.h>
#include <string>
#include <vector>

void run(PGconn *c, const std::string &sql) {
  PQclear(PQexec(c, sql.c_str()));
}

void formatted(PGconn *c, const std::string &name, int id) {
  run(c, fmt::format("SELECT 1 FROM users WHERE name = '{}' AND id > {}",
                     name, // expect[dbsafe-sql-concatenation]: a quoted value
                     id));
}

void numbers(PGconn *c, int id, double rate, unsigned mask) {
  run(c, fmt::format("UPDATE t SET rate = {:.2f}, mask = {:d} WHERE id = {}",
                     rate, mask, id));
}

void positions(PGconn *c, const std::string &name, int id) {
  run(c, fmt::format("UPDATE users SET n = {1} WHERE name = '{0}'",
                     name, // expect[dbsafe-sql-concatenation]: a quoted value
                     id));
}

void names(PGconn *c, const std::string &name, int id) {
  run(c, fmt::format("UPDATE users SET n = {id} WHERE name = '{name}'",
                     fmt::arg("id", id),
                     fmt::arg("name", name))); // expect[dbsafe-sql-concatenation]: a quoted value
}

void namesOfNumbers(PGconn *c, int id, int limit) {
  run(c, fmt::format("SELECT 1 FROM users WHERE id > {id} LIMIT {limit}",
                     fmt::arg("limit", limit), fmt::arg("id", id)));
}

void literals(PGconn *c, bool descending) {
  run(c, fmt::format("SELECT id FROM {} ORDER BY id {}", "users",
                     descending ? "DESC" : "ASC"));
}

void runTime(PGconn *c, const std::string &table) {
  run(c, fmt::format(fmt::runtime("TRUNCATE {}"), table)); // expect[dbsafe-sql-concatenation]: an identifier
}

void checked(PGconn *c, const std::string &table, int id) {
  run(c, fmt::format(FMT_STRING("DELETE FROM t WHERE id = {}"), id));
  run(c, fmt::format(FMT_STRING("TRUNCATE {}"), table)); // expect[dbsafe-sql-concatenation]: an identifier
}

void compiled(PGconn *c, const std::string &table, int id) {
  run(c, fmt::format(FMT_COMPILE("DELETE FROM t WHERE id = {}"), id));
  run(c, fmt::format(FMT_COMPILE("TRUNCATE {}"), table)); // expect[dbsafe-sql-concatenation]: an identifier
}

void appended(PGconn *c, const std::string &name, int limit) {
  std::string sql = "SELECT id FROM users";
  fmt::format_to(std::back_inserter(sql), " WHERE name = '{}'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  fmt::format_to(std::back_inserter(sql), " LIMIT {}", limit);
  run(c, sql);
}

void appendedNumbers(PGconn *c, const std::vector<int> &ids) {
  std::string sql = "DELETE FROM todos WHERE id IN (0";
  auto out = std::back_inserter(sql);
  for (int id : ids)
    out = fmt::format_to(out, ",{}", id);
  sql += ')';
  run(c, sql);
}

void intoArray(PGconn *c, const char *name) {
  char sql[256];
  auto result = fmt::format_to_n(sql, sizeof sql - 1, "SELECT 1 FROM users WHERE name = '{}'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  *result.out = '\0';
  PQclear(PQexec(c, sql));
}

void buffered(PGconn *c, const std::string &name) {
  fmt::memory_buffer sql;
  fmt::format_to(std::back_inserter(sql), "SELECT id FROM users");
  fmt::format_to(std::back_inserter(sql), " WHERE name = '{}'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  run(c, fmt::to_string(sql));
}

void bufferedNumbers(PGconn *c, int id) {
  fmt::memory_buffer sql;
  fmt::format_to(std::back_inserter(sql), "DELETE FROM todos WHERE id = {}", id);
  run(c, std::string(sql.data(), sql.size()));
}

void list(PGconn *c, const std::vector<int> &ids,
          const std::vector<std::string> &names) {
  run(c, fmt::format("DELETE FROM t WHERE id IN ({})", fmt::join(ids, ",")));
  run(c, fmt::format("DELETE FROM t WHERE name IN ('{}')",
                     fmt::join(names, "','"))); // expect[dbsafe-sql-concatenation]: a quoted value
}

void virtually(PGconn *c, const std::string &name, int id) {
  run(c, fmt::vformat("UPDATE t SET n = {} WHERE name = '{}'",
                      fmt::make_format_args(id, name))); // expect[dbsafe-sql-concatenation]: a quoted value
}

void likePrintf(PGconn *c, const std::string &name, int id) {
  run(c, fmt::sprintf("DELETE FROM t WHERE id = %d", id));
  run(c, fmt::sprintf("DELETE FROM t WHERE name = '%s'", name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

template <typename... Args>
void execute(PGconn *c, fmt::format_string<Args...> format, Args &&...args) {
  run(c, fmt::format(format, std::forward<Args>(args)...));
}

void wrapped(PGconn *c, const std::string &name, int id) {
  execute(c, "DELETE FROM t WHERE id = {}", id);
  execute(c, "DELETE FROM t WHERE name = '{}'", name); // expect[dbsafe-sql-concatenation]: a quoted value
}

// Printing is no statement.
void printed(PGconn *c, const std::string &name) {
  fmt::print("SELECT id FROM users WHERE name = '{}'", name);
  run(c, "SELECT 1");
}
