// requires: mariadb/mysql.h
// requires: crow/crow.h
// config: owned.yaml
// What MYSQL_BIND points to.
#include <crow/crow.h>
#include <cstdlib>
#include <cstring>
#include <mariadb/mysql.h>

void fromRequest(MYSQL *db, const crow::request &req, int id) {
  long user = std::atol(req.url_params.get("n"));
  MYSQL_STMT *s = mysql_stmt_init(db);
  MYSQL_BIND binds[2];
  std::memset(binds, 0, sizeof binds);
  mysql_stmt_prepare(s, "SELECT title FROM todos WHERE id = ? AND user_id = ?", 52);
  binds[0].buffer_type = MYSQL_TYPE_LONG;
  binds[0].buffer = &id;
  binds[1].buffer_type = MYSQL_TYPE_LONGLONG;
  binds[1].buffer = (char *)&user;
  mysql_stmt_bind_param(s, binds); // expect-error[dbsafe-unscoped-query]: says whose rows this statement may touch
  mysql_stmt_execute(s);
}

void fromSession(MYSQL *db, const crow::request &req, long user) {
  long id = std::atol(req.url_params.get("n"));
  MYSQL_STMT *s = mysql_stmt_init(db);
  MYSQL_BIND binds[2];
  std::memset(binds, 0, sizeof binds);
  mysql_stmt_prepare(s, "SELECT title FROM todos WHERE id = ? AND user_id = ?", 52);
  binds[0].buffer = &id;
  binds[1].buffer = &user;
  mysql_stmt_bind_param(s, binds);
  mysql_stmt_execute(s);
}

void oneText(MYSQL *db, const crow::request &req) {
  const char *user = req.url_params.get("n");
  MYSQL_STMT *s = mysql_stmt_init(db);
  MYSQL_BIND bind;
  std::memset(&bind, 0, sizeof bind);
  mysql_stmt_prepare(s, "DELETE FROM todos WHERE user_id = ?", 35);
  bind.buffer_type = MYSQL_TYPE_STRING;
  bind.buffer = (void *)user;
  mysql_stmt_bind_param(s, &bind); // expect-error[dbsafe-unscoped-query]: says whose rows
  mysql_stmt_execute(s);
}
