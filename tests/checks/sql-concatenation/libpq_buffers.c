// requires: libpq-fe.h
// config: only.yaml
// flags: -D_GNU_SOURCE
// C: statements built in buffers, sent through libpq.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void formatted(PGconn *c, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

void formattedNumbers(PGconn *c, int id, unsigned long seen, double rate) {
  char sql[256];
  snprintf(sql, sizeof sql,
           "UPDATE users SET seen = %lu, rate = %.2f WHERE id = %d", seen, rate,
           id);
  PQclear(PQexec(c, sql));
}

void formattedUnbounded(PGconn *c, const char *column, int id) {
  char sql[512];
  sprintf(sql, "UPDATE users SET %s = NULL WHERE id = %d",
          column, // expect[dbsafe-sql-concatenation]: an identifier
          id);
  PQclear(PQexec(c, sql));
}

// A width cuts the text, it does not quote it.
void formattedShort(PGconn *c, const char *code) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT 1 FROM vouchers WHERE code = '%.8s'", code); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

void formattedCharacter(PGconn *c, char grade) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT id FROM marks WHERE grade = '%c'", grade); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

void formattedHex(PGconn *c, const unsigned char digest[4]) {
  char sql[128];
  snprintf(sql, sizeof sql,
           "SELECT id FROM files WHERE digest = '\\x%02x%02x%02x%02x'",
           digest[0], digest[1], digest[2], digest[3]);
  PQclear(PQexec(c, sql));
}

void formattedChoice(PGconn *c, int descending) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT id FROM todos ORDER BY id %s",
           descending ? "DESC" : "ASC");
  PQclear(PQexec(c, sql));
}

void formattedMacro(PGconn *c, int id) {
#define USERS "app_users"
  char sql[128];
  snprintf(sql, sizeof sql, "DELETE FROM %s WHERE id = %d", USERS, id);
  PQclear(PQexec(c, sql));
}

void joined(PGconn *c, const char *name) {
  char sql[512];
  strcpy(sql, "SELECT id FROM users WHERE name = '");
  strcat(sql, name); // expect[dbsafe-sql-concatenation]: a quoted value
  strcat(sql, "'");
  PQclear(PQexec(c, sql));
}

void joinedLiterals(PGconn *c, int onlyOpen) {
  char sql[128] = "SELECT id FROM todos";
  if (onlyOpen)
    strcat(sql, " WHERE NOT done");
  strcat(sql, " ORDER BY id");
  PQclear(PQexec(c, sql));
}

void joinedWithLimit(PGconn *c, const char *name) {
  char sql[128] = "SELECT id FROM users WHERE name = '";
  strncat(sql, name, sizeof sql - strlen(sql) - 2); // expect[dbsafe-sql-concatenation]: a quoted value
  strcat(sql, "'");
  PQclear(PQexec(c, sql));
}

void allocated(PGconn *c, const char *table) {
  char *sql = NULL;
  if (asprintf(&sql, "TRUNCATE %s", table) < 0) // expect[dbsafe-sql-concatenation]: an identifier
    return;
  PQclear(PQexec(c, sql));
  free(sql);
}

void allocatedNumber(PGconn *c, long long id) {
  char *sql;
  if (asprintf(&sql, "DELETE FROM todos WHERE id = %lld", id) < 0)
    return;
  PQclear(PQexec(c, sql));
  free(sql);
}

// The second call starts from the beginning: nothing of the name remains.
void overwritten(PGconn *c, const char *name) {
  char text[256];
  snprintf(text, sizeof text, "looking for %s", name);
  puts(text);
  snprintf(text, sizeof text, "SELECT count(*) FROM users");
  PQclear(PQexec(c, text));
}

// Here it goes on behind the name.
void continued(PGconn *c, const char *name) {
  char sql[256];
  int n = snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  snprintf(sql + n, sizeof sql - (size_t)n, " AND active");
  PQclear(PQexec(c, sql));
}

void continuedNumbers(PGconn *c, const int *ids, int count) {
  char sql[1024];
  int n = snprintf(sql, sizeof sql, "DELETE FROM todos WHERE id IN (0");
  for (int i = 0; i < count; i++)
    n += snprintf(sql + n, sizeof sql - (size_t)n, ",%d", ids[i]);
  snprintf(sql + n, sizeof sql - (size_t)n, ")");
  PQclear(PQexec(c, sql));
}

void parameters(PGconn *c, const char *name) {
  const char *values[1] = {name};
  PQclear(PQexecParams(c, "SELECT id FROM users WHERE name = $1", 1, NULL,
                       values, NULL, NULL, 0));
}

// Only the id is a parameter; the table is not.
void parametersAndTable(PGconn *c, const char *table, const char *id) {
  const char *values[1] = {id};
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE id = $1", table); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexecParams(c, sql, 1, NULL, values, NULL, NULL, 0));
}

void prepared(PGconn *c, const char *name, const char *order) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = $1 ORDER BY %s",
           order); // expect[dbsafe-sql-concatenation]:
  PQclear(PQprepare(c, "by_name", sql, 1, NULL));
  const char *values[1] = {name};
  PQclear(PQexecPrepared(c, "by_name", 1, values, NULL, NULL, 0));
}

int sent(PGconn *c, const char *channel) {
  char sql[128];
  snprintf(sql, sizeof sql, "LISTEN %s", channel); // expect[dbsafe-sql-concatenation]:
  return PQsendQuery(c, sql);
}

void duplicated(PGconn *c, const char *limit) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT id FROM todos LIMIT %s", limit); // expect[dbsafe-sql-concatenation]: LIMIT
  char *copy = strdup(sql);
  PQclear(PQexec(c, copy));
  free(copy);
}

void copied(PGconn *c, const char *name, size_t length) {
  static const char head[] = "SELECT id FROM users WHERE name = '";
  char sql[512];
  memcpy(sql, head, sizeof head - 1);
  memcpy(sql + sizeof head - 1, name, length); // expect[dbsafe-sql-concatenation]:
  memcpy(sql + sizeof head - 1 + length, "'", 2);
  PQclear(PQexec(c, sql));
}

// A builder of the project's own, over a buffer in a struct.
struct statement {
  char text[4096];
  size_t used;
};

static void put(struct statement *s, const char *text) {
  size_t length = strlen(text);
  memcpy(s->text + s->used, text, length);
  s->used += length;
  s->text[s->used] = '\0';
}

// What the initialiser leaves out is empty.
void optional(PGconn *c, int descending) {
  struct statement s = {.used = 0};
  put(&s, "SELECT id FROM users");
  put(&s, descending ? " ORDER BY id DESC" : " ORDER BY id");
  PQclear(PQexec(c, s.text));
}

void collected(PGconn *c, const char *name) {
  struct statement s = {.used = 0};
  put(&s, "SELECT id FROM users WHERE name = '");
  put(&s, name); // expect[dbsafe-sql-concatenation]: a quoted value
  put(&s, "'");
  PQclear(PQexec(c, s.text));
}
