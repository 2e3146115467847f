// requires: libpq-fe.h
// config: ../only.yaml
// Dates and times: whatever they are, they have no quotes.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void quotedDate(PGconn *c, const struct tm *when) {
  char day[32], sql[128];
  strftime(day, sizeof day, "%Y-%m-%d", when);
  snprintf(sql, sizeof sql, "SELECT * FROM log WHERE day = '%s'", day);
  run(c, sql);
}

// The format may bring the quotes.
void quotesInFormat(PGconn *c, const struct tm *when) {
  char day[32], sql[128];
  strftime(day, sizeof day, "'%Y-%m-%d'", when);
  snprintf(sql, sizeof sql, "SELECT * FROM log WHERE day = %s", day);
  run(c, sql);
}

void dateInName(PGconn *c, const struct tm *when) {
  char day[32], sql[128];
  strftime(day, sizeof day, "%Y%m%d", when);
  snprintf(sql, sizeof sql, "CREATE TABLE log_%s(line text)", day);
  run(c, sql);
}

// A date with signs in it is no name.
void dateAsName(PGconn *c, const struct tm *when) {
  char day[32], sql[128];
  strftime(day, sizeof day, "%Y-%m-%d", when);
  snprintf(sql, sizeof sql, "DROP TABLE %s", day); // expect[dbsafe-sql-concatenation]: is a date or a time but stands where a name is expected
  run(c, sql);
}

void dateAsQuotedName(PGconn *c, const struct tm *when) {
  char day[32], sql[128];
  strftime(day, sizeof day, "%Y-%m-%d", when);
  snprintf(sql, sizeof sql, "DROP TABLE \"log-%s\"", day);
  run(c, sql);
}

void hisFormat(PGconn *c, const struct tm *when) {
  char day[32], sql[128];
  strftime(day, sizeof day, getenv("DAY_FORMAT"), when);
  snprintf(sql, sizeof sql, "SELECT * FROM log WHERE day = '%s'", day); // expect-error[dbsafe-sql-concatenation]: text from the environment
  run(c, sql);
}

void now(PGconn *c, time_t when) {
  char sql[128];
  snprintf(sql, sizeof sql, "INSERT INTO log VALUES('%s')", ctime(&when));
  run(c, sql);
}
