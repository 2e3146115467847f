// requires: sqlite3.h
// requires: mysql/mysql.h
// config: only.yaml
// Calls through pointers: what the program assigns to them.
#include <mysql/mysql.h>
#include <sqlite3.h>
#include <stdio.h>

struct backend {
  int (*query)(sqlite3 *db, const char *sql);
  const char *name;
};

static int sqliteQuery(sqlite3 *db, const char *sql) {
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static const struct backend ops = {.query = sqliteQuery, .name = "sqlite"};

void throughTable(sqlite3 *db, const char *name) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]:
  ops.query(db, sql);
}

void throughTablePointer(const struct backend *b, sqlite3 *db, const char *name) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]:
  b->query(db, sql);
  b->query(db, "SELECT 1");
}

struct sql_ops {
  int (*query)(MYSQL *, const char *);
  unsigned long (*escape)(MYSQL *, char *, const char *, unsigned long);
};

static struct sql_ops *sql;
static struct sql_ops sql_s;

void initialise(void) {
  sql = &sql_s;
  sql->query = mysql_query;
  sql->escape = mysql_real_escape_string;
}

void throughAssigned(MYSQL *db, const char *name) {
  char buf[128];
  sprintf(buf, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]:
  sql->query(db, buf);
}

void throughAssignedQuoted(MYSQL *db, const char *name, unsigned long length) {
  char buf[128], quoted[64];
  sql->escape(db, quoted, name, length);
  sprintf(buf, "DELETE FROM users WHERE name = '%s'", quoted);
  sql->query(db, buf);
}

void throughVariable(sqlite3 *db, const char *table, int fast) {
  int (*go)(sqlite3 *, const char *) = sqliteQuery;
  char buf[128];
  sprintf(buf, "SELECT id FROM %s", table); // expect[dbsafe-sql-concatenation]:
  go(db, buf);
  (*go)(db, "SELECT 1");
}

typedef int (*runner)(sqlite3 *, const char *);

static int apply(sqlite3 *db, runner r, const char *text) { return r(db, text); }

void throughParameter(sqlite3 *db, const char *table) {
  char buf[128];
  sprintf(buf, "SELECT id FROM %s", table); // expect[dbsafe-sql-concatenation]:
  apply(db, sqliteQuery, buf);
}

static runner runners[] = {sqliteQuery, sqliteQuery};

void throughArray(sqlite3 *db, int i, const char *table) {
  char buf[128];
  sprintf(buf, "SELECT id FROM %s", table); // expect[dbsafe-sql-concatenation]:
  runners[i](db, buf);
}

static const char *tableName(int n) { return n ? "users" : "todos"; }
static const char *(*nameOf)(int) = tableName;

void returned(sqlite3 *db, int n) {
  char buf[128];
  sprintf(buf, "SELECT id FROM %s", nameOf(n));
  sqlite3_exec(db, buf, NULL, NULL, NULL);
}
