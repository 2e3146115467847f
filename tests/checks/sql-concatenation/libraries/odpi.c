// requires: dpi.h
// config: ../only.yaml
// ODPI-C.
#include <dpi.h>
#include <stdio.h>
#include <string.h>

int prepared(dpiConn *c, dpiStmt **s, const char *name) {
  char sql[256];
  int n = snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: dpiStmt_bindValueByName
  return dpiConn_prepareStmt(c, 0, sql, (uint32_t)n, NULL, 0, s);
}

int preparedNumber(dpiConn *c, dpiStmt **s, uint32_t id) {
  char sql[256];
  int n = snprintf(sql, sizeof sql, "SELECT id FROM users WHERE id = %u", id);
  return dpiConn_prepareStmt(c, 0, sql, (uint32_t)n, NULL, 0, s);
}

int bound(dpiConn *c, dpiStmt **s, dpiVar *name) {
  static const char sql[] = "SELECT id FROM users WHERE name = :name";
  dpiConn_prepareStmt(c, 0, sql, sizeof sql - 1, NULL, 0, s);
  return dpiStmt_bindByName(*s, "name", 4, name);
}

int fetched(dpiConn *c, dpiStmt **s, const char *rows) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users FETCH FIRST %s ROWS ONLY", rows); // expect[dbsafe-sql-concatenation]: LIMIT
  return dpiConn_prepareStmt(c, 0, sql, strlen(sql), NULL, 0, s);
}

int fetchedBound(dpiConn *c, dpiStmt **s) {
  const char *sql = "SELECT id FROM users FETCH FIRST :rows ROWS ONLY";
  return dpiConn_prepareStmt(c, 0, sql, strlen(sql), NULL, 0, s);
}

// The tag is kept with the statement and is no SQL.
int tagged(dpiConn *c, dpiStmt **s, const char *user) {
  char tag[64];
  snprintf(tag, sizeof tag, "users of %s", user);
  return dpiConn_prepareStmt(c, 0, "SELECT id FROM users", 20, tag, strlen(tag), s);
}
