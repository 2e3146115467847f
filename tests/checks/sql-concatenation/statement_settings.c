// requires: libpq-fe.h
// The statement stands in the program's settings, "SELECT ... WHERE name =
// '%u'"; what is put into it must have been escaped before.
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

struct settings {
  const char *select;
};

static char *fill(const char *statement, const char *user) {
  char *sql = malloc(strlen(statement) + strlen(user) + 1), *to = sql;
  const char *rest = statement, *mark;
  while ((mark = strchr(rest, '%'))) {
    memcpy(to, rest, mark - rest);
    to += mark - rest;
    memcpy(to, user, strlen(user));
    to += strlen(user);
    rest = mark + 2;
  }
  strcpy(to, rest);
  return sql;
}

void find(PGconn *conn, const struct settings *s, const char *name) {
  char safe[129];
  int failed = 0;
  PQescapeStringConn(conn, safe, name, strlen(name), &failed);
  if (failed)
    return;
  char *sql = fill(s->select, safe);
  PQclear(PQexec(conn, sql));
  free(sql);
}

static char *fillRaw(const char *statement, const char *user) {
  char *sql = malloc(strlen(statement) + strlen(user) + 1);
  size_t head = strcspn(statement, "%");
  memcpy(sql, statement, head);
  strcpy(sql + head, user);
  strcat(sql, statement + head + 2);
  return sql;
}

void findRaw(PGconn *conn, const struct settings *s, const char *name) {
  char *sql = fillRaw(s->select, name); // expect-warning[dbsafe-sql-concatenation]: 'name' is put as it is into SQL that is written elsewhere
  PQclear(PQexec(conn, sql));
  free(sql);
}
