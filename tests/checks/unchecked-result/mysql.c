// requires: mysql.h
#include <mysql.h>
#include <stdio.h>

void dropped(MYSQL *m) {
  mysql_query(m, "DELETE FROM todos WHERE done"); // expect[dbsafe-unchecked-result]: what 'mysql_query' returns is thrown away
}

int rows(MYSQL *m) {
  if (mysql_query(m, "SELECT 1"))
    return -1;
  MYSQL_RES *res = mysql_store_result(m); // expect[dbsafe-unchecked-result]: 'mysql_store_result' gives a null pointer if it fails, and nobody looks before it is used; compare it with null first
  int n = (int)mysql_num_rows(res); // expect-note[dbsafe-unchecked-result]: used here
  mysql_free_result(res);
  return n;
}

void connected(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  mysql_real_connect(conn, host, "u", NULL, "db", 0, NULL, 0); // expect[dbsafe-unchecked-result]: what 'mysql_real_connect' returns is thrown away
  if (mysql_query(conn, "DELETE FROM todos WHERE done"))
    puts("no");
  mysql_close(conn);
}

void prepared(MYSQL_STMT *stmt, MYSQL_BIND *binds) {
  mysql_stmt_prepare(stmt, "DELETE FROM todos WHERE id = ?", 30); // expect[dbsafe-unchecked-result]: 'mysql_stmt_prepare'
  if (mysql_stmt_bind_param(stmt, binds))
    return;
  mysql_stmt_execute(stmt); // expect[dbsafe-unchecked-result]: 'mysql_stmt_execute'
}
