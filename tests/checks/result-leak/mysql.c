// requires: mysql.h
#include <mysql.h>
#include <stdio.h>

MYSQL *failed_connect(const char *host) {
  MYSQL *conn = mysql_init(NULL); // expect[dbsafe-result-leak]: 'conn', the connection of 'mysql_init', is not released on every way out
  if (!conn)
    return NULL;
  if (!mysql_real_connect(conn, host, "u", NULL, "db", 0, NULL, 0)) {
    fprintf(stderr, "%s\n", mysql_error(conn));
    return NULL; // expect-note[dbsafe-result-leak]: left here
  }
  return conn;
}

int own_object(const char *host) {
  MYSQL conn;
  mysql_init(&conn);
  if (mysql_real_connect(&conn, host, "u", NULL, "db", 0, NULL, 0) == NULL) // expect[dbsafe-result-leak]: 'conn', the connection of 'mysql_real_connect', is not released on every way
    return -1;
  if (mysql_query(&conn, "DELETE FROM todos WHERE done"))
    return -1;
  mysql_close(&conn);
  return 0;
}

int rows(MYSQL *m) {
  if (mysql_query(m, "SELECT 1"))
    return -1;
  MYSQL_RES *res = mysql_store_result(m); // expect[dbsafe-result-leak]: 'res', the result of 'mysql_store_result'
  if (!res)
    return -1;
  MYSQL_ROW row = mysql_fetch_row(res);
  if (!row)
    return 0;
  mysql_free_result(res);
  return 1;
}

int statement(MYSQL *m) {
  MYSQL_STMT *stmt = mysql_stmt_init(m); // expect[dbsafe-result-leak]: 'stmt'
  if (!stmt)
    return -1;
  if (mysql_stmt_prepare(stmt, "SELECT 1", 8) != 0)
    return -1;
  int rc = mysql_stmt_execute(stmt);
  mysql_stmt_close(stmt);
  return rc;
}

const char *view(MYSQL *m) {
  MYSQL_RES *res = mysql_use_result(m);
  if (!res)
    return NULL;
  MYSQL_ROW row = mysql_fetch_row(res);
  mysql_free_result(res);
  return row ? row[0] : NULL; // expect[dbsafe-result-leak]: 'row' is part of the result of 'mysql_use_result', which was released
}

void wrong(MYSQL *m) {
  MYSQL_STMT *stmt = mysql_stmt_init(m);
  mysql_close((MYSQL *)stmt); // expect[dbsafe-result-leak]: the statement of 'mysql_stmt_init' is given to 'mysql_close'
}
