/* todo-report NAME [SINCE]: how much a user has done. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

static long count(PGconn *connection, const char *sql) {
  PGresult *result = PQexec(connection, sql);
  long value = -1;
  if (PQresultStatus(result) == PGRES_TUPLES_OK)
    value = atol(PQgetvalue(result, 0, 0));
  PQclear(result);
  return value;
}

static long user_of(PGconn *connection, const char *name) {
  const char *values[] = {name};
  PGresult *result =
      PQexecParams(connection, "SELECT id FROM users WHERE name = $1", 1, NULL,
                   values, NULL, NULL, 0);
  long id = -1;
  if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1)
    id = atol(PQgetvalue(result, 0, 0));
  PQclear(result);
  return id;
}

int main(int argc, char **argv) {
  PGconn *connection;
  char sql[256];
  long user;

  if (argc < 2) {
    fprintf(stderr, "usage: todo-report NAME [SINCE]\n");
    return 2;
  }
  connection = PQconnectdb("dbname=todo sslmode=verify-full");
  if (PQstatus(connection) != CONNECTION_OK) {
    fprintf(stderr, "todo-report: %s", PQerrorMessage(connection));
    return 1;
  }
  user = user_of(connection, argv[1]);

  /* A number can do no harm ... */
  snprintf(sql, sizeof sql,
           "SELECT count(*) FROM todos WHERE user_id = %ld AND done", user);
  printf("done: %ld\n", count(connection, sql));

  /* ... and text from the command line can. */
  if (argc > 2) {
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM todos WHERE user_id = %ld AND due > '%s'",
             user, argv[2]);
    printf("due since %s: %ld\n", argv[2], count(connection, sql));
  }
  PQfinish(connection);
  return 0;
}
