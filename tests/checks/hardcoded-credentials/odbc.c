// requires: sqlext.h
// config: only.yaml
// Passwords in ODBC. All are invented.
#include <sql.h>
#include <sqlext.h>
#include <stdlib.h>

void odbc(SQLHDBC c) {
  SQLConnect(c, (SQLCHAR *)"todo", SQL_NTS, (SQLCHAR *)"todo", SQL_NTS,
             (SQLCHAR *)"k7mQ-trZ", SQL_NTS); // expect[dbsafe-hardcoded-credentials]:
}

void odbcFromEnvironment(SQLHDBC c) {
  SQLConnect(c, (SQLCHAR *)"todo", SQL_NTS, (SQLCHAR *)"todo", SQL_NTS,
             (SQLCHAR *)getenv("TODO_PASSWORD"), SQL_NTS);
}

void odbcString(SQLHDBC c) {
  SQLDriverConnect(c, NULL, (SQLCHAR *)"DSN=todo;UID=todo;PWD=k7mQ-trZ", // expect[dbsafe-hardcoded-credentials]:
                   SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT);
}

void odbcStringWithout(SQLHDBC c) {
  SQLDriverConnect(c, NULL, (SQLCHAR *)"DSN=todo;Trusted_Connection=yes",
                   SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT);
}

void odbcBrowsed(SQLHDBC c, SQLCHAR *out, SQLSMALLINT *length) {
  SQLBrowseConnect(c, (SQLCHAR *)"DSN=todo;PWD=k7mQ-trZ", SQL_NTS, out, 64, length); // expect[dbsafe-hardcoded-credentials]:
}
