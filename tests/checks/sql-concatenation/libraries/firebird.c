// requires: ibase.h
// config: ../only.yaml
// Firebird's C interface.
#include <ibase.h>
#include <stdio.h>
#include <string.h>

void immediate(isc_db_handle *db, isc_tr_handle *tr, const char *name) {
  ISC_STATUS_ARRAY status;
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: XSQLDA
  isc_dsql_execute_immediate(status, db, tr, 0, sql, SQL_DIALECT_V6, NULL);
}

void immediateNumber(isc_db_handle *db, isc_tr_handle *tr, int id) {
  ISC_STATUS_ARRAY status;
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", id);
  isc_dsql_execute_immediate(status, db, tr, 0, sql, SQL_DIALECT_V6, NULL);
}

void immediateBound(isc_db_handle *db, isc_tr_handle *tr, XSQLDA *in) {
  ISC_STATUS_ARRAY status;
  isc_dsql_exec_immed2(status, db, tr, 0, "DELETE FROM users WHERE name = ?", SQL_DIALECT_V6, in, NULL);
}

void immediateSpliced(isc_db_handle *db, isc_tr_handle *tr, XSQLDA *in, const char *table) {
  ISC_STATUS_ARRAY status;
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM \"%s\" WHERE name = ?", table); // expect[dbsafe-sql-concatenation]: a name can't be bound
  isc_dsql_exec_immed2(status, db, tr, 0, sql, SQL_DIALECT_V6, in, NULL);
}

void prepared(isc_tr_handle *tr, isc_stmt_handle *s, const char *count) {
  ISC_STATUS_ARRAY status;
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT FIRST %s id FROM users", count); // expect[dbsafe-sql-concatenation]: LIMIT
  isc_dsql_prepare(status, tr, s, 0, sql, SQL_DIALECT_V6, NULL);
}

void preparedConstant(isc_tr_handle *tr, isc_stmt_handle *s) {
  ISC_STATUS_ARRAY status;
  isc_dsql_prepare(status, tr, s, 0, "SELECT FIRST 10 id FROM users WHERE name = ?", SQL_DIALECT_V6, NULL);
}

void executed(isc_tr_handle *tr, isc_stmt_handle *s, XSQLDA *in) {
  ISC_STATUS_ARRAY status;
  isc_dsql_execute(status, tr, s, SQL_DIALECT_V6, in);
}

void blocked(isc_db_handle *db, isc_tr_handle *tr, const char *name) {
  ISC_STATUS_ARRAY status;
  char sql[512] = "EXECUTE BLOCK AS BEGIN DELETE FROM users WHERE name = '";
  strcat(sql, name); // expect[dbsafe-sql-concatenation]: a quoted value
  strcat(sql, "'; END");
  isc_dsql_execute_immediate(status, db, tr, 0, sql, SQL_DIALECT_V6, NULL);
}
