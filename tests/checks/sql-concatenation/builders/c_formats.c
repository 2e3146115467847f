// requires: libpq-fe.h
// config: ../only.yaml
// flags: -D_GNU_SOURCE
// C: what the conversions of a printf format are worth.
#include <inttypes.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void numbers(PGconn *c, int id, unsigned flags, int64_t stamp, double rate,
             const void *p) {
  char sql[256];
  snprintf(sql, sizeof sql,
           "UPDATE t SET a = %d, b = %08x, c = %" PRId64
           ", d = %.3g, e = '%p', f = %5.1f%% WHERE g = %i",
           id, flags, stamp, rate, p, rate, id);
  PQclear(PQexec(c, sql));
}

void positions(PGconn *c, const char *name, int id) {
  char sql[256];
  snprintf(sql, sizeof sql, "UPDATE users SET n = %2$d WHERE name = '%1$s'",
           name, // expect[dbsafe-sql-concatenation]: a quoted value
           id);
  PQclear(PQexec(c, sql));
}

void positionsOfNumbers(PGconn *c, int id, long seen) {
  char sql[256];
  snprintf(sql, sizeof sql, "UPDATE users SET seen = %2$ld WHERE id = %1$d", id,
           seen);
  PQclear(PQexec(c, sql));
}

void cut(PGconn *c, const char *name, int length) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT 1 FROM users WHERE name = '%.*s'", length,
           name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

void cutLiteral(PGconn *c, int length) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT 1 FROM users WHERE name = '%.*s'", length,
           "guest");
  PQclear(PQexec(c, sql));
}

void literal(PGconn *c, int all) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT %s FROM users %s", "id",
           all ? "" : "WHERE active");
  PQclear(PQexec(c, sql));
}

// A character in an int.
void character(PGconn *c, int grade) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT 1 FROM marks WHERE grade = '%c'", grade); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

void knownCharacter(PGconn *c, int descending) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT 1 FROM marks WHERE grade %c= 3",
           descending ? '<' : '>');
  PQclear(PQexec(c, sql));
}

// The tail of the format is added, with its own arguments.
void formatInPieces(PGconn *c, const char *name, int id, int active) {
  char format[128] = "SELECT 1 FROM users WHERE id = %d";
  char sql[256];
  if (active)
    strcat(format, " AND active");
  strcat(format, " AND name = '%s'");
  snprintf(sql, sizeof sql, format, id, name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

void numbersInPieces(PGconn *c, int id, int active) {
  char format[128] = "SELECT 1 FROM users WHERE id = %d";
  char sql[256];
  if (active)
    strcat(format, " AND active");
  strcat(format, " LIMIT %d");
  snprintf(sql, sizeof sql, format, id, 10);
  PQclear(PQexec(c, sql));
}

static void run(PGconn *c, const char *format, ...) {
  char sql[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(sql, sizeof sql, format, arguments);
  va_end(arguments);
  PQclear(PQexec(c, sql));
}

void wrapped(PGconn *c, const char *name, int id) {
  run(c, "DELETE FROM users WHERE id = %d", id);
  run(c, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
}

static void runAllocated(PGconn *c, const char *format, ...) {
  char *sql = NULL;
  va_list arguments;
  va_start(arguments, format);
  if (vasprintf(&sql, format, arguments) >= 0)
    PQclear(PQexec(c, sql));
  va_end(arguments);
  free(sql);
}

void wrappedAllocated(PGconn *c, const char *name, int id) {
  runAllocated(c, "DELETE FROM users WHERE id = %d", id);
  runAllocated(c, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
}

void lengthAdded(PGconn *c, const char *name, int id) {
  char sql[1024];
  int n = 0;
  n += snprintf(sql + n, sizeof sql - (size_t)n, "SELECT * FROM users");
  n += snprintf(sql + n, sizeof sql - (size_t)n, " WHERE id > %d", id);
  n += snprintf(&sql[n], sizeof sql - (size_t)n, " AND name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}
