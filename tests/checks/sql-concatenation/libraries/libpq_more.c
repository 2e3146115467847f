// requires: libpq-fe.h
// config: ../only.yaml
// libpq's asynchronous and prepared statements.
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

int sent(PGconn *c, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: PQexecParams
  return PQsendQuery(c, sql);
}

int sentParams(PGconn *c, const char *name) {
  const char *values[] = {name};
  return PQsendQueryParams(c, "SELECT id FROM users WHERE name = $1", 1, NULL, values, NULL, NULL, 0);
}

int sentParamsSpliced(PGconn *c, const char *order, const char *name) {
  const char *values[] = {name};
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = $1 ORDER BY %s", order); // expect[dbsafe-sql-concatenation]: PQescapeIdentifier
  return PQsendQueryParams(c, sql, 1, NULL, values, NULL, NULL, 0);
}

int sentPrepare(PGconn *c, const char *table) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE name = $1", table); // expect[dbsafe-sql-concatenation]: an identifier
  return PQsendPrepare(c, "find", sql, 1, NULL);
}

// A statement's name is no SQL.
int sentPrepareNamed(PGconn *c, const char *user) {
  char name[64];
  snprintf(name, sizeof name, "find_%s", user);
  return PQsendPrepare(c, name, "SELECT id FROM users WHERE name = $1", 1, NULL);
}

PGresult *executedPrepared(PGconn *c, const char *user, const char *const *values) {
  char name[64];
  snprintf(name, sizeof name, "find_%s", user);
  PQclear(PQdescribePrepared(c, name));
  return PQexecPrepared(c, name, 1, values, NULL, NULL, 0);
}

PGresult *executeStatement(PGconn *c, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "EXECUTE find('%s')", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return PQexec(c, sql);
}

PGresult *executeEscaped(PGconn *c, const char *name) {
  char sql[256];
  char *quoted = PQescapeLiteral(c, name, strlen(name));
  snprintf(sql, sizeof sql, "EXECUTE find(%s)", quoted);
  PQfreemem(quoted);
  return PQexec(c, sql);
}

PGresult *again(PGconn *c, PGresult *rows) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM posts WHERE author = '%s'", PQgetvalue(rows, 0, 0)); // expect[dbsafe-sql-concatenation]: text from the database
  return PQexec(c, sql);
}

PGresult *againNumber(PGconn *c, PGresult *rows) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM posts WHERE author = %d", PQntuples(rows));
  return PQexec(c, sql);
}
