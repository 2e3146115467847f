/* requires: sqlite3.h */
/* config: only.yaml */
/* Tables that end with NULL, and what is compared with them. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static const char *tables[] = {"users", "cities", NULL};

void walked(sqlite3 *db, const char *name) {
  const char **p;
  char sql[256];
  for (p = tables; *p; p++) {
    snprintf(sql, sizeof sql, "DELETE FROM `%s`", *p);
    sqlite3_exec(db, sql, 0, 0, 0);
    snprintf(sql, sizeof sql, "DELETE FROM %s", *p);
    sqlite3_exec(db, sql, 0, 0, 0);
    if (strcmp(*p, name) == 0) {
      snprintf(sql, sizeof sql, "DELETE FROM `%s`", name);
      sqlite3_exec(db, sql, 0, 0, 0);
    }
  }
}

static const char *names[] = {"users", "cities", NULL};

void writtenTo(sqlite3 *db, const char *name) {
  const char **p = names;
  char sql[256];
  *p = name;
  for (p = names; *p; p++) {
    snprintf(sql, sizeof sql, "DELETE FROM `%s`", *p); /* expect[dbsafe-sql-concatenation]: */
    sqlite3_exec(db, sql, 0, 0, 0);
  }
}

static int isTable(const char *name) {
  const char *const *p = tables;
  while (*p) {
    if (!strcmp(*p++, name))
      return 1;
  }
  return 0;
}

void walkedElsewhere(sqlite3 *db, const char *name) {
  char sql[256];
  if (!isTable(name))
    return;
  snprintf(sql, sizeof sql, "DELETE FROM `%s`", name);
  sqlite3_exec(db, sql, 0, 0, 0);
}

void walkedInVain(sqlite3 *db, const char *name) {
  const char **p;
  char sql[256];
  for (p = tables; *p; p++)
    if (strcmp(*p, name) == 0)
      break;
  snprintf(sql, sizeof sql, "DELETE FROM `%s`", name); /* expect[dbsafe-sql-concatenation]: */
  sqlite3_exec(db, sql, 0, 0, 0);
}

void counted(sqlite3 *db, const char *name) {
  int i, found = 0;
  char sql[256];
  for (i = 0; tables[i] != NULL; i++)
    if (!strcmp(tables[i], name))
      found = 1;
  if (!found)
    return;
  snprintf(sql, sizeof sql, "DELETE FROM `%s`", name);
  sqlite3_exec(db, sql, 0, 0, 0);
}

void scanned(sqlite3 *db, const char *line) {
  char word[64], rest[64], sql[256];
  if (sscanf(line, "%63s", word) != 1)
    return;
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", word); /* expect[dbsafe-sql-concatenation]: */
  sqlite3_exec(db, sql, 0, 0, 0);
  if (sscanf(line, "name=%63s %63[^\n]", word, rest) != 2)
    return;
  snprintf(sql, sizeof sql, "DELETE FROM %s", rest); /* expect[dbsafe-sql-concatenation]: */
  sqlite3_exec(db, sql, 0, 0, 0);
}

void scannedNumber(sqlite3 *db, const char *line) {
  int id;
  char sql[256];
  if (sscanf(line, "%d", &id) != 1)
    return;
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", id);
  sqlite3_exec(db, sql, 0, 0, 0);
}
