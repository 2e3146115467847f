// requires: libpq-fe.h
// requires: sqlite3.h
// config: only.yaml
// Quoting by hand, judged by what it does.
#include <cstdio>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <string>

static std::string doubled(const std::string &text) {
  std::string result;
  for (char c : text) {
    if (c == '\'')
      result += "''";
    else
      result += c;
  }
  return result;
}

void doubledInQuotes(PGconn *c, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '" + doubled(name) + "'";
  PQclear(PQexec(c, sql.c_str()));
}

// What a number would need, no quotes, protects nothing.
void doubledOutsideQuotes(PGconn *c, const std::string &id) {
  std::string sql = "SELECT id FROM users WHERE id = " + doubled(id); // expect[dbsafe-sql-concatenation]: is escaped but not inside quotes
  PQclear(PQexec(c, sql.c_str()));
}

// E'...' gives the backslash a meaning that doubling knows nothing of.
void doubledInEscapeString(PGconn *c, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = E'" + doubled(name) + "'"; // expect[dbsafe-sql-concatenation]: a backslash escapes here as well
  PQclear(PQexec(c, sql.c_str()));
}

static std::string quoteAdded(const std::string &text) {
  std::string result = "'";
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\'')
      result += '\'';
    result += text[i];
  }
  return result + "'";
}

void aQuoterOfItsOwn(sqlite3 *db, const std::string &name) {
  std::string sql = "DELETE FROM users WHERE name = " + quoteAdded(name);
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

static void escapeInto(char *to, const char *from) {
  while (*from) {
    if (*from == '\'')
      *to++ = '\'';
    *to++ = *from++;
  }
  *to = '\0';
}

void throughABuffer(sqlite3 *db, const char *name) {
  char escaped[256], sql[512];
  escapeInto(escaped, name);
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", escaped);
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
}

static std::string switched(const std::string &text) {
  std::string result;
  for (char c : text)
    switch (c) {
    case '\'':
      result += "''";
      break;
    case '\0':
      break;
    default:
      result += c;
    }
  return result;
}

void throughASwitch(PGconn *c, const std::string &name) {
  std::string sql = "DELETE FROM users WHERE name = '" + switched(name) + "'";
  PQclear(PQexec(c, sql.c_str()));
}

static void replaceAll(std::string &text) {
  size_t at = 0;
  while ((at = text.find('\'', at)) != std::string::npos) {
    text.replace(at, 1, "''");
    at += 2;
  }
}

void inPlace(PGconn *c, std::string name) {
  replaceAll(name);
  std::string sql = "DELETE FROM users WHERE name = '" + name + "'";
  PQclear(PQexec(c, sql.c_str()));
}

static std::string inserted(std::string text) {
  for (size_t at = text.find("'"); at != std::string::npos;
       at = text.find("'", at + 2))
    text.insert(at, "'");
  return text;
}

void byInsertion(PGconn *c, const std::string &name) {
  std::string sql = "DELETE FROM users WHERE name = '" + inserted(name) + "'";
  PQclear(PQexec(c, sql.c_str()));
}

static std::string withoutQuotes(const std::string &text) {
  std::string result;
  for (char c : text)
    if (c != '\'')
      result += c;
  return result;
}

void takenOut(PGconn *c, const std::string &name) {
  std::string sql = "DELETE FROM users WHERE name = '" + withoutQuotes(name) + "'";
  PQclear(PQexec(c, sql.c_str()));
}

// A quote that follows a backslash ends the string in PostgreSQL and SQLite.
static std::string slashed(const std::string &text) {
  std::string result;
  for (char c : text) {
    if (c == '\'' || c == '\\')
      result += '\\';
    result += c;
  }
  return result;
}

void backslashed(PGconn *c, const std::string &name) {
  std::string sql = "DELETE FROM users WHERE name = '" + slashed(name) + "'"; // expect[dbsafe-sql-concatenation]: puts a backslash before quotes
  PQclear(PQexec(c, sql.c_str()));
}

// Only another character is doubled.
static std::string percents(const std::string &text) {
  std::string result;
  for (char c : text) {
    if (c == '%')
      result += '%';
    result += c;
  }
  return result;
}

void anotherCharacter(PGconn *c, const std::string &name) {
  std::string sql = "DELETE FROM users WHERE name = '" + percents(name) + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql.c_str()));
}

// Looks at quotes and leaves them as they are.
static std::string kept(const std::string &text) {
  std::string result;
  for (char c : text) {
    if (c == '\'')
      result += '\'';
    else
      result += c;
  }
  return result;
}

void quotesKept(PGconn *c, const std::string &name) {
  std::string sql = "DELETE FROM users WHERE name = '" + kept(name) + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql.c_str()));
}

// A list is no escaping.
void quotedList(PGconn *c, const std::string *names, int count) {
  std::string sql = "DELETE FROM users WHERE name IN (";
  for (int i = 0; i < count; ++i) {
    if (i)
      sql += ',';
    sql += "'" + names[i] + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  }
  sql += ")";
  PQclear(PQexec(c, sql.c_str()));
}

std::string escapeName(const std::string &name);

void elsewhere(PGconn *c, const std::string &name) {
  std::string sql = "DELETE FROM users WHERE name = '" + escapeName(name) + "'"; // expect[dbsafe-sql-concatenation]: went through 'escapeName', which dbsafe cannot prove to quote
  PQclear(PQexec(c, sql.c_str()));
}
