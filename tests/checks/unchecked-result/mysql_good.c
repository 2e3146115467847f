// requires: mysql.h
#include <mysql.h>
#include <stdio.h>

int rows(MYSQL *m) {
  if (mysql_query(m, "SELECT 1") != 0) {
    fprintf(stderr, "%s\n", mysql_error(m));
    return -1;
  }
  MYSQL_RES *res = mysql_store_result(m);
  if (!res)
    return -1;
  int n = (int)mysql_num_rows(res);
  mysql_free_result(res);
  return n;
}

int by_errno(MYSQL *m) {
  mysql_query(m, "DELETE FROM todos WHERE done");
  return mysql_errno(m) == 0;
}

void no_matter(MYSQL *m) {
  mysql_query(m, "ROLLBACK");
  mysql_query(m, "SET NAMES utf8mb4");
  (void)mysql_query(m, "DELETE FROM todos WHERE done");
}

MYSQL *connected(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return NULL;
  if (mysql_real_connect(conn, host, "u", NULL, "db", 0, NULL, 0))
    return conn;
  mysql_close(conn);
  return NULL;
}

MYSQL *connected_in_one_go(MYSQL *conn, const char *host) {
  return mysql_real_connect(conn, host, "u", NULL, "db", 0, NULL, 0);
}
