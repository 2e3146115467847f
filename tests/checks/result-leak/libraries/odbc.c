// requires: sql.h
// requires: sqlext.h
#include <sql.h>
#include <sqlext.h>

int early(SQLHDBC dbc) {
  SQLHSTMT st;
  SQLRETURN rc;
  if (SQLAllocHandle(SQL_HANDLE_STMT, dbc, &st) != SQL_SUCCESS) // expect[dbsafe-result-leak]: 'st', the statement handle of 'SQLAllocHandle', is not released on every way
    return -1;
  rc = SQLExecDirect(st, (SQLCHAR *)"SELECT 1", SQL_NTS);
  if (rc != SQL_SUCCESS)
    return -1;
  SQLFreeHandle(SQL_HANDLE_STMT, st);
  return 0;
}

int wrong_kind(SQLHDBC dbc) {
  SQLHSTMT st;
  if (SQLAllocHandle(SQL_HANDLE_STMT, dbc, &st) != SQL_SUCCESS)
    return -1;
  SQLFreeHandle(SQL_HANDLE_DBC, st); // expect[dbsafe-result-leak]: the statement handle of 'SQLAllocHandle' is given to 'SQLFreeHandle'
  return 0;
}

void unchecked(SQLHSTMT st) {
  SQLExecDirect(st, (SQLCHAR *)"DELETE FROM todos WHERE done", SQL_NTS); // expect[dbsafe-unchecked-result]: what 'SQLExecDirect' returns
}

int released(SQLHDBC dbc) {
  SQLHSTMT st = SQL_NULL_HSTMT;
  SQLRETURN rc = SQLAllocHandle(SQL_HANDLE_STMT, dbc, &st);
  if (!SQL_SUCCEEDED(rc))
    return -1;
  rc = SQLExecDirect(st, (SQLCHAR *)"SELECT 1", SQL_NTS);
  SQLFreeHandle(SQL_HANDLE_STMT, st);
  return SQL_SUCCEEDED(rc) ? 0 : -1;
}
