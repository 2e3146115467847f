// requires: sqlite3.h
// config: only.yaml
// What a comparison says of one element of an array, it does not say of others.
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static void index_on(sqlite3 *db, const char *table) {
  char sql[128];
  snprintf(sql, sizeof sql, "REINDEX %s", table); // expect[dbsafe-sql-concatenation]: as an identifier
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int main(int argc, char **argv) {
  sqlite3 *db;
  sqlite3_open("a.db", &db);
  for (int i = 1; i + 1 < argc; ++i)
    if (strcmp(argv[i], "--table") == 0)
      index_on(db, argv[i + 1]);
  return 0;
}

int behind_it(sqlite3 *db, int argc, const char **words) {
  char sql[128];
  for (int i = 0; i < argc; i++) {
    if (!strcmp(words[i], "order")) {
      ++i;
      snprintf(sql, sizeof sql, "SELECT id FROM t ORDER BY %s", words[i]); // expect[dbsafe-sql-concatenation]: as an identifier
      return sqlite3_exec(db, sql, NULL, NULL, NULL);
    }
  }
  return 0;
}

int next_word(sqlite3 *db, const char **words) {
  char sql[128];
  while (*words) {
    if (!strcmp(*words++, "order")) {
      snprintf(sql, sizeof sql, "SELECT id FROM t ORDER BY %s", *words); // expect[dbsafe-sql-concatenation]: as an identifier
      return sqlite3_exec(db, sql, NULL, NULL, NULL);
    }
  }
  return 0;
}

// The nearest misses: it is the same element.

int the_same(sqlite3 *db, int argc, const char **words) {
  char sql[128];
  for (int i = 0; i < argc; i++) {
    if (!strcmp(words[i], "name") || !strcmp(words[i], "size")) {
      snprintf(sql, sizeof sql, "SELECT id FROM t ORDER BY %s", words[i]);
      return sqlite3_exec(db, sql, NULL, NULL, NULL);
    }
  }
  return 0;
}

int all_of_them(sqlite3 *db, int argc, const char **words) {
  char sql[1024] = "SELECT ";
  int i = 0;
  while (i < argc) {
    if (strcmp(words[i], "name") && strcmp(words[i], "size"))
      return 1;
    strcat(sql, words[i]);
    strcat(sql, ", ");
    i++;
  }
  strcat(sql, "id FROM t");
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int the_first(sqlite3 *db, const char **words) {
  char sql[128];
  if (strcmp(words[0], "name") && strcmp(words[0], "size"))
    return 1;
  snprintf(sql, sizeof sql, "SELECT %s FROM t", words[0]);
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}
