// requires: libpq-fe.h
// config: only.yaml
// Names that a program quotes by hand: it doubles the marks around them.
#include <libpq-fe.h>
#include <string>
#include <string_view>

static std::string quoted(std::string_view name) {
  std::string out;
  out += '"';
  for (char c : name) {
    if (c == '"')
      out += '"';
    out += c;
  }
  out += '"';
  return out;
}

static std::string doubled(std::string name) {
  std::string::size_type at = 0;
  while ((at = name.find('"', at)) != std::string::npos) {
    name.insert(at, "\"");
    at += 2;
  }
  return name;
}

static std::string bare(const std::string &name) {
  std::string out = "\"";
  for (char c : name) {
    if (c == '\'')
      out += '\'';
    out += c;
  }
  return out + "\""; // expect[dbsafe-sql-concatenation]: escaped as a value but stands where a name is expected
}

void run(PGconn *c, const std::string &sql) { PQclear(PQexec(c, sql.c_str())); }

void drop(PGconn *c, const std::string &schema, const std::string &table) {
  run(c, "DROP TABLE " + quoted(schema) + "." + quoted(table));
}

void truncate(PGconn *c, const std::string &table) {
  run(c, "TRUNCATE \"" + doubled(table) + "\"");
}

void columns(PGconn *c, const std::string *names, int count) {
  std::string sql = "SELECT ";
  for (int i = 0; i < count; ++i) {
    if (i)
      sql += ", ";
    sql += quoted(names[i]);
  }
  run(c, sql + " FROM users");
}

// The wrong marks are doubled.
void wrong(PGconn *c, const std::string &table) {
  run(c, "DROP TABLE " + bare(table));
}

// A name is no value.
void value(PGconn *c, const std::string &name) {
  run(c, "DELETE FROM users WHERE name = '" + doubled(name) + "'"); // expect[dbsafe-sql-concatenation]: 'doubled(name)'
}

void naked(PGconn *c, const std::string &table) {
  run(c, "DROP TABLE " + doubled(table)); // expect[dbsafe-sql-concatenation]: put double quotes around it
}
