// requires: libpq-fe.h
// config: ../only.yaml
// flags: -D_GNU_SOURCE
// C: text that is copied, appended and written character by character.
#include <ctype.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

// The copy goes on where the one before has ended.
void stpcpyChain(PGconn *c, const char *name) {
  char sql[512];
  char *p = sql;
  p = stpcpy(p, "SELECT id FROM users WHERE name = '");
  p = stpcpy(p, name); // expect[dbsafe-sql-concatenation]: a quoted value
  p = stpcpy(p, "'");
  PQclear(PQexec(c, sql));
}

void stpcpyNested(PGconn *c, const char *table) {
  char sql[512];
  stpcpy(stpcpy(stpcpy(sql, "DELETE FROM "), table), " WHERE done"); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexec(c, sql));
}

void stpcpyLiterals(PGconn *c, int open) {
  char sql[512];
  char *p = stpcpy(sql, "SELECT id FROM todos");
  if (open)
    p = stpcpy(p, " WHERE NOT done");
  stpcpy(p, " ORDER BY id");
  PQclear(PQexec(c, sql));
}

void mempcpyChain(PGconn *c, const char *name, size_t length) {
  char sql[512];
  char *p = mempcpy(sql, "SELECT id FROM users WHERE name = '", 35);
  p = mempcpy(p, name, length); // expect[dbsafe-sql-concatenation]: a quoted value
  p = mempcpy(p, "'", 2);
  PQclear(PQexec(c, sql));
}

void strlcat2(PGconn *c, const char *name) {
  char sql[512] = "";
  strncat(sql, "SELECT id FROM users WHERE name = '", sizeof sql - 1);
  strncat(sql, name, sizeof sql - strlen(sql) - 1); // expect[dbsafe-sql-concatenation]: a quoted value
  strncat(sql, "'", 1);
  PQclear(PQexec(c, sql));
}

// Home-made copying, a character at a time.
void byPointer(PGconn *c, const char *name) {
  char sql[512] = "SELECT id FROM users WHERE name = '";
  char *out = sql + strlen(sql);
  while (*name)
    *out++ = *name++; // expect[dbsafe-sql-concatenation]: a quoted value
  *out++ = '\'';
  *out = '\0';
  PQclear(PQexec(c, sql));
}

void byIndex(PGconn *c, const char *column) {
  char sql[512] = "SELECT id FROM users ORDER BY ";
  size_t n = strlen(sql);
  for (size_t i = 0; column[i]; i++)
    sql[n++] = column[i]; // expect[dbsafe-sql-concatenation]:
  sql[n] = '\0';
  PQclear(PQexec(c, sql));
}

void placeholdersByIndex(PGconn *c, int count) {
  char sql[512] = "SELECT 1 WHERE 1 IN (0";
  size_t n = strlen(sql);
  for (int i = 0; i < count; i++) {
    sql[n++] = ',';
    sql[n++] = '1';
  }
  sql[n++] = ')';
  sql[n] = '\0';
  PQclear(PQexec(c, sql));
}

void filled(PGconn *c) {
  char sql[64] = "SELECT '";
  memset(sql + 8, 'x', 10);
  strcpy(sql + 18, "'");
  PQclear(PQexec(c, sql));
}

// Grown with realloc.
void grown(PGconn *c, const char *const *names, int count) {
  char *sql = malloc(64);
  strcpy(sql, "SELECT id FROM users WHERE name IN (''");
  for (int i = 0; i < count; i++) {
    sql = realloc(sql, strlen(sql) + strlen(names[i]) + 8);
    strcat(sql, ",'");
    strcat(sql, names[i]); // expect[dbsafe-sql-concatenation]: a quoted value
    strcat(sql, "'");
  }
  strcat(sql, ")");
  PQclear(PQexec(c, sql));
  free(sql);
}

void grownFromNothing(PGconn *c, const char *name) {
  char *sql = NULL;
  sql = realloc(sql, 256);
  strcpy(sql, "SELECT id FROM users WHERE name = '");
  strcat(sql, name); // expect[dbsafe-sql-concatenation]: a quoted value
  strcat(sql, "'");
  PQclear(PQexec(c, sql));
}

void grownNumbers(PGconn *c, const int *ids, int count) {
  char *sql = strdup("DELETE FROM todos WHERE id IN (0");
  size_t length = strlen(sql);
  for (int i = 0; i < count; i++) {
    sql = realloc(sql, length + 16);
    length += (size_t)sprintf(sql + length, ",%d", ids[i]);
  }
  sql = realloc(sql, length + 2);
  strcat(sql, ")");
  PQclear(PQexec(c, sql));
  free(sql);
}

// A stream into memory.
void memoryStream(PGconn *c, const char *name, int id) {
  char *sql = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&sql, &size);
  fprintf(out, "UPDATE users SET name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  fprintf(out, " WHERE id = %d", id);
  fputs(" AND active", out);
  fputc(';', out);
  fclose(out);
  PQclear(PQexec(c, sql));
  free(sql);
}

void memoryStreamNumbers(PGconn *c, int id) {
  char *sql = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&sql, &size);
  fputs("DELETE FROM todos WHERE id = ", out);
  fprintf(out, "%d", id);
  fclose(out);
  PQclear(PQexec(c, sql));
  free(sql);
}

void streamOnBuffer(PGconn *c, const char *name) {
  char sql[256];
  FILE *out = fmemopen(sql, sizeof sql, "w");
  fputs("SELECT id FROM users WHERE name = '", out);
  fputs(name, out); // expect[dbsafe-sql-concatenation]: a quoted value
  fputs("'", out);
  fclose(out);
  PQclear(PQexec(c, sql));
}

// What goes to a log goes nowhere near the database.
void logged(PGconn *c, const char *name) {
  fprintf(stderr, "SELECT id FROM users WHERE name = '%s'\n", name);
  PQclear(PQexec(c, "SELECT 1"));
}

// Cut into words and put together again.
void words(PGconn *c, char *list) {
  char sql[512] = "SELECT id FROM users WHERE name IN (''";
  for (char *word = strtok(list, ","); word; word = strtok(NULL, ",")) {
    strcat(sql, ",'");
    strcat(sql, word); // expect[dbsafe-sql-concatenation]: a quoted value
    strcat(sql, "'");
  }
  strcat(sql, ")");
  PQclear(PQexec(c, sql));
}

// A number that was read is a number.
void numbersFromText(PGconn *c, const char *id, const char *rate) {
  char sql[256];
  sprintf(sql, "UPDATE users SET rate = %f WHERE id = %ld", atof(rate),
          strtol(id, NULL, 10));
  PQclear(PQexec(c, sql));
}

void upperCase(PGconn *c, const char *code) {
  char sql[256] = "SELECT id FROM coupons WHERE code = '";
  size_t n = strlen(sql);
  for (; *code; code++)
    sql[n++] = (char)toupper(*code); // expect[dbsafe-sql-concatenation]: a quoted value
  strcpy(sql + n, "'");
  PQclear(PQexec(c, sql));
}

// Wide characters on the way.
void wide(PGconn *c, const wchar_t *name) {
  wchar_t text[256];
  char sql[512];
  swprintf(text, 256, L"SELECT id FROM users WHERE name = '%ls'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  wcscat(text, L" AND active");
  wcstombs(sql, text, sizeof sql);
  PQclear(PQexec(c, sql));
}

void wideNumbers(PGconn *c, int id) {
  wchar_t text[256];
  char sql[512];
  swprintf(text, 256, L"DELETE FROM todos WHERE id = %d", id);
  wcstombs(sql, text, sizeof sql);
  PQclear(PQexec(c, sql));
}
