// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// Functions of the project that quote are quoters, however they hand it out.
#include <cstdlib>
#include <cstring>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>
#include <vector>

static std::string esc(pqxx::work &txn, const std::string &s) {
  return txn.esc(s);
}
static std::string escAgain(pqxx::work &txn, const std::string &s) {
  return esc(txn, s);
}
static std::string literal(pqxx::work &txn, const std::string &s) {
  return "'" + escAgain(txn, s) + "'";
}

void wrapperOfWrapper(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users WHERE name = '" + escAgain(txn, name) + "'");
}
void wrapperOutsideQuotes(pqxx::work &txn, const std::string &id) {
  txn.exec("SELECT id FROM users WHERE id = " + escAgain(txn, id)); // expect[dbsafe-sql-concatenation]: is escaped but not inside quotes
}
// It adds the quotes itself.
void wrapperAddsQuotesAgain(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users WHERE name = '" +
           literal(txn, name) + // expect[dbsafe-sql-concatenation]: is quoted twice
           "'");
}
void wrapperAddsQuotes(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users WHERE name = " + literal(txn, name));
}

static void escapeInPlace(pqxx::work &txn, std::string &s) { s = txn.esc(s); }

void inPlace(pqxx::work &txn, std::string name) {
  escapeInPlace(txn, name);
  txn.exec("SELECT id FROM users WHERE name = '" + name + "'");
}
void inPlaceOther(pqxx::work &txn, std::string name, const std::string &city) {
  escapeInPlace(txn, name);
  txn.exec("SELECT id FROM users WHERE name = '" + name + "' AND city = '" +
           city + // expect[dbsafe-sql-concatenation]: a quoted value
           "'");
}

static int escapeTo(PGconn *c, char *to, const char *from) {
  int error = 0;
  PQescapeStringConn(c, to, from, strlen(from), &error);
  return error;
}

void outParameter(PGconn *c, const char *name) {
  char safe[256], sql[512];
  if (escapeTo(c, safe, name))
    return;
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", safe);
  PQclear(PQexec(c, sql));
}

static char *escaped(PGconn *c, const char *s) {
  size_t length = strlen(s);
  char *buffer = (char *)malloc(2 * length + 1);
  int error = 0;
  if (!buffer)
    return nullptr;
  PQescapeStringConn(c, buffer, s, length, &error);
  if (error) {
    free(buffer);
    return nullptr;
  }
  return buffer;
}

void allocated(PGconn *c, const char *name) {
  char *safe = escaped(c, name);
  if (!safe)
    return;
  std::string sql = std::string("SELECT id FROM users WHERE name = '") + safe + "'";
  free(safe);
  PQclear(PQexec(c, sql.c_str()));
}

class Db {
public:
  explicit Db(pqxx::work &txn) : txn(txn) {}
  std::string quote(const std::string &s) { return txn.quote(s); }
  std::string name(const std::string &s) const { return txn.quote_name(s); }
  void run(const std::string &sql) { txn.exec(sql); }

private:
  pqxx::work &txn;
};

void methods(Db &db, const std::string &table, const std::string &name) {
  db.run("SELECT id FROM " + db.name(table) + " WHERE name = " +
         db.quote(name));
}
void methodAsName(Db &db, const std::string &table) {
  db.run("SELECT id FROM " + db.quote(table)); // expect[dbsafe-sql-concatenation]: is quoted as a value but stands where a name is
}

static std::string sometimes(pqxx::work &txn, const std::string &s, bool raw) {
  if (raw)
    return s;
  return txn.esc(s);
}

void onSomePaths(pqxx::work &txn, const std::string &name, bool raw) {
  txn.exec("SELECT id FROM users WHERE name = '" +
           sometimes(txn, name, raw) + // expect[dbsafe-sql-concatenation]: is quoted on some paths only
           "'");
}

// The copy is for nobody.
void copyUnused(pqxx::work &txn, const std::string &name) {
  std::string safe = txn.esc(name); // expect-note[dbsafe-sql-concatenation]: a quoted copy is made here
  txn.exec("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

static void nothing(pqxx::work &txn, const std::string &s) {
  std::string local = txn.esc(s);
}
void quotesNothing(pqxx::work &txn, const std::string &name) {
  nothing(txn, name);
  txn.exec("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

// A helper that splices is told once, whoever calls it.
static std::string byName(const std::string &name) {
  return "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  // expect-note@-1[dbsafe-sql-concatenation]: it goes into 3 statements
}
void first(pqxx::work &txn, const std::string &name) { txn.exec(byName(name)); }
void second(pqxx::work &txn, const std::string &name) {
  txn.exec(byName(name) + " LIMIT 1");
}
void third(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT count(*) FROM (" + byName(name) + ") t");
}

// Only one of the elements was quoted.
void quotedFirst(pqxx::work &txn, std::vector<std::string> names) {
  names[0] = txn.esc(names[0]);
  std::string sql = "SELECT id FROM users WHERE name IN ('x'";
  for (size_t i = 0; i < names.size(); ++i)
    sql += ",'" + names[i] + "'"; // expect[dbsafe-sql-concatenation]: 'names[i]'
  txn.exec(sql);
}
void quotedEach(pqxx::work &txn, std::vector<std::string> names) {
  for (size_t i = 0; i < names.size(); ++i)
    names[i] = txn.esc(names[i]);
  std::string sql = "SELECT id FROM users WHERE name IN ('x'";
  for (size_t i = 0; i < names.size(); ++i)
    sql += ",'" + names[i] + "'";
  txn.exec(sql);
}
void quotedEachInTurn(pqxx::work &txn, std::vector<std::string> names) {
  std::string sql = "SELECT id FROM users WHERE name IN ('x'";
  for (auto &n : names) {
    n = txn.esc(n);
    sql += ",'" + n + "'";
  }
  txn.exec(sql);
}
void quotedSome(pqxx::work &txn, std::vector<std::string> names) {
  for (auto &n : names)
    if (n != "y")
      n = txn.esc(n);
  std::string sql = "SELECT id FROM users WHERE name IN ('x'";
  for (auto &n : names)
    sql += ",'" + n + "'"; // expect[dbsafe-sql-concatenation]: 'n' is quoted on some paths only
  txn.exec(sql);
}
void quotedEachWithoutQuotes(pqxx::work &txn, std::vector<std::string> names) {
  for (auto &n : names)
    n = txn.esc(n);
  std::string sql = "SELECT id FROM users WHERE id IN (0";
  for (auto &n : names)
    sql += "," + n; // expect[dbsafe-sql-concatenation]: 'n' is escaped but not inside quotes
  txn.exec(sql);
}

// The helper adds the quotes; who writes them again is told.
static void appendQuoted(std::string &sql, pqxx::work &txn, const std::string &name) {
  sql += txn.quote(name);
}
void quotedOnce(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = ";
  appendQuoted(sql, txn, name);
  txn.exec(sql);
}
void quotedTwice(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '";
  appendQuoted(sql, txn, name); // expect[dbsafe-sql-concatenation]: 'appendQuoted(sql, txn, name)' is quoted twice
  txn.exec(sql + "'");
}
