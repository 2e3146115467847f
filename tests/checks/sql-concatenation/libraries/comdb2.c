// requires: cdb2api.h
// config: ../only.yaml
// Comdb2: placeholders are @name.
#include <cdb2api.h>
#include <stdio.h>
#include <string.h>

int run(cdb2_hndl_tp *db, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: cdb2_bind_param
  return cdb2_run_statement(db, sql);
}

int runNumber(cdb2_hndl_tp *db, int id) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", id);
  return cdb2_run_statement(db, sql);
}

int bound(cdb2_hndl_tp *db, const char *name) {
  cdb2_bind_param(db, "name", CDB2_CSTRING, name, (int)strlen(name));
  return cdb2_run_statement(db, "DELETE FROM users WHERE name = @name");
}

int boundAndSpliced(cdb2_hndl_tp *db, const char *table, const char *name) {
  char sql[256];
  cdb2_bind_param(db, "name", CDB2_CSTRING, name, (int)strlen(name));
  snprintf(sql, sizeof sql, "DELETE FROM %s WHERE name = @name", table); // expect[dbsafe-sql-concatenation]: an identifier
  return cdb2_run_statement(db, sql);
}

int typed(cdb2_hndl_tp *db, const char *limit) {
  int types[] = {CDB2_INTEGER};
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users LIMIT %s", limit); // expect[dbsafe-sql-concatenation]: LIMIT
  return cdb2_run_statement_typed(db, sql, 1, types);
}

int typedConstant(cdb2_hndl_tp *db) {
  int types[] = {CDB2_INTEGER};
  return cdb2_run_statement_typed(db, "SELECT id FROM users LIMIT 5", 1, types);
}

int again(cdb2_hndl_tp *rows, cdb2_hndl_tp *db) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM posts WHERE author = '%s'", (char *)cdb2_column_value(rows, 0)); // expect[dbsafe-sql-concatenation]: text from the database
  return cdb2_run_statement(db, sql);
}
