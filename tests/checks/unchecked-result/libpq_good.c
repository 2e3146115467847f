// requires: libpq-fe.h
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int asked(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    fprintf(stderr, "%s", PQerrorMessage(c));
    PQclear(res);
    return -1;
  }
  int n = PQntuples(res);
  PQclear(res);
  return n;
}

int asked_in_one_go(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  int n = -1;
  if (res && PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res) == 1)
    n = atoi(PQgetvalue(res, 0, 0));
  PQclear(res);
  return n;
}

void asked_in_a_switch(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  switch (PQresultStatus(res)) {
  case PGRES_TUPLES_OK:
    puts(PQgetvalue(res, 0, 0));
    break;
  default:
    break;
  }
  PQclear(res);
}

void asked_for_the_message(PGconn *c) {
  PGresult *res = PQexec(c, "INSERT INTO todos (title) VALUES ('a')");
  if (*PQresultErrorMessage(res))
    puts("no");
  PQclear(res);
}

// These may fail.
void no_matter(PGconn *c) {
  PQclear(PQexec(c, "ROLLBACK"));
  PQclear(PQexec(c, "rollback to savepoint a"));
  PQclear(PQexec(c, "DEALLOCATE q"));
  PQclear(PQexec(c, "CLOSE portal"));
  PQclear(PQexec(c, "SET client_min_messages = warning"));
  PQclear(PQexec(c, "DROP TABLE IF EXISTS staging"));
  PQclear(PQexec(c, "UNLISTEN *; DISCARD ALL"));
}

// Nothing was written that could get lost.
int only_read(PGconn *c) {
  PGresult *res = PQexec(c, "DECLARE portal CURSOR FOR SELECT 1");
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  PQclear(PQexec(c, "COMMIT"));
  return ok;
}

static int ok(const PGresult *res) { return PQresultStatus(res) == PGRES_TUPLES_OK; }

int helper_asks(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  int n = ok(res) ? PQntuples(res) : -1;
  PQclear(res);
  return n;
}

int is_good(const PGresult *res); // Elsewhere: it may ask.
void must_be_good(PGresult *res);

int another_file_asks(PGconn *c) {
  PGresult *res = PQexec(c, "INSERT INTO todos (title) VALUES ('a')");
  must_be_good(res);
  PQclear(res);
  return 0;
}

int another_file_tells(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1");
  int n = -1;
  if (is_good(res))
    n = PQntuples(res);
  PQclear(res);
  return n;
}

PGresult *caller_asks(PGconn *c) { return PQexec(c, "DELETE FROM todos WHERE done"); }

void what_is_left(PGconn *c) {
  PGresult *res;
  while ((res = PQgetResult(c)))
    PQclear(res);
}

PGconn *connection(const char *info) {
  PGconn *conn = PQconnectdb(info);
  if (PQstatus(conn) == CONNECTION_BAD) {
    PQfinish(conn);
    return NULL;
  }
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    puts("no");
  PQclear(res);
  return conn;
}

// The caller asks.
PGconn *opened(const char *info) { return PQconnectdb(info); }

struct session {
  PGconn *conn;
};

void in_a_field(struct session *s, const char *info) { s->conn = PQconnectdb(info); }

int sent(PGconn *c) {
  if (!PQsendQuery(c, "SELECT 1"))
    return -1;
  int more = PQsendQuery(c, "SELECT 2");
  (void)PQsendQuery(c, "SELECT 3");
  return more;
}

void said(PGconn *c) {
  PQclear(PQexec(c, "INSERT INTO log (line) VALUES ('bye')")); // NOLINT(dbsafe-unchecked-result): nobody reads it
}

static PGresult *run(PGconn *c, const char *sql) { return PQexec(c, sql); }
static PGresult *rollback(PGconn *c) { return PQexec(c, "ROLLBACK"); }

void by_helper(PGconn *c) {
  PQclear(run(c, "ROLLBACK"));
  PQclear(rollback(c));
}
