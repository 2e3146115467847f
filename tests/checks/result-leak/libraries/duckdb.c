// requires: duckdb.h
#include <duckdb.h>

int never(duckdb_connection c) {
  duckdb_result result;
  if (duckdb_query(c, "SELECT 1", &result) != DuckDBSuccess) // expect[dbsafe-result-leak]: 'result'
    return -1;
  return 0;
}

int released(duckdb_connection c) {
  duckdb_result result;
  int ok = duckdb_query(c, "SELECT 1", &result) == DuckDBSuccess;
  duckdb_destroy_result(&result);
  return ok;
}
