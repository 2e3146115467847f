// requires: sqlite3.h
// config: only.yaml
// Values compared with literals, in C.
#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const allowed[] = {"name", "email"};

static int isAllowed(const char *column) {
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
    if (strcmp(allowed[i], column) == 0)
      return 1;
  }
  return 0;
}

void function(sqlite3 *db, const char *column) {
  char sql[128];
  if (!isAllowed(column))
    return;
  snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY %s", column);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void loop(sqlite3 *db, const char *column) {
  char sql[128];
  int found = 0;
  for (int i = 0; i < 2; i++)
    if (!strcmp(allowed[i], column))
      found = 1;
  if (!found)
    exit(1);
  snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY %s", column);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void jumped(sqlite3 *db, const char *column) {
  char sql[128];
  for (int i = 0; i < 2; i++)
    if (!strcmp(allowed[i], column))
      goto good;
  return;
good:
  snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY %s", column);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void indexed(sqlite3 *db, const char *column) {
  char sql[128];
  int i;
  for (i = 0; i < 2; i++)
    if (!strcmp(allowed[i], column))
      break;
  if (i == 2)
    return;
  snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY %s", allowed[i]);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void unchecked(sqlite3 *db, const char *column) {
  char sql[128];
  int found = 0;
  for (int i = 0; i < 2; i++)
    if (strcmp(allowed[i], column))
      found = 1;
  if (!found)
    return;
  snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY %s", column); // expect[dbsafe-sql-concatenation]:
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static int valid_name(const char *s) {
  for (; *s; s++) {
    if (!isalnum((unsigned char)*s) && *s != '_')
      return 0;
  }
  return 1;
}

void names(sqlite3 *db, const char *table, const char *other) {
  char sql[128];
  if (!valid_name(table))
    return;
  snprintf(sql, sizeof sql, "SELECT id FROM %s", table);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  snprintf(sql, sizeof sql, "SELECT id FROM %s", other); // expect[dbsafe-sql-concatenation]:
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static int digits_only(const char *s) {
  size_t i;
  for (i = 0; i < strlen(s); i++)
    if (s[i] < '0' || s[i] > '9')
      return 0;
  return i > 0;
}

void number(sqlite3 *db, const char *id) {
  char sql[128];
  if (!digits_only(id)) {
    fprintf(stderr, "bad\n");
    return;
  }
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE id = %s", id);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void inPlace(sqlite3 *db, char *table) {
  char sql[128];
  for (char *p = table; *p; p++)
    if (!isalnum((unsigned char)*p))
      *p = '_';
  snprintf(sql, sizeof sql, "SELECT id FROM t_%s", table);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}
