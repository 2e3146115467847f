// requires: dbi/dbi.h
// config: ../only.yaml
// libdbi: its formats are printf's, its quoters write through a pointer.
#include <dbi/dbi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

dbi_result formatted(dbi_conn c, const char *name) {
  return dbi_conn_queryf(c, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: dbi_conn_quote_string_copy
}

dbi_result formattedNumber(dbi_conn c, int id) {
  return dbi_conn_queryf(c, "SELECT id FROM users WHERE id = %i", id);
}

dbi_result quoted(dbi_conn c, const char *name) {
  char *text = NULL;
  if (!dbi_conn_quote_string_copy(c, name, &text))
    return NULL;
  dbi_result r = dbi_conn_queryf(c, "SELECT id FROM users WHERE name = %s", text);
  free(text);
  return r;
}

dbi_result quotedTwice(dbi_conn c, const char *name) {
  char *text = NULL;
  dbi_conn_quote_string_copy(c, name, &text);
  dbi_result r = dbi_conn_queryf(c, "SELECT id FROM users WHERE name = '%s'", text); // expect[dbsafe-sql-concatenation]: quoted twice
  free(text);
  return r;
}

// The copy is quoted, the original is used.
dbi_result quotedAndForgotten(dbi_conn c, const char *name) {
  char *text = NULL;
  dbi_conn_quote_string_copy(c, name, &text);
  dbi_result r = dbi_conn_queryf(c, "SELECT id FROM users WHERE name = %s", name); // expect[dbsafe-sql-concatenation]: a value
  free(text);
  return r;
}

dbi_result quotedInPlace(dbi_conn c, const char *name) {
  char *text = strdup(name);
  dbi_conn_quote_string(c, &text);
  dbi_result r = dbi_conn_queryf(c, "SELECT id FROM users WHERE name = %s", text);
  free(text);
  return r;
}

dbi_result escaped(dbi_conn c, const char *name) {
  char *text = NULL;
  dbi_conn_escape_string_copy(c, name, &text);
  dbi_result r = dbi_conn_queryf(c, "SELECT id FROM users WHERE name = '%s'", text);
  free(text);
  return r;
}

dbi_result escapedUnquoted(dbi_conn c, const char *id) {
  char *text = NULL;
  dbi_conn_escape_string_copy(c, id, &text);
  dbi_result r = dbi_conn_queryf(c, "SELECT id FROM users WHERE id = %s", text); // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
  free(text);
  return r;
}

dbi_result queried(dbi_conn c, const char *table) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM %s", table); // expect[dbsafe-sql-concatenation]: an identifier
  return dbi_conn_query(c, sql);
}

dbi_result queriedConstant(dbi_conn c, int old) {
  return dbi_conn_queryf(c, "SELECT id FROM %s", old ? "users_old" : "users");
}

void again(dbi_conn c, dbi_result rows) {
  while (dbi_result_next_row(rows))
    dbi_conn_queryf(c, "DELETE FROM posts WHERE author = '%s'", dbi_result_get_string(rows, "name")); // expect[dbsafe-sql-concatenation]: text from the database
}

void againNumber(dbi_conn c, dbi_result rows) {
  while (dbi_result_next_row(rows))
    dbi_conn_queryf(c, "DELETE FROM posts WHERE author = %d", dbi_result_get_int(rows, "id"));
}
