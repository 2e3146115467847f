// requires: libpqtypes.h
// config: ../only.yaml
// libpqtypes: %text and %int4 are bound parameters, no formatting.
#include <libpqtypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bound(PGconn *c, const char *name) {
  PQclear(PQexecf(c, "DELETE FROM users WHERE name = %text", name));
}

void boundTwice(PGconn *c, const char *name, PGint4 id) {
  PQclear(PQexecf(c, "UPDATE users SET name = %text WHERE id = %int4", name, id));
}

void formatted(PGconn *c, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: PQexecf(conn, "... %text ...", value)
  PQclear(PQexecf(c, sql));
}

void formattedTable(PGconn *c, const char *table, const char *name) {
  char sql[256] = "DELETE FROM ";
  strcat(sql, table); // expect[dbsafe-sql-concatenation]: an identifier
  strcat(sql, " WHERE name = %text");
  PQclear(PQexecf(c, sql, name));
}

void chosenTable(PGconn *c, int old, const char *name) {
  char sql[256] = "DELETE FROM ";
  strcat(sql, old ? "old_users" : "users");
  strcat(sql, " WHERE name = %text");
  PQclear(PQexecf(c, sql, name));
}

void sent(PGconn *c, const char *order) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY %s", order); // expect[dbsafe-sql-concatenation]:
  PQsendf(c, sql);
}

void sentBound(PGconn *c, const char *name) {
  PQsendf(c, "SELECT id FROM users WHERE name = %text", name);
}

void parameters(PGconn *c, const char *name) {
  PGparam *param = PQparamCreate(c);
  PQputf(param, "%text", name);
  PQclear(PQparamExec(c, param, "DELETE FROM users WHERE name = $1", 0));
  PQparamClear(param);
}

void parametersAndSplice(PGconn *c, const char *table, const char *name) {
  char sql[256];
  PGparam *param = PQparamCreate(c);
  PQputf(param, "%text", name);
  snprintf(sql, sizeof sql, "DELETE FROM %s WHERE name = $1", table); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQparamExec(c, param, sql, 0));
  PQparamClear(param);
}

void specified(PGconn *c, const char *column) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT %s FROM users WHERE id = %%int4", column); // expect[dbsafe-sql-concatenation]: an identifier
  PQspecPrepare(c, "find", sql, 1);
}

void specifiedLiteral(PGconn *c) {
  PQspecPrepare(c, "find", "SELECT name FROM users WHERE id = %int4", 1);
}

void environment(PGconn *c) {
  const char *user = getenv("TODO_USER");
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", user); // expect-error[dbsafe-sql-concatenation]: text from the environment
  PQclear(PQexecf(c, sql));
  PQclear(PQexecf(c, "DELETE FROM users WHERE name = %text", user));
}
