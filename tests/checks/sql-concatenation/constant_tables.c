// requires: sqlite3.h
// config: only.yaml
// Constants wherever C keeps them.
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum kind { USERS, TODOS, KINDS };

static const char *const tables[KINDS] = {[USERS] = "users", [TODOS] = "todos"};

void designated(sqlite3 *db, enum kind k) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT id FROM %s", tables[k]);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

struct entry {
  int id;
  const char *name;
  const char *sql;
};

static struct entry entries[] = {
    {.id = 1, .name = "all", .sql = "SELECT id FROM users"},
    {.id = 2, .name = "open", .sql = "SELECT id FROM todos"},
    {0, NULL, NULL},
};

void statements(sqlite3 *db, const char *name) {
  struct entry *e;
  char sql[256];
  for (e = entries; e->name; e++)
    if (strcmp(e->name, name) == 0) {
      snprintf(sql, sizeof sql, "%s LIMIT 10", e->sql);
      sqlite3_exec(db, sql, NULL, NULL, NULL);
    }
}

static const struct entry *find(const char *name) {
  for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++)
    if (entries[i].name && !strcmp(entries[i].name, name))
      return &entries[i];
  return NULL;
}

void foundEntry(sqlite3 *db, const char *name) {
  char sql[256];
  const struct entry *e = find(name);
  if (!e)
    return;
  snprintf(sql, sizeof sql, "%s ORDER BY id", e->sql);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static const char *columnOf(int n) {
  switch (n) {
  case 1:
    return "name";
  case 2:
    return "email";
  default:
    return "id";
  }
}

void switched(sqlite3 *db, int n) {
  char sql[128] = "SELECT id FROM users ORDER BY ";
  strcat(sql, columnOf(n));
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void named(sqlite3 *db, const char *name, struct entry *e) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]:
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  snprintf(sql, sizeof sql, "SELECT id FROM %s", e->name); // expect[dbsafe-sql-concatenation]:
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void structCopy(sqlite3 *db, const char *name) {
  char sql[128];
  struct entry a = {1, "users", "x"};
  struct entry b = a;
  b.name = name;
  snprintf(sql, sizeof sql, "SELECT id FROM %s", a.name);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  snprintf(sql, sizeof sql, "SELECT id FROM %s", b.name); // expect[dbsafe-sql-concatenation]:
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void lengths(sqlite3 *db, int open) {
  char sql[128];
  size_t n = 0;
  memcpy(sql + n, "SELECT id FROM ", sizeof("SELECT id FROM ") - 1);
  n += sizeof("SELECT id FROM ") - 1;
  memcpy(sql + n, open ? "todos" : "users", 6);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

#define Q_COLUMNS "id, name"
#define Q_SELECT(t) "SELECT " Q_COLUMNS " FROM " #t

void macros(sqlite3 *db) {
  char *sql = sqlite3_mprintf("%s WHERE id = %d", Q_SELECT(users), 1);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
}
