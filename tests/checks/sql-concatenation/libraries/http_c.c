// requires: web/microhttpd.h
// requires: sqlite3.h
// config: ../only.yaml
// Web servers in C: what they hand to the program comes from outside.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <web/fcgiapp.h>
#include <web/microhttpd.h>

static void run(sqlite3 *db, const char *sql) {
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void microhttpd(sqlite3 *db, struct MHD_Connection *connection) {
  char sql[256];
  const char *name = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "name");
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  run(db, sql);
}

void microhttpdNumber(sqlite3 *db, struct MHD_Connection *connection) {
  char sql[256];
  const char *id = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "id");
  snprintf(sql, sizeof sql, "SELECT name FROM users WHERE id = %d", atoi(id));
  run(db, sql);
}

void microhttpdQuoted(sqlite3 *db, struct MHD_Connection *connection) {
  const char *name = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "name");
  char *sql = sqlite3_mprintf("SELECT id FROM users WHERE name = %Q", name);
  run(db, sql);
  sqlite3_free(sql);
}

void fastcgi(sqlite3 *db, FCGX_ParamArray envp) {
  char sql[512] = "INSERT INTO visits VALUES('";
  strcat(sql, FCGX_GetParam("QUERY_STRING", envp)); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  strcat(sql, "')");
  run(db, sql);
}

void fastcgiBody(sqlite3 *db, FCGX_Stream *in) {
  char body[128], sql[256];
  const int n = FCGX_GetStr(body, sizeof body - 1, in);
  body[n] = '\0';
  snprintf(sql, sizeof sql, "INSERT INTO notes VALUES('%s')", body); // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
  run(db, sql);
  snprintf(sql, sizeof sql, "INSERT INTO sizes VALUES(%d)", n);
  run(db, sql);
}

void cgi(sqlite3 *db) {
  char sql[512];
  const char *query = getenv("QUERY_STRING");
  snprintf(sql, sizeof sql, "INSERT INTO visits VALUES('%s')", query); // expect-error[dbsafe-sql-concatenation]: text from the environment
  run(db, sql);
}

void cgiMethod(sqlite3 *db) {
  const char *method = getenv("REQUEST_METHOD");
  run(db, method && strcmp(method, "POST") == 0 ? "SELECT 1" : "SELECT 2");
}
