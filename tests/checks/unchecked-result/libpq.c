// requires: libpq-fe.h
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

void thrown_away(PGconn *c) {
  PQclear(PQexec(c, "INSERT INTO todos (title) VALUES ('a')")); // expect[dbsafe-unchecked-result]: nobody asks whether 'PQexec' worked: its error is lost with the result; look at PQresultStatus first
}

void thrown_away_later(PGconn *c, const char *const *v) {
  PGresult *res = PQexecParams(c, "UPDATE todos SET done = true WHERE id = $1", 1, NULL, v, NULL, NULL, 0); // expect[dbsafe-unchecked-result]: nobody asks whether 'PQexecParams' worked
  PQclear(res); // expect-note[dbsafe-unchecked-result]: released here
}

int read_first(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT count(*) FROM todos"); // expect[dbsafe-unchecked-result]: nobody asks whether 'PQexec' worked before 'PQgetvalue' uses its result: an error looks like an answer; look at PQresultStatus(res) first
  int n = atoi(PQgetvalue(res, 0, 0)); // expect-note[dbsafe-unchecked-result]: used here
  PQclear(res);
  return n;
}

int counted_first(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-unchecked-result]: before 'PQntuples'
  int n = PQntuples(res);
  PQclear(res);
  return n > 0;
}

int null_only(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-unchecked-result]: before 'PQntuples'
  if (res == NULL)
    return -1;
  int n = PQntuples(res);
  PQclear(res);
  return n;
}

void connection(const char *info) {
  PGconn *conn = PQconnectdb(info); // expect[dbsafe-unchecked-result]: nobody asks whether 'PQconnectdb' worked before 'PQexec' uses its connection: an error looks like an answer; look at PQstatus(conn) first
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    puts("no");
  PQclear(res);
  PQfinish(conn);
}

int connection_null_only(const char *info) {
  PGconn *conn = PQconnectdb(info); // expect[dbsafe-unchecked-result]: before 'PQexec'
  if (!conn)
    return -1;
  PGresult *res = PQexec(conn, "SELECT 1");
  int ok = PQresultStatus(res) == PGRES_TUPLES_OK;
  PQclear(res);
  PQfinish(conn);
  return ok;
}

void prepared(PGconn *c) {
  PGresult *res = PQprepare(c, "q", "SELECT 1", 0, NULL); // expect[dbsafe-unchecked-result]: nobody asks whether 'PQprepare' worked
  PQclear(res);
  res = PQexecPrepared(c, "q", 0, NULL, NULL, NULL, 0);
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    puts("no");
  PQclear(res);
}

void sent(PGconn *c) {
  PQsendQuery(c, "SELECT 1"); // expect[dbsafe-unchecked-result]: what 'PQsendQuery' returns is thrown away
}

void fetched(PGconn *c) {
  PGresult *res;
  while ((res = PQgetResult(c)) != NULL) { // expect[dbsafe-unchecked-result]: before 'PQgetvalue' uses its result
    puts(PQgetvalue(res, 0, 0));
    PQclear(res);
  }
}

static void show(PGresult *res) { printf("%s\n", PQgetvalue(res, 0, 0)); }

void helper_reads(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-unchecked-result]: before 'PQgetvalue' uses its result
  show(res);
  PQclear(res);
}

static PGresult *run(PGconn *c, const char *sql) { return PQexec(c, sql); }

int of_a_helper(PGconn *c) {
  PGresult *res = run(c, "SELECT 1"); // expect[dbsafe-unchecked-result]: nobody asks whether 'run' worked before 'PQntuples'
  int n = PQntuples(res);
  PQclear(res);
  return n;
}

// What was written may be lost.
void committed(PGconn *c) {
  PGresult *res = PQexec(c, "UPDATE todos SET done = true WHERE id = 1");
  if (PQresultStatus(res) != PGRES_COMMAND_OK)
    puts("no");
  PQclear(res);
  PQclear(PQexec(c, "COMMIT")); // expect[dbsafe-unchecked-result]: nobody asks
}

// Later statements rely on it.
void role(PGconn *c) {
  PQclear(PQexec(c, "SET ROLE reader")); // expect[dbsafe-unchecked-result]: nobody asks
}

void by_helper(PGconn *c) {
  PQclear(run(c, "DELETE FROM todos WHERE done")); // expect[dbsafe-unchecked-result]: nobody asks whether 'run' worked
}
