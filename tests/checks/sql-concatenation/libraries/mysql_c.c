// requires: mysql.h
// config: ../only.yaml
// flags: -D_GNU_SOURCE
// The rest of MySQL's and MariaDB's C interface: other ways to run a statement,
// other quoters, and calls that only look like either.
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int real(MYSQL *db, const char *name) {
  char sql[256];
  int n = snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = \"%s\"", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return mysql_real_query(db, sql, (unsigned long)n);
}

int sent(MYSQL *db, const char *order) {
  char sql[256] = "SELECT id FROM users ORDER BY ";
  strcat(sql, order); // expect[dbsafe-sql-concatenation]: a name can't be bound
  return mysql_send_query(db, sql, strlen(sql));
}

int started(MYSQL *db, const char *id) {
  int rc = 0;
  char sql[256];
  sprintf(sql, "DELETE FROM users WHERE id = %s", id); // expect[dbsafe-sql-concatenation]: mysql_stmt_prepare
  return mysql_real_query_start(&rc, db, sql, strlen(sql));
}

int startedNumber(MYSQL *db, long id) {
  int rc = 0;
  char sql[256];
  sprintf(sql, "DELETE FROM users WHERE id = %ld", id);
  return mysql_real_query_start(&rc, db, sql, strlen(sql));
}

int direct(MYSQL_STMT *statement, const char *limit) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users LIMIT %s, 10", limit); // expect[dbsafe-sql-concatenation]: LIMIT
  return mariadb_stmt_execute_direct(statement, sql, strlen(sql));
}

int directNumber(MYSQL_STMT *statement, const char *limit) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users LIMIT %d, 10", atoi(limit));
  return mariadb_stmt_execute_direct(statement, sql, strlen(sql));
}

// The name is sent beside any statement.
int selected(MYSQL *db, const char *tenant) {
  char name[64];
  snprintf(name, sizeof name, "tenant_%s", tenant);
  return mysql_select_db(db, name);
}

int used(MYSQL *db, const char *tenant) {
  char sql[64];
  snprintf(sql, sizeof sql, "USE tenant_%s", tenant); // expect[dbsafe-sql-concatenation]: an identifier
  return mysql_query(db, sql);
}

int onConnect(MYSQL *db, const char *zone) {
  char sql[64];
  snprintf(sql, sizeof sql, "SET time_zone = '%s'", zone); // expect[dbsafe-sql-concatenation]: a quoted value
  return mysql_options(db, MYSQL_INIT_COMMAND, sql);
}

int otherOption(MYSQL *db, const char *user) {
  char path[64];
  snprintf(path, sizeof path, "/home/%s/key.pem", user);
  return mysql_options(db, MYSQL_OPT_SSL_KEY, path);
}

int hexNumber(MYSQL *db, const char *data, unsigned long length) {
  char *hex = malloc(2 * length + 1), *sql = malloc(2 * length + 64);
  mysql_hex_string(hex, data, length);
  sprintf(sql, "INSERT INTO files (data) VALUES (0x%s)", hex);
  int rc = mysql_query(db, sql);
  free(sql);
  free(hex);
  return rc;
}

int rawNumber(MYSQL *db, const char *hex) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO files (data) VALUES (0x%s)", hex); // expect[dbsafe-sql-concatenation]: a value
  return mysql_query(db, sql);
}

// # begins a comment here, and so does "-- ".
int afterComment(MYSQL *db, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id # it's\nFROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return mysql_query(db, sql);
}

int backslashes(MYSQL *db, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT 'it\\'s', id FROM users WHERE name = %s", name); // expect[dbsafe-sql-concatenation]: as a value
  return mysql_query(db, sql);
}

int backticks(MYSQL *db, int desc) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT `%s` FROM `users` ORDER BY `id` %s",
           desc ? "name" : "id", desc ? "DESC" : "ASC");
  return mysql_query(db, sql);
}

int escapedInDoubleQuotes(MYSQL *db, const char *name) {
  char to[129], sql[256];
  mysql_real_escape_string(db, to, name, strnlen(name, 64));
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = \"%s\"", to);
  return mysql_query(db, sql);
}

int bound(MYSQL *db, MYSQL_BIND *values) {
  MYSQL_STMT *statement = mysql_stmt_init(db);
  const char *sql = "SELECT id FROM users WHERE name = ? LIMIT ?, ?";
  mysql_stmt_prepare(statement, sql, strlen(sql));
  mysql_stmt_bind_param(statement, values);
  return mysql_stmt_execute(statement);
}
