// requires: duckdb.h
// config: ../only.yaml
// DuckDB for C.
#include <duckdb.h>
#include <stdio.h>

duckdb_state queried(duckdb_connection c, duckdb_result *r, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: duckdb_bind_varchar
  return duckdb_query(c, sql, r);
}

duckdb_state queriedNumber(duckdb_connection c, duckdb_result *r, int id) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE id = %d", id);
  return duckdb_query(c, sql, r);
}

duckdb_state bound(duckdb_connection c, duckdb_result *r, const char *name) {
  duckdb_prepared_statement s;
  if (duckdb_prepare(c, "SELECT id FROM users WHERE name = $1", &s) == DuckDBError)
    return DuckDBError;
  duckdb_bind_varchar(s, 1, name);
  return duckdb_execute_prepared(s, r);
}

duckdb_state preparedSpliced(duckdb_connection c, duckdb_prepared_statement *s, const char *table) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM \"%s\" WHERE name = ?", table); // expect[dbsafe-sql-concatenation]: a name can't be bound
  return duckdb_prepare(c, sql, s);
}

// A file is a table to DuckDB.
duckdb_state file(duckdb_connection c, duckdb_result *r, const char *path) {
  char sql[512];
  snprintf(sql, sizeof sql, "SELECT * FROM read_csv_auto('%s')", path); // expect[dbsafe-sql-concatenation]: a quoted value
  return duckdb_query(c, sql, r);
}

duckdb_state fileConstant(duckdb_connection c, duckdb_result *r) {
  return duckdb_query(c, "COPY users FROM 'users.csv' (HEADER)", r);
}

uint64_t extracted(duckdb_connection c, duckdb_extracted_statements *s, const char *column) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT 1; SELECT %s FROM users", column); // expect[dbsafe-sql-concatenation]: an identifier
  return duckdb_extract_statements(c, sql, s);
}

void again(duckdb_connection c, duckdb_result *rows, duckdb_result *r) {
  char sql[256];
  char *name = duckdb_value_varchar(rows, 0, 0);
  snprintf(sql, sizeof sql, "DELETE FROM posts WHERE author = '%s'", name); // expect[dbsafe-sql-concatenation]: text from the database
  duckdb_query(c, sql, r);
  duckdb_free(name);
}

void againNumber(duckdb_connection c, duckdb_result *rows, duckdb_result *r) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM posts WHERE author = %lld",
           (long long)duckdb_value_int64(rows, 0, 0));
  duckdb_query(c, sql, r);
}
