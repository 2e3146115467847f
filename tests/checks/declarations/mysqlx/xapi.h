// MySQL's X DevAPI for C, as documented: what the samples call.
#ifndef MYSQLX_XAPI_H
#define MYSQLX_XAPI_H
#include <stddef.h>
#include <stdint.h>

#define MYSQLX_NULL_TERMINATED ((uint32_t)-1)
#define PARAM_END ((void *)0)
#define PARAM_STRING(value) 6, (value)

typedef struct mysqlx_session_struct mysqlx_session_t;
typedef struct mysqlx_stmt_struct mysqlx_stmt_t;
typedef struct mysqlx_result_struct mysqlx_result_t;
typedef struct mysqlx_schema_struct mysqlx_schema_t;
typedef struct mysqlx_table_struct mysqlx_table_t;

mysqlx_result_t *mysqlx_sql(mysqlx_session_t *session, const char *query,
                            size_t length);
mysqlx_stmt_t *mysqlx_sql_new(mysqlx_session_t *session, const char *query,
                              uint32_t length);
mysqlx_result_t *mysqlx_sql_param(mysqlx_session_t *session, const char *query,
                                  uint32_t length, ...);
int mysqlx_stmt_bind(mysqlx_stmt_t *statement, ...);
mysqlx_stmt_t *mysqlx_table_select_new(mysqlx_table_t *table);
int mysqlx_set_where(mysqlx_stmt_t *statement, const char *condition);
mysqlx_result_t *mysqlx_execute(mysqlx_stmt_t *statement);
#endif
