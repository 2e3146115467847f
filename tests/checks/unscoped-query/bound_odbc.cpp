// requires: sql.h
// requires: crow/crow.h
// config: owned.yaml
// What SQLBindParameter points to, before and after SQLPrepare.
#include <crow/crow.h>
#include <cstdlib>
#include <sql.h>
#include <sqlext.h>

void fromRequest(SQLHSTMT s, const crow::request &req, SQLINTEGER id) {
  SQLINTEGER user = std::atoi(req.url_params.get("n"));
  SQLPrepare(s, (SQLCHAR *)"SELECT title FROM todos WHERE id = ? AND user_id = ?", SQL_NTS);
  SQLBindParameter(s, 1, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &id, 0, NULL);
  SQLBindParameter(s, 2, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &user, 0, NULL); // expect-error[dbsafe-unscoped-query]: says whose rows this statement may touch
  SQLExecute(s);
}

void fromSession(SQLHSTMT s, const crow::request &req, SQLINTEGER user) {
  SQLINTEGER id = std::atoi(req.url_params.get("n"));
  SQLBindParameter(s, 1, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &id, 0, NULL);
  SQLBindParameter(s, 2, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &user, 0, NULL);
  SQLExecDirect(s, (SQLCHAR *)"SELECT title FROM todos WHERE id = ? AND user_id = ?", SQL_NTS);
}
