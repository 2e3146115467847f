// requires: mysqlx/xapi.h
// config: ../only.yaml
// MySQL's X DevAPI for C.
#include <mysqlx/xapi.h>
#include <stdio.h>
#include <string.h>

mysqlx_result_t *executed(mysqlx_session_t *s, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: mysqlx_sql_param
  return mysqlx_sql(s, sql, MYSQLX_NULL_TERMINATED);
}

mysqlx_result_t *bound(mysqlx_session_t *s, const char *name) {
  return mysqlx_sql_param(s, "SELECT id FROM users WHERE name = ?",
                          MYSQLX_NULL_TERMINATED, PARAM_STRING(name),
                          PARAM_END);
}

mysqlx_stmt_t *preparedSpliced(mysqlx_session_t *s, const char *table) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM `%s` WHERE name = ?", table); // expect[dbsafe-sql-concatenation]: a quoted identifier
  return mysqlx_sql_new(s, sql, strlen(sql));
}

mysqlx_stmt_t *preparedNumber(mysqlx_session_t *s, int year) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users_%d WHERE name = ?", year);
  return mysqlx_sql_new(s, sql, strlen(sql));
}

mysqlx_result_t *filtered(mysqlx_table_t *users, const char *name) {
  char condition[128];
  mysqlx_stmt_t *statement = mysqlx_table_select_new(users);
  snprintf(condition, sizeof condition, "name = '%s'", name); // expect[dbsafe-sql-concatenation]: mysqlx_stmt_bind
  mysqlx_set_where(statement, condition);
  return mysqlx_execute(statement);
}

mysqlx_result_t *filteredBound(mysqlx_table_t *users, const char *name) {
  mysqlx_stmt_t *statement = mysqlx_table_select_new(users);
  mysqlx_set_where(statement, "name = :name");
  mysqlx_stmt_bind(statement, PARAM_STRING(name), PARAM_END);
  return mysqlx_execute(statement);
}
