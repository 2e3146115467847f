// requires: web/civetweb.h
// requires: sqlite3.h
// config: ../only.yaml
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <web/civetweb.h>

static void run(sqlite3 *db, const char *sql) {
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int find(struct mg_connection *connection, void *data) {
  sqlite3 *db = data;
  const struct mg_request_info *info = mg_get_request_info(connection);
  char name[64], sql[256];
  mg_get_var(info->query_string, strlen(info->query_string), "name", name, sizeof name);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  run(db, sql);
  return 200;
}

int findQuoted(struct mg_connection *connection, void *data) {
  sqlite3 *db = data;
  const struct mg_request_info *info = mg_get_request_info(connection);
  char name[64];
  mg_get_var(info->query_string, strlen(info->query_string), "name", name, sizeof name);
  char *sql = sqlite3_mprintf("SELECT id FROM users WHERE name = '%q'", name);
  run(db, sql);
  sqlite3_free(sql);
  return 200;
}

int visit(struct mg_connection *connection, void *data) {
  sqlite3 *db = data;
  const struct mg_request_info *info = mg_get_request_info(connection);
  char sql[512];
  snprintf(sql, sizeof sql, "INSERT INTO visits VALUES('%s')", info->local_uri); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  run(db, sql);
  return 200;
}

int add(struct mg_connection *connection, void *data) {
  sqlite3 *db = data;
  char body[128], sql[256];
  const int n = mg_read(connection, body, sizeof body - 1);
  body[n] = '\0';
  snprintf(sql, sizeof sql, "INSERT INTO notes VALUES('%s')", body); // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
  run(db, sql);
  return 200;
}

int addNumber(struct mg_connection *connection, void *data) {
  sqlite3 *db = data;
  char body[128], sql[256];
  const int n = mg_read(connection, body, sizeof body - 1);
  body[n] = '\0';
  snprintf(sql, sizeof sql, "INSERT INTO numbers VALUES(%ld)", strtol(body, NULL, 10));
  run(db, sql);
  return 200;
}

int agent(struct mg_connection *connection, void *data) {
  sqlite3 *db = data;
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO agents VALUES('%s')",
           mg_get_header(connection, "User-Agent")); // expect-error[dbsafe-sql-concatenation]: text from a header of an HTTP request
  run(db, sql);
  return 200;
}
