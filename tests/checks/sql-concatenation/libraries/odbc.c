// requires: sqlext.h
// config: ../only.yaml
// ODBC: every text goes through a cast to SQLCHAR *.
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SQLRETURN executed(SQLHSTMT s, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: SQLBindParameter
  return SQLExecDirect(s, (SQLCHAR *)sql, SQL_NTS);
}

SQLRETURN executedUnsigned(SQLHSTMT s, const char *name) {
  SQLCHAR sql[256];
  sprintf((char *)sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return SQLExecDirectA(s, sql, SQL_NTS);
}

SQLRETURN executedNumber(SQLHSTMT s, int id) {
  SQLCHAR sql[256];
  sprintf((char *)sql, "SELECT id FROM users WHERE id = %d", id);
  return SQLExecDirect(s, sql, SQL_NTS);
}

SQLRETURN bound(SQLHSTMT s, char *name) {
  SQLLEN length = SQL_NTS;
  SQLPrepare(s, (SQLCHAR *)"SELECT id FROM users WHERE name = ?", SQL_NTS);
  SQLBindParameter(s, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 64, 0, name,
                   0, &length);
  return SQLExecute(s);
}

SQLRETURN preparedSpliced(SQLHSTMT s, const char *table) {
  char sql[256] = "SELECT id FROM [";
  strcat(sql, table); // expect[dbsafe-sql-concatenation]: a quoted identifier
  strcat(sql, "] WHERE name = ?");
  return SQLPrepare(s, (SQLCHAR *)sql, (SQLINTEGER)strlen(sql));
}

SQLRETURN procedure(SQLHSTMT s, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "{call archive('%s')}", name); // expect[dbsafe-sql-concatenation]:
  return SQLExecDirect(s, (SQLCHAR *)sql, SQL_NTS);
}

SQLRETURN procedureBound(SQLHSTMT s) {
  return SQLPrepare(s, (SQLCHAR *)"{? = call archive(?)}", SQL_NTS);
}

SQLRETURN top(SQLHSTMT s, const char *count) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT TOP %s id FROM users", count); // expect[dbsafe-sql-concatenation]: LIMIT
  return SQLExecDirect(s, (SQLCHAR *)sql, SQL_NTS);
}

SQLRETURN topNumber(SQLHSTMT s, const char *count) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT TOP %ld id FROM users",
           strtol(count, NULL, 10));
  return SQLExecDirect(s, (SQLCHAR *)sql, SQL_NTS);
}

SQLRETURN variable(SQLHSTMT s, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "DECLARE @name nvarchar(64) = N'%s'; EXEC archive @name", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return SQLExecDirect(s, (SQLCHAR *)sql, SQL_NTS);
}

SQLRETURN wide(SQLHSTMT s) {
  static const SQLWCHAR sql[] = {'S', 'E', 'L', 'E', 'C', 'T', ' ', '1', 0};
  return SQLExecDirectW(s, (SQLWCHAR *)sql, SQL_NTS);
}

// What a driver is asked about is no SQL.
SQLRETURN listed(SQLHSTMT s, const char *tenant) {
  char table[64];
  snprintf(table, sizeof table, "users_%s", tenant);
  return SQLTables(s, NULL, 0, NULL, 0, (SQLCHAR *)table, SQL_NTS, NULL, 0);
}

SQLRETURN again(SQLHSTMT rows, SQLHSTMT s) {
  char name[64], sql[256];
  while (SQLFetch(rows) == SQL_SUCCESS) {
    SQLGetData(rows, 1, SQL_C_CHAR, name, sizeof name, NULL);
    snprintf(sql, sizeof sql, "DELETE FROM posts WHERE author = '%s'", name); // expect[dbsafe-sql-concatenation]: text from the database
    SQLExecDirect(s, (SQLCHAR *)sql, SQL_NTS);
  }
  return SQL_SUCCESS;
}

SQLRETURN againNumber(SQLHSTMT rows, SQLHSTMT s) {
  SQLINTEGER id = 0;
  char sql[256];
  SQLBindCol(rows, 1, SQL_C_LONG, &id, 0, NULL);
  while (SQLFetch(rows) == SQL_SUCCESS) {
    snprintf(sql, sizeof sql, "DELETE FROM posts WHERE author = %d", (int)id);
    SQLExecDirect(s, (SQLCHAR *)sql, SQL_NTS);
  }
  return SQL_SUCCESS;
}
