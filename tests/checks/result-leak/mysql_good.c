// requires: mysql.h
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>

MYSQL *connected(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (conn == NULL)
    return NULL;
  if (mysql_real_connect(conn, host, "u", NULL, "db", 0, NULL, 0) == NULL) {
    fprintf(stderr, "%s\n", mysql_error(conn));
    mysql_close(conn);
    return NULL;
  }
  return conn;
}

int own_object(const char *host) {
  MYSQL conn;
  mysql_init(&conn);
  if (!mysql_real_connect(&conn, host, "u", NULL, "db", 0, NULL, 0))
    return -1;
  mysql_close(&conn);
  return 0;
}

// One that the program has allocated itself.
MYSQL *own_memory(void) {
  MYSQL *conn = malloc(sizeof *conn);
  mysql_init(conn);
  return conn;
}

void own_memory_end(MYSQL *conn) {
  mysql_close(conn);
  free(conn);
}

int rows(MYSQL *m) {
  MYSQL_RES *res;
  MYSQL_ROW row;
  int n = 0;
  if (mysql_query(m, "SELECT 1"))
    return -1;
  if ((res = mysql_store_result(m))) {
    while ((row = mysql_fetch_row(res)))
      n += atoi(row[0]);
    mysql_free_result(res);
  } else if (mysql_field_count(m) != 0) {
    return -1;
  }
  return n;
}

int all_results(MYSQL *m) {
  int status;
  do {
    MYSQL_RES *res = mysql_store_result(m);
    if (res)
      mysql_free_result(res);
    status = mysql_next_result(m);
  } while (status == 0);
  return status;
}

int statement(MYSQL *m) {
  MYSQL_STMT *stmt = mysql_stmt_init(m);
  int rc = 1;
  if (!stmt)
    return -1;
  if (mysql_stmt_prepare(stmt, "SELECT 1", 8) == 0)
    rc = mysql_stmt_execute(stmt);
  mysql_stmt_close(stmt);
  return rc;
}
