// requires: sqlite3.h
// config: only.yaml
// What scanf's conversions read, and of what.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void run(sqlite3 *db, const char *sql) {
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void fromInput(sqlite3 *db) {
  char name[32], sql[128];
  scanf("%31s", name);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect-error[dbsafe-sql-concatenation]: text from standard input
  run(db, sql);
}

void numberFromInput(sqlite3 *db) {
  int id;
  char sql[128];
  if (scanf("%d", &id) != 1)
    return;
  snprintf(sql, sizeof sql, "SELECT name FROM users WHERE id = %d", id);
  run(db, sql);
}

// The second conversion's argument, not the first's.
void secondOfTwo(sqlite3 *db, FILE *file) {
  char name[32], sql[128];
  int id;
  fscanf(file, "%d %31s", &id, name);
  snprintf(sql, sizeof sql, "UPDATE users SET name = '%s' WHERE id = %d", name, id); // expect-error[dbsafe-sql-concatenation]: text from a file
  run(db, sql);
}

// A set of characters is a check.
void wordFromInput(sqlite3 *db) {
  char name[32], sql[128];
  if (scanf("%31[A-Za-z0-9_]", name) != 1)
    return;
  snprintf(sql, sizeof sql, "SELECT * FROM users WHERE name = '%s'", name);
  run(db, sql);
  snprintf(sql, sizeof sql, "SELECT * FROM %s", name);
  run(db, sql);
}

void anythingButSpace(sqlite3 *db) {
  char name[32], sql[128];
  if (scanf("%31[^ ]", name) != 1)
    return;
  snprintf(sql, sizeof sql, "SELECT * FROM users WHERE name = '%s'", name); // expect-error[dbsafe-sql-concatenation]: text from standard input
  run(db, sql);
}

void anythingButQuotes(sqlite3 *db) {
  char name[32], sql[128];
  if (scanf("%31[^'\\\"`\n]", name) != 1)
    return;
  snprintf(sql, sizeof sql, "SELECT * FROM users WHERE name = '%s'", name);
  run(db, sql);
}

// What is taken apart is what its parts are.
void takenApart(sqlite3 *db, const char *line) {
  char name[32], sql[128];
  sscanf(line, "%31s", name);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  run(db, sql);
}

void environmentTakenApart(sqlite3 *db) {
  char name[32], sql[128];
  sscanf(getenv("QUERY_STRING"), "name=%31s", name);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect-error[dbsafe-sql-concatenation]: text from the environment
  run(db, sql);
}

void constantTakenApart(sqlite3 *db) {
  char name[32], sql[128];
  sscanf("users 1", "%31s", name);
  snprintf(sql, sizeof sql, "SELECT id FROM %s", name);
  run(db, sql);
}

void numbersTakenApart(sqlite3 *db, const char *line) {
  unsigned year, month;
  char sql[128];
  sscanf(line, "%u-%u", &year, &month);
  snprintf(sql, sizeof sql, "SELECT * FROM log WHERE day = '%u-%02u-01'", year, month);
  run(db, sql);
}

void skipped(sqlite3 *db, const char *line) {
  char name[32] = "root", sql[128];
  int id;
  sscanf(line, "%*s %d", &id);
  snprintf(sql, sizeof sql, "SELECT %d FROM users WHERE name = '%s'", id, name);
  run(db, sql);
}
