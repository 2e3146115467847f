// requires: sql.h
// config: only.yaml
// Numbers that ODBC binds.
#include <sql.h>
#include <sqlext.h>

void byNumber(SQLHSTMT s, SQLINTEGER user) {
  SQLPrepare(s, (SQLCHAR *)"SELECT id FROM todos WHERE user_id = ? AND id = ?", SQL_NTS);
  SQLBindParameter(s, 1, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &user, 0, nullptr);
  SQLBindParameter(s, 2, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &user, 0, nullptr);
  SQLBindParameter(s, 3, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &user, 0, nullptr); // expect[dbsafe-placeholder-mismatch]: there is no placeholder 3: the statement has 2 placeholders
  SQLExecute(s);
}

// The first statement is over when the second is prepared.
void again(SQLHSTMT s, SQLINTEGER user) {
  SQLPrepare(s, (SQLCHAR *)"SELECT id FROM todos WHERE user_id = ?", SQL_NTS);
  SQLBindParameter(s, 1, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &user, 0, nullptr);
  SQLPrepare(s, (SQLCHAR *)"SELECT id FROM todos WHERE user_id = ? AND id = ?", SQL_NTS);
  SQLBindParameter(s, 2, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &user, 0, nullptr);
}

// Which of the two is prepared is not known.
void either(SQLHSTMT s, SQLINTEGER user, bool one) {
  if (one)
    SQLPrepare(s, (SQLCHAR *)"SELECT id FROM todos WHERE user_id = ?", SQL_NTS);
  else
    SQLPrepare(s, (SQLCHAR *)"SELECT id FROM todos WHERE user_id = ? AND id = ?", SQL_NTS);
  SQLBindParameter(s, 2, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &user, 0, nullptr);
}
