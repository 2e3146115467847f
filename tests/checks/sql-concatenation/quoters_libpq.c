// requires: libpq-fe.h
// config: only.yaml
// flags: -D_GNU_SOURCE
// libpq's quoters: right where they fit the place, wrong elsewhere.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void literal(PGconn *c, const char *name) {
  char *quoted = PQescapeLiteral(c, name, strlen(name));
  if (!quoted)
    return;
  char sql[512];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = %s", quoted);
  PQfreemem(quoted);
  PQclear(PQexec(c, sql));
}

// PQescapeLiteral brings its own quotes; within others they end the text.
void literalInQuotes(PGconn *c, const char *name) {
  char *quoted = PQescapeLiteral(c, name, strlen(name));
  if (!quoted)
    return;
  char sql[512];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", quoted); // expect[dbsafe-sql-concatenation]:
  PQfreemem(quoted);
  PQclear(PQexec(c, sql));
}

void literalAsIdentifier(PGconn *c, const char *table) {
  char *quoted = PQescapeLiteral(c, table, strlen(table));
  if (!quoted)
    return;
  char sql[512];
  snprintf(sql, sizeof sql, "SELECT id FROM %s", quoted); // expect[dbsafe-sql-concatenation]:
  PQfreemem(quoted);
  PQclear(PQexec(c, sql));
}

void identifier(PGconn *c, const char *table) {
  char *quoted = PQescapeIdentifier(c, table, strlen(table));
  if (!quoted)
    return;
  char sql[512];
  snprintf(sql, sizeof sql, "SELECT id FROM %s", quoted);
  PQfreemem(quoted);
  PQclear(PQexec(c, sql));
}

void identifierAsValue(PGconn *c, const char *name) {
  char *quoted = PQescapeIdentifier(c, name, strlen(name));
  if (!quoted)
    return;
  char sql[512];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = %s", quoted); // expect[dbsafe-sql-concatenation]:
  PQfreemem(quoted);
  PQclear(PQexec(c, sql));
}

void escapedInQuotes(PGconn *c, const char *name) {
  char escaped[2 * 64 + 1];
  char sql[512];
  int error = 0;
  PQescapeStringConn(c, escaped, name, strnlen(name, 64), &error);
  if (error)
    return;
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", escaped);
  PQclear(PQexec(c, sql));
}

// A number needs no quotes, so neither does who attacks.
void escapedOutsideQuotes(PGconn *c, const char *id) {
  char escaped[2 * 64 + 1];
  char sql[512];
  int error = 0;
  PQescapeStringConn(c, escaped, id, strnlen(id, 64), &error);
  if (error)
    return;
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %s", escaped); // expect[dbsafe-sql-concatenation]:
  PQclear(PQexec(c, sql));
}

void escapedAsIdentifier(PGconn *c, const char *table) {
  char escaped[2 * 64 + 1];
  char sql[512];
  int error = 0;
  PQescapeStringConn(c, escaped, table, strnlen(table, 64), &error);
  if (error)
    return;
  snprintf(sql, sizeof sql, "SELECT id FROM \"%s\"", escaped); // expect[dbsafe-sql-concatenation]:
  PQclear(PQexec(c, sql));
}

void escapedAndRawUsed(PGconn *c, const char *name) {
  char escaped[2 * 64 + 1];
  char sql[512];
  int error = 0;
  PQescapeStringConn(c, escaped, name, strnlen(name, 64), &error);
  if (error)
    return;
  printf("searching %s\n", escaped);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

// One of the two is escaped.
void escapedOne(PGconn *c, const char *name, const char *city) {
  char escaped[2 * 64 + 1];
  char sql[512];
  int error = 0;
  PQescapeStringConn(c, escaped, name, strnlen(name, 64), &error);
  if (error)
    return;
  snprintf(sql, sizeof sql,
           "SELECT id FROM users WHERE name = '%s' AND city = '%s'", escaped,
           city); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

// Knows nothing of the connection's encoding.
void escapedWithoutConnection(PGconn *c, const char *name) {
  char escaped[2 * 64 + 1];
  char sql[512];
  PQescapeString(escaped, name, strnlen(name, 64));
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", escaped); // expect[dbsafe-sql-concatenation]:
  PQclear(PQexec(c, sql));
}

void bytes(PGconn *c, const unsigned char *data, size_t length) {
  size_t size;
  unsigned char *escaped = PQescapeByteaConn(c, data, length, &size);
  if (!escaped)
    return;
  char *sql = malloc(size + 64);
  if (sql) {
    sprintf(sql, "INSERT INTO files (data) VALUES ('%s')", (char *)escaped);
    PQclear(PQexec(c, sql));
    free(sql);
  }
  PQfreemem(escaped);
}

// A helper of the project that quotes is a quoter.
static char *quoted(PGconn *c, const char *text) {
  return PQescapeLiteral(c, text, strlen(text));
}

void quotedByHelper(PGconn *c, const char *name, const char *city) {
  char *first = quoted(c, name), *second = quoted(c, city);
  char *sql = NULL;
  if (first && second &&
      asprintf(&sql, "SELECT id FROM users WHERE name = %s AND city = %s",
               first, second) >= 0)
    PQclear(PQexec(c, sql));
  free(sql);
  PQfreemem(first);
  PQfreemem(second);
}

void escapedThenJoined(PGconn *c, const char *name) {
  char sql[512] = "SELECT id FROM users WHERE name = '";
  int error = 0;
  size_t used = strlen(sql);
  used += PQescapeStringConn(c, sql + used, name, strnlen(name, 64), &error);
  if (error)
    return;
  strcpy(sql + used, "'");
  PQclear(PQexec(c, sql));
}
