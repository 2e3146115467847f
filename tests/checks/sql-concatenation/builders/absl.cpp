// requires: libpq-fe.h
// requires: absl/strings/str_cat.h
// config: ../only.yaml
// flags: -std=c++17
// Abseil's strings.
#include <absl/strings/escaping.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_replace.h>
#include <absl/strings/substitute.h>
#include <libpq-fe.h>
#include <string>
#include <vector>

void run(PGconn *c, const std::string &sql) {
  PQclear(PQexec(c, sql.c_str()));
}

void concatenated(PGconn *c, const std::string &name) {
  run(c, absl::StrCat("SELECT id FROM users WHERE name = '", name, "'")); // expect[dbsafe-sql-concatenation]: a quoted value
}

void concatenatedNumbers(PGconn *c, long id, int limit) {
  run(c, absl::StrCat("SELECT id FROM users WHERE id > ", id, " LIMIT ", limit));
}

void manyPieces(PGconn *c, absl::string_view table, int id) {
  run(c, absl::StrCat("DELETE", " FROM ", table, // expect[dbsafe-sql-concatenation]: an identifier
                      " WHERE ", "id", " = ", id));
}

void appended(PGconn *c, const std::string &name, int limit) {
  std::string sql = "SELECT id FROM users";
  absl::StrAppend(&sql, " WHERE name = '", name, "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  absl::StrAppend(&sql, " LIMIT ", limit);
  run(c, sql);
}

void appendedLiterals(PGconn *c, bool open) {
  std::string sql = "SELECT id FROM todos";
  if (open)
    absl::StrAppend(&sql, " WHERE NOT done");
  run(c, sql);
}

void joined(PGconn *c, const std::vector<std::string> &names,
            const std::vector<int> &ids) {
  run(c, absl::StrCat("SELECT 1 FROM t WHERE id IN (", absl::StrJoin(ids, ","), ")"));
  run(c, absl::StrCat("SELECT 1 FROM t WHERE name IN ('", absl::StrJoin(names, "','"), "')")); // expect[dbsafe-sql-concatenation]: a quoted value
}

void joinedWithFormatter(PGconn *c, const std::vector<std::string> &names) {
  std::string list =
      absl::StrJoin(names, ",", [](std::string *out, const std::string &name) {
        absl::StrAppend(out, "'", name, "'"); // expect[dbsafe-sql-concatenation]: a quoted value
      });
  run(c, absl::StrCat("SELECT 1 FROM t WHERE name IN (", list, ")"));
}

void formatted(PGconn *c, const std::string &name, int id) {
  run(c, absl::StrFormat("DELETE FROM t WHERE id = %d", id));
  run(c, absl::StrFormat("DELETE FROM t WHERE name = '%s'", name)); // expect[dbsafe-sql-concatenation]: a quoted value
  std::string sql;
  absl::StrAppendFormat(&sql, "DELETE FROM t WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  run(c, sql);
}

void substituted(PGconn *c, const std::string &name, int id) {
  run(c, absl::Substitute("DELETE FROM t WHERE id = $0", id));
  run(c, absl::Substitute("UPDATE t SET n = $1 WHERE name = '$0'",
                          name, // expect[dbsafe-sql-concatenation]: a quoted value
                          id));
}

void replaced(PGconn *c, const std::string &table) {
  run(c, absl::StrReplaceAll("TRUNCATE $table", {{"$table", table}})); // expect[dbsafe-sql-concatenation]:
}

// Escaped for C.
void escaped(PGconn *c, const std::string &name) {
  run(c, absl::StrCat("SELECT 1 FROM t WHERE name = '", absl::CEscape(name), "'")); // expect[dbsafe-sql-concatenation]: a quoted value
}
