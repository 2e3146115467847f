// requires: libpq-fe.h
// config: only.yaml
// What libpq's quoters need beside the right place.
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

// The error is nobody's: malformed text goes on its way.
void errorNotAskedFor(PGconn *c, const char *name) {
  char safe[256], sql[512];
  PQescapeStringConn(c, safe, name, strlen(name), NULL);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", safe); // expect[dbsafe-sql-concatenation]: nothing looks at that
  PQclear(PQexec(c, sql));
}

void errorNotLookedAt(PGconn *c, const char *name) {
  char safe[256], sql[512];
  int error;
  PQescapeStringConn(c, safe, name, strlen(name), &error);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", safe); // expect[dbsafe-sql-concatenation]: nothing looks at that
  PQclear(PQexec(c, sql));
}

void errorLookedAt(PGconn *c, const char *name) {
  char safe[256], sql[512];
  int error;
  PQescapeStringConn(c, safe, name, strlen(name), &error);
  if (error)
    return;
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", safe);
  PQclear(PQexec(c, sql));
}

// Whose business the error is, the caller knows.
void errorHandedOut(PGconn *c, const char *name, int *error) {
  char safe[256], sql[512];
  PQescapeStringConn(c, safe, name, strlen(name), error);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", safe);
  PQclear(PQexec(c, sql));
}

// Between E'...' the server reads backslashes that were left as they are.
void escapeString(PGconn *c, const char *name) {
  char safe[256], sql[512];
  int error = 0;
  PQescapeStringConn(c, safe, name, strlen(name), &error);
  if (error)
    return;
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = E'%s'", safe); // expect[dbsafe-sql-concatenation]: a backslash escapes here as well
  PQclear(PQexec(c, sql));
}

// Digits are digits, in a name as well.
void numbersAnywhere(PGconn *c, int shard, double limit, unsigned char flag) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users_%d WHERE score > %f LIMIT %u",
           shard, limit, flag);
  PQclear(PQexec(c, sql));
}
