// requires: web/mongoose.h
// requires: sqlite3.h
// config: ../only.yaml
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <web/mongoose.h>

static void run(sqlite3 *db, const char *sql) {
  sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void find(sqlite3 *db, struct mg_http_message *message) {
  char name[64], sql[256];
  mg_http_get_var(&message->query, "name", name, sizeof name);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
  run(db, sql);
}

void findNumber(sqlite3 *db, struct mg_http_message *message) {
  char id[16], sql[256];
  mg_http_get_var(&message->query, "id", id, sizeof id);
  snprintf(sql, sizeof sql, "SELECT name FROM users WHERE id = %d", atoi(id));
  run(db, sql);
}

// A field of a field.
void add(sqlite3 *db, struct mg_http_message *message) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO notes VALUES('%.*s')",
           (int)message->body.len,
           message->body.buf); // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
  run(db, sql);
}

void addQuoted(sqlite3 *db, struct mg_http_message *message) {
  char *sql = sqlite3_mprintf("INSERT INTO notes VALUES('%.*q')",
                              (int)message->body.len, message->body.buf);
  run(db, sql);
  sqlite3_free(sql);
}
