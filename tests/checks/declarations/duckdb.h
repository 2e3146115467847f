/* DuckDB for C, as documented: what the samples call. */
#ifndef DUCKDB_H
#define DUCKDB_H
#include <stdint.h>

typedef struct duckdb_connection_s *duckdb_connection;
typedef struct duckdb_prepared_statement_s *duckdb_prepared_statement;
typedef struct duckdb_extracted_s *duckdb_extracted_statements;
typedef struct {
  void *internal_data;
} duckdb_result;
typedef enum { DuckDBSuccess = 0, DuckDBError = 1 } duckdb_state;

duckdb_state duckdb_query(duckdb_connection con, const char *sql,
                          duckdb_result *result);
void duckdb_destroy_result(duckdb_result *result);
duckdb_state duckdb_prepare(duckdb_connection con, const char *sql,
                            duckdb_prepared_statement *statement);
uint64_t duckdb_extract_statements(duckdb_connection con, const char *sql,
                                   duckdb_extracted_statements *statements);
duckdb_state duckdb_bind_varchar(duckdb_prepared_statement statement,
                                 uint64_t index, const char *value);
duckdb_state duckdb_execute_prepared(duckdb_prepared_statement statement,
                                     duckdb_result *result);
char *duckdb_value_varchar(duckdb_result *result, uint64_t column,
                           uint64_t row);
int64_t duckdb_value_int64(duckdb_result *result, uint64_t column,
                           uint64_t row);
void duckdb_free(void *pointer);
#endif
