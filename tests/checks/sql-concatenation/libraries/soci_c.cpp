// requires: soci/soci.h
// config: ../only.yaml
// SOCI's interface for C.
#include <soci/soci-simple.h>
#include <stdio.h>

void formatted(session_handle session, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: soci_use_string
  statement_handle st = soci_create_statement(session);
  soci_prepare(st, sql);
  soci_execute(st, 1);
}

void formattedNumber(session_handle session, int id) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", id);
  statement_handle st = soci_create_statement(session);
  soci_prepare(st, sql);
  soci_execute(st, 1);
}

void bound(session_handle session, const char *name) {
  statement_handle st = soci_create_statement(session);
  soci_use_string(st, "name");
  soci_set_use_string(st, "name", name);
  soci_prepare(st, "DELETE FROM users WHERE name = :name");
  soci_execute(st, 1);
}

void secondOrder(session_handle session, statement_handle rows) {
  char sql[256];
  const char *name = soci_get_into_string(rows, 0);
  snprintf(sql, sizeof sql, "DELETE FROM log WHERE who = '%s'", name); // expect-error[dbsafe-sql-concatenation]: text from the database
  statement_handle st = soci_create_statement(session);
  soci_prepare(st, sql);
}
