// requires: sqlite3.h
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

// What could not be prepared is not there.
int each_way(sqlite3 *db) {
  sqlite3_stmt *stmt;
  int rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  if (rc) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    return -1;
  }
  int n = -1;
  while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
    n = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return rc == SQLITE_DONE ? n : -1;
}

int by_flag(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  int ok = sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) == SQLITE_OK;
  if (!ok)
    return -1;
  ok = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return ok;
}

int by_pointer(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  if (!stmt)
    return -1;
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

int one_cleanup(const char *path) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_open(path, &db);
  if (rc != SQLITE_OK)
    goto out;
  rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  if (rc != SQLITE_OK)
    goto out;
  rc = sqlite3_step(stmt);
out:
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  return rc;
}

static int failed(sqlite3 *db, int rc) {
  if (rc == SQLITE_OK)
    return 0;
  fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  return 1;
}

// What the helper makes of the code is not known.
int helper_tells(sqlite3 *db) {
  sqlite3_stmt *stmt;
  int rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  if (failed(db, rc))
    return -1;
  rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

int helper_tells_at_once(sqlite3 *db) {
  sqlite3_stmt *stmt;
  if (failed(db, sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL)))
    return -1;
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

int error_text(sqlite3 *db) {
  char *error = NULL;
  if (sqlite3_exec(db, "VACUUM", NULL, NULL, &error) != SQLITE_OK) {
    fprintf(stderr, "%s\n", error);
    sqlite3_free(error);
    return -1;
  }
  return 0;
}

int error_text_always(sqlite3 *db) {
  char *error = NULL;
  int rc = sqlite3_exec(db, "VACUUM", NULL, NULL, &error);
  if (error)
    sqlite3_free(error);
  return rc;
}

int printed(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("DELETE FROM todos WHERE name = %Q", name);
  if (!sql)
    return SQLITE_NOMEM;
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

// SQLite frees it when it is done.
int bound(sqlite3_stmt *stmt, const char *name) {
  char *text = sqlite3_mprintf("%s!", name);
  return sqlite3_bind_text(stmt, 1, text, -1, sqlite3_free);
}

struct store {
  sqlite3 *db;
  sqlite3_stmt *find;
};

int into_a_field(struct store *s, const char *path) {
  if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    return -1;
  return sqlite3_prepare_v2(s->db, "SELECT 1", -1, &s->find, NULL);
}

int into_what_the_caller_gave(sqlite3 *db, sqlite3_stmt **out) {
  return sqlite3_prepare_v2(db, "SELECT 1", -1, out, NULL);
}

int handed_out(const char *path, sqlite3 **out) {
  sqlite3 *db;
  int rc = sqlite3_open(path, &db);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    return rc;
  }
  *out = db;
  return SQLITE_OK;
}

// Every tail of a script.
int script(sqlite3 *db, const char *sql) {
  while (*sql) {
    sqlite3_stmt *stmt;
    int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, &sql);
    if (rc != SQLITE_OK)
      return rc;
    if (!stmt)
      continue;
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
      puts("row");
    rc = sqlite3_finalize(stmt);
    if (rc != SQLITE_OK)
      return rc;
  }
  return SQLITE_OK;
}

// %z frees what it prints.
char *list(const char *const *names, int n) {
  char *all = NULL;
  for (int i = 0; i < n; ++i)
    all = sqlite3_mprintf("%z%s%w", all, i ? ", " : "", names[i]);
  return all;
}

// It may refuse.
void close_db(sqlite3 *db) {
  int rc = sqlite3_close(db);
  if (rc != SQLITE_OK)
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
}

// Asked to add, it gives nothing.
static char *add_or_get(const char *name, int *n) {
  if (name) {
    ++*n;
    return NULL;
  }
  return sqlite3_mprintf("%d", *n);
}

char *count_names(const char *const *names) {
  int n = 0;
  while (*names)
    add_or_get(*names++, &n);
  return add_or_get(NULL, &n);
}
