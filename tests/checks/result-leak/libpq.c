// requires: libpq-fe.h
// What libpq gives, and every way out that forgets it.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int never(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-result-leak]: 'res', the result of 'PQexec', is never released
  return PQresultStatus(res) == PGRES_TUPLES_OK;
}

int early_return(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-result-leak]: is not released on every way out of 'early_return': the server's whole answer stays in memory; call PQclear(res) there too
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    fprintf(stderr, "%s", PQerrorMessage(c));
    return -1; // expect-note[dbsafe-result-leak]: left here without releasing it
  }
  int n = PQntuples(res);
  PQclear(res);
  return n;
}

PGconn *open_or_null(const char *info) {
  PGconn *conn = PQconnectdb(info); // expect[dbsafe-result-leak]: 'conn', the connection of 'PQconnectdb',
  if (PQstatus(conn) != CONNECTION_OK) {
    fprintf(stderr, "%s", PQerrorMessage(conn));
    return NULL;
  }
  return conn;
}

void dropped(PGconn *c) {
  (void)PQexec(c, "ROLLBACK"); // expect[dbsafe-result-leak]: nobody keeps the result of 'PQexec'
}

int lent_only(PGconn *c) {
  return PQntuples(PQexec(c, "SELECT 1")); // expect[dbsafe-result-leak]: nobody keeps the result
  // expect@-1[dbsafe-unchecked-result]: before 'PQntuples' uses its result
}

int tested_only(PGconn *c) {
  if (PQexec(c, "ROLLBACK") == NULL) // expect[dbsafe-result-leak]: nobody keeps
    return 1;
  return 0;
}

void overwritten(PGconn *c) {
  PGresult *res = PQexec(c, "BEGIN"); // expect[dbsafe-result-leak]: is lost where something else takes its place
  res = PQexec(c, "ROLLBACK"); // expect-note[dbsafe-result-leak]: lost here
  PQclear(res);
}

void each_pass(PGconn *c, int n) {
  for (int i = 0; i < n; ++i) {
    PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-result-leak]: 'res'
    if (PQresultStatus(res) != PGRES_TUPLES_OK)
      continue;
    PQclear(res);
  }
}

int forgotten_goto(PGconn *c) {
  int rc = -1;
  PGresult *a = NULL;
  PGresult *b = NULL;
  a = PQexec(c, "SELECT 1");
  if (PQresultStatus(a) != PGRES_TUPLES_OK)
    goto done;
  b = PQexec(c, "SELECT 2"); // expect[dbsafe-result-leak]: 'b', the result of 'PQexec', is never released
  if (PQresultStatus(b) != PGRES_TUPLES_OK)
    goto done;
  rc = 0;
done:
  PQclear(a);
  return rc;
}

int in_switch(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-result-leak]: 'res'
  switch (PQresultStatus(res)) {
  case PGRES_TUPLES_OK:
    PQclear(res);
    return 0;
  case PGRES_COMMAND_OK:
    return 1;
  default:
    PQclear(res);
    return -1;
  }
}

int escaped(PGconn *c, const char *name) {
  char *quoted = PQescapeLiteral(c, name, strlen(name)); // expect[dbsafe-result-leak]: 'quoted', the memory of 'PQescapeLiteral', is never released
  char sql[256];
  if (!quoted)
    return -1;
  snprintf(sql, sizeof sql, "DELETE FROM todos WHERE name = %s", quoted);
  PGresult *res = PQexec(c, sql);
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}

void notifications(PGconn *c) {
  PGnotify *n;
  PQconsumeInput(c);
  while ((n = PQnotifies(c)) != NULL) // expect[dbsafe-result-leak]: 'n'
    printf("%s\n", n->relname);
}

void wrong(PGconn *c) {
  PGresult *res = PQexec(c, "ROLLBACK");
  free(res); // expect[dbsafe-result-leak]: the result of 'PQexec' is given to 'free', which releases something else
  char *quoted = PQescapeIdentifier(c, "a", 1);
  free(quoted); // expect[dbsafe-result-leak]: is given to 'free'
}

void wrong_by_type(PGresult *res) {
  free(res); // expect[dbsafe-result-leak]: the result is given to 'free'
}

void wrong_finish(PGconn *c) {
  PGresult *res = PQexec(c, "ROLLBACK");
  PQfinish((PGconn *)res); // expect[dbsafe-result-leak]: is given to 'PQfinish'
}

void twice(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    PQclear(res);
  PQclear(res); // expect[dbsafe-result-leak]: is released a second time here
}

int after(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    return -1;
  }
  PQclear(res);
  return PQntuples(res); // expect[dbsafe-result-leak]: is used here although it was released
}

void parameter_after(PGresult *res) {
  PQclear(res);
  printf("%d\n", PQntuples(res)); // expect[dbsafe-result-leak]: is used here although it was released
}

const char *view_after(PGconn *c, char *out) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    return NULL;
  }
  char *value = PQgetvalue(res, 0, 0);
  PQclear(res);
  strcpy(out, value); // expect[dbsafe-result-leak]: 'value' is part of the result of 'PQexec', which was released: its memory may belong to something else by now; copy it before, or release the result last
  return out;
}

static PGresult *run(PGconn *c, const char *sql) {
  PGresult *res = PQexec(c, sql);
  ExecStatusType status = PQresultStatus(res);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
    return res;
  PQclear(res);
  return NULL;
}

int of_a_helper(PGconn *c) {
  PGresult *res = run(c, "SELECT 1"); // expect[dbsafe-result-leak]: 'res', the result of 'run', is not released on every way
  if (!res)
    return -1;
  if (PQntuples(res) == 0)
    return 0;
  PQclear(res);
  return 1;
}

void helper_dropped(PGconn *c) {
  run(c, "BEGIN"); // expect[dbsafe-result-leak]: nobody keeps the result of 'run'
}

int copy_out(PGconn *c) {
  char *line;
  int len;
  while ((len = PQgetCopyData(c, &line, 0)) > 0) // expect[dbsafe-result-leak]: 'line'
    puts(line);
  return len;
}

void settings(const char *info) {
  char *error = NULL;
  PQconninfoOption *options = PQconninfoParse(info, &error); // expect[dbsafe-result-leak]: 'options'
  if (!options) {
    fprintf(stderr, "%s", error);
    PQfreemem(error);
    return;
  }
  printf("%s\n", options->keyword);
}

// What the condition mentions has changed in between.
void condition_changed(PGconn *c, int n) {
  PGresult *res = NULL;
  if (n > 0)
    res = PQexec(c, "ROLLBACK"); // expect[dbsafe-result-leak]: 'res'
  n = PQprotocolVersion(c);
  if (n > 0)
    PQclear(res);
}

enum { INFO = 17, ERROR = 20 };
void elog(int level, const char *format, ...);

int goes_on(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    elog(INFO, "%s", PQerrorMessage(c));
  }
  int n = PQntuples(res); // expect[dbsafe-result-leak]: is used here although it was released
  PQclear(res); // expect[dbsafe-result-leak]: is released a second time
  return n;
}

// Told once, where it begins.
int one_mistake(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    printf("no\n");
  PQclear(res);
  int n = PQntuples(res); // expect[dbsafe-result-leak]: is used here although it was released
  n += PQnfields(res);
  return n + atoi(PQgetvalue(res, 0, 0));
}

void log_line(int level, const char *format);
int log_level(void);
#define LOG_AT(level, text)                                                    \
  do {                                                                         \
    if ((level) <= log_level())                                                \
      log_line(level, text);                                                   \
  } while (0)
#define Notice(text) LOG_AT(1, text)
#define Fatal(text) LOG_AT(-3, text)

int notice(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    Notice("no rows");
  }
  int n = atoi(PQgetvalue(res, 0, 0)); // expect[dbsafe-result-leak]: is used here although it was released
  PQclear(res);                        // expect[dbsafe-result-leak]: is released a second time
  return n;
}
