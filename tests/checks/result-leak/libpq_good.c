// requires: libpq-fe.h
// The nearest misses: everything is given back, or somebody else's to give.
#include <assert.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void exit_nicely(PGconn *conn) {
  PQfinish(conn);
  exit(1);
}

// As in PostgreSQL's own examples.
int main(int argc, char **argv) {
  PGconn *conn = PQconnectdb(argc > 1 ? argv[1] : "dbname = postgres");
  PGresult *res;
  if (PQstatus(conn) != CONNECTION_OK) {
    fprintf(stderr, "%s", PQerrorMessage(conn));
    exit_nicely(conn);
  }
  res = PQexec(conn, "BEGIN");
  if (PQresultStatus(res) != PGRES_COMMAND_OK) {
    fprintf(stderr, "BEGIN command failed: %s", PQerrorMessage(conn));
    PQclear(res);
    exit_nicely(conn);
  }
  PQclear(res);
  res = PQexec(conn, "DECLARE myportal CURSOR FOR select * from pg_database");
  if (PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    exit_nicely(conn);
  }
  PQclear(res);
  res = PQexec(conn, "FETCH ALL in myportal");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    exit_nicely(conn);
  }
  for (int i = 0; i < PQntuples(res); i++)
    printf("%s\n", PQgetvalue(res, i, 0));
  PQclear(res);
  res = PQexec(conn, "CLOSE myportal");
  PQclear(res);
  res = PQexec(conn, "END");
  PQclear(res);
  if (argc > 2)
    return 3; // The process ends, and with it the connection.
  PQfinish(conn);
  return 0;
}

int cleanup(PGconn *c) {
  int rc = -1;
  PGresult *a = NULL;
  PGresult *b = NULL;
  a = PQexec(c, "SELECT 1");
  if (PQresultStatus(a) != PGRES_TUPLES_OK)
    goto done;
  b = PQexec(c, "SELECT 2");
  if (PQresultStatus(b) != PGRES_TUPLES_OK)
    goto done;
  rc = 0;
done:
  if (b)
    PQclear(b);
  PQclear(a);
  return rc;
}

// Nothing was given.
int null_is_nothing(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (res == NULL)
    return -1;
  int ok = PQresultStatus(res) == PGRES_TUPLES_OK;
  PQclear(res);
  return ok;
}

void drain(PGconn *c) {
  PGresult *res;
  while ((res = PQgetResult(c)) != NULL)
    PQclear(res);
}

int each_pass(PGconn *c, int n) {
  for (int i = 0; i < n; ++i) {
    PGresult *res = PQexec(c, "SELECT 1");
    if (PQresultStatus(res) != PGRES_TUPLES_OK) {
      PQclear(res);
      continue;
    }
    PQclear(res);
  }
  return 0;
}

// A flag says whether there is one.
int flag(PGconn *c, int wanted) {
  PGresult *res = NULL;
  int have = 0;
  if (wanted) {
    res = PQexec(c, "SELECT 1");
    have = 1;
    if (PQresultStatus(res) != PGRES_TUPLES_OK)
      puts("no");
  }
  puts("between");
  if (have)
    PQclear(res);
  return have;
}

PGresult *returned(PGconn *c) { return PQexec(c, "SELECT 1"); }

PGresult *returned_later(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) == PGRES_TUPLES_OK)
    return res;
  PQclear(res);
  return NULL;
}

int by_out_parameter(PGconn *c, PGresult **out) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    return 0;
  }
  *out = res;
  return 1;
}

struct session {
  PGconn *conn;
  PGresult *last;
};

int stored(struct session *s, const char *info) {
  s->conn = PQconnectdb(info);
  if (PQstatus(s->conn) != CONNECTION_OK)
    return -1;
  PGresult *res = PQexec(s->conn, "SELECT 1");
  s->last = res;
  return PQresultStatus(res) == PGRES_TUPLES_OK;
}

static PGconn *cached;
PGconn *global(const char *info) {
  if (!cached)
    cached = PQconnectdb(info);
  return cached;
}

static void finish_with(PGresult *res) {
  if (res)
    PQclear(res);
}

void helper_releases(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    puts("no");
  finish_with(res);
}

void keep_result(PGresult *res); // Defined elsewhere: it may keep it.

void handed_on(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  keep_result(res);
}

void in_array(PGconn *c, PGresult **all, int n) {
  for (int i = 0; i < n; ++i)
    all[i] = PQexec(c, "SELECT 1");
}

void swapped(PGconn *c) {
  PGresult *first = PQexec(c, "ROLLBACK");
  PGresult *second = first;
  first = NULL;
  PQclear(second);
  PQclear(first);
}

int escaped(PGconn *c, const char *name) {
  char sql[256];
  char *quoted = PQescapeLiteral(c, name, strlen(name));
  if (quoted == NULL)
    return -1;
  snprintf(sql, sizeof sql, "DELETE FROM todos WHERE name = %s", quoted);
  PQfreemem(quoted);
  PGresult *res = PQexec(c, sql);
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}

void reconnect(const char *info) {
  PGconn *conn = PQconnectdb(info);
  while (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    conn = PQconnectdb(info);
  }
  PQfinish(conn);
}

int copy_out(PGconn *c) {
  char *line = NULL;
  int len;
  while ((len = PQgetCopyData(c, &line, 0)) > 0) {
    puts(line);
    PQfreemem(line);
  }
  return len;
}

int chosen(PGconn *c, int all) {
  PGresult *res = all ? PQexec(c, "SELECT 1") : PQexec(c, "SELECT 2");
  int ok = PQresultStatus(res) == PGRES_TUPLES_OK;
  PQclear(res);
  return ok;
}

int asserted(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  assert(PQresultStatus(res) == PGRES_TUPLES_OK);
  int n = PQntuples(res);
  PQclear(res);
  return n;
}

void said(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // NOLINT(dbsafe-result-leak): the process ends soon
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    puts("no");
}

struct config {
  int wanted;
  const char *mode;
};

// The same condition in two places.
int same_condition(PGconn *c, const struct config *config, int n) {
  PGresult *a = NULL, *b = NULL, *d = NULL;
  if (config->wanted)
    a = PQexec(c, "ROLLBACK");
  if (n > 0)
    b = PQexec(c, "ROLLBACK");
  if (strcmp(config->mode, "x") == 0)
    d = PQexec(c, "ROLLBACK");
  puts("between");
  if (config->wanted)
    PQclear(a);
  if (!strcmp(config->mode, "x"))
    PQclear(d);
  if (n <= 0)
    return 0;
  PQclear(b);
  return 1;
}

enum { INFO = 17, ERROR = 20 };
void elog(int level, const char *format, ...); // Of another file: ERROR does not come back.

int as_in_the_server(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    elog(ERROR, "%s", PQerrorMessage(c));
  }
  int n = PQntuples(res);
  PQclear(res);
  return n;
}

void log_line(int level, const char *format);
int log_level(void);
#define LOG_AT(level, text)                                                    \
  do {                                                                         \
    if ((level) <= log_level())                                                \
      log_line(level, text);                                                   \
  } while (0)
#define Fatal(text) LOG_AT(-3, text)

// What a macro is for, its name says.
int fatal(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    Fatal("no rows");
  }
  int n = atoi(PQgetvalue(res, 0, 0));
  PQclear(res);
  return n;
}
