// requires: mysql.h
// config: only.yaml
// Templates that a program fills in by hand: which characters stand before a
// mark, only the template tells.
#include <mysql.h>
#include <stdlib.h>
#include <string.h>
int inOneFunction(MYSQL *m, const char *user) {
  const char *ptr = "SELECT p FROM users WHERE name = '%u' AND x = 1", *next;
  char *eu = malloc(strlen(user) * 2 + 1);
  char *buf = malloc(1000);
  char *out = buf;
  mysql_real_escape_string(m, eu, user, strlen(user));
  while ((next = strchr(ptr, '%')) != NULL) {
    memcpy(out, ptr, next - ptr);
    out += next - ptr;
    switch (next[1]) {
    case 'u':
      out = stpcpy(out, eu);
      break;
    default:
      *out++ = next[0];
      *out++ = next[1];
      break;
    }
    ptr = next + 2;
  }
  strcpy(out, ptr);
  return mysql_query(m, buf);
}
static char *create(const char *statement, const char *user) {
  const char *ptr = statement, *next;
  char *buf = malloc(1000);
  char *out = buf;
  while ((next = strchr(ptr, '%')) != NULL) {
    memcpy(out, ptr, next - ptr);
    out += next - ptr;
    switch (next[1]) {
    case 'u':
      out = stpcpy(out, user);
      break;
    default:
      *out++ = next[0];
      *out++ = next[1];
      break;
    }
    ptr = next + 2;
  }
  strcpy(out, ptr);
  return buf;
}
int good(MYSQL *m, const char *user) {
  char *eu = malloc(strlen(user) * 2 + 1);
  mysql_real_escape_string(m, eu, user, strlen(user));
  return mysql_query(
      m, create("SELECT p FROM users WHERE name = '%u' AND x = 1", eu));
}
int bad(MYSQL *m, const char *user) {
  return mysql_query(m,
                     create("SELECT p FROM users WHERE name = '%u' AND x = 1",
                            user)); // expect[dbsafe-sql-concatenation]: 'user'
                                    // is concatenated into SQL
}
// No template: what stands before it is known.
int bare(MYSQL *m, const char *user) {
  char sql[300] = "", eu[200];
  mysql_real_escape_string(m, eu, user, strlen(user));
  memcpy(sql, "SELECT p FROM users WHERE name = ", 33);
  strcat(sql,
         eu); // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
  return mysql_query(m, sql);
}
