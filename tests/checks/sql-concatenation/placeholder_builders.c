// requires: sqlite3.h
// config: only.yaml
// Placeholders, written in C.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void concatenated(sqlite3 *db, int n) {
  char sql[1024] = "SELECT id FROM users WHERE id IN (";
  for (int i = 0; i < n; i++)
    strcat(sql, i ? ",?" : "?");
  strcat(sql, ")");
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void lastReplaced(sqlite3 *db, int n) {
  char sql[1024] = "SELECT id FROM users WHERE id IN (";
  for (int i = 0; i < n; i++)
    strcat(sql, "?,");
  sql[strlen(sql) - 1] = ')';
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void positions(sqlite3 *db, int n) {
  char sql[1024];
  int used = snprintf(sql, sizeof sql, "SELECT id FROM users WHERE id IN (");
  for (int i = 1; i <= n; i++)
    used += snprintf(sql + used, sizeof sql - used, "%s?%d", i > 1 ? "," : "", i);
  snprintf(sql + used, sizeof sql - used, ")");
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void pointer(sqlite3 *db, int n) {
  char *sql = malloc(64 + 2 * (size_t)n), *p = sql;
  p += sprintf(p, "SELECT id FROM users WHERE id IN (");
  while (n-- > 0) {
    *p++ = '?';
    *p++ = n ? ',' : ')';
  }
  *p = '\0';
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  free(sql);
}

void filled(sqlite3 *db, int n) {
  char marks[64], sql[256];
  memset(marks, '?', (size_t)n);
  marks[n] = 0;
  sprintf(sql, "SELECT id FROM users WHERE name LIKE '%s'", marks);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void names(sqlite3 *db, const char **values, int n) {
  char sql[1024] = "SELECT id FROM users WHERE name IN (";
  for (int i = 0; i < n; i++) {
    if (i)
      strcat(sql, ",");
    strcat(sql, values[i]); // expect[dbsafe-sql-concatenation]:
  }
  strcat(sql, ")");
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}
