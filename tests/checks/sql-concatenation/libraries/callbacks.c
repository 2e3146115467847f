// requires: sqlite3.h
// requires: web/microhttpd.h
// config: ../only.yaml
// Functions that a library calls with what it has read: their parameters come
// from outside.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <web/http_parser.h>
#include <web/microhttpd.h>

static sqlite3 *db;

static enum MHD_Result answer(void *cls, struct MHD_Connection *connection,
                              const char *url, const char *method,
                              const char *version, const char *upload_data,
                              unsigned long *size, void **state) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO visits VALUES('%s')", url); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  snprintf(sql, sizeof sql, "INSERT INTO notes VALUES('%s')", upload_data); // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  // What the program hands over itself is no request.
  snprintf(sql, sizeof sql, "INSERT INTO log VALUES('%s')", (const char *)cls); // expect[dbsafe-sql-concatenation]: a quoted value
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  snprintf(sql, sizeof sql, "DELETE FROM notes WHERE id = %d", atoi(url + 1));
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  return MHD_YES;
}

static enum MHD_Result quoted(void *cls, struct MHD_Connection *connection,
                              const char *url, const char *method,
                              const char *version, const char *upload_data,
                              unsigned long *size, void **state) {
  char *sql = sqlite3_mprintf("INSERT INTO visits VALUES(%Q)", url);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return MHD_YES;
}

static enum MHD_Result header(void *cls, enum MHD_ValueKind kind,
                              const char *key, const char *value) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO headers VALUES('%s')", value); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  return MHD_YES;
}

void serve(struct MHD_Connection *connection) {
  MHD_start_daemon(0, 8080, NULL, NULL, &answer, NULL, 0);
  MHD_start_daemon(0, 8081, NULL, NULL, &quoted, NULL, 0);
  MHD_get_connection_values(connection, MHD_HEADER_KIND, header, NULL);
}

// A row of one statement in the text of the next: second order.
static int copyRow(void *to, int count, char **values, char **names) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO copies VALUES('%s')", values[0]); // expect-error[dbsafe-sql-concatenation]: text from the database
  return sqlite3_exec((sqlite3 *)to, sql, NULL, NULL, NULL);
}

static int countRow(void *to, int count, char **values, char **names) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO counts VALUES(%d, %ld)", count, strtol(values[0], NULL, 10));
  return sqlite3_exec((sqlite3 *)to, sql, NULL, NULL, NULL);
}

void rows(void) {
  int (*each)(void *, int, char **, char **) = copyRow;
  sqlite3_exec(db, "SELECT name FROM users", each, db, NULL);
  sqlite3_exec(db, "SELECT id FROM users", countRow, db, NULL);
}

// Functions in a table.
static int onUrl(http_parser *p, const char *at, size_t length) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO visits VALUES('%.*s')", (int)length, at); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static int onBegin(http_parser *p) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO log VALUES('%s')", (const char *)p->data); // expect[dbsafe-sql-concatenation]: a quoted value
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void parse(http_parser_settings *settings) {
  settings->on_message_begin = onBegin;
  settings->on_url = onUrl;
}
