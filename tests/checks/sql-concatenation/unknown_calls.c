// What a C function of which nothing is known leaves in what it is given to
// write to.
// requires: libpq-fe.h
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

struct event;
struct part {
  char *label;
};
struct record {
  int version;
  const char *name;
  const char *other_name;
  struct part part;
};

int fill_record(const struct event *from, struct record *record);
int find_part(struct record *record, struct part **found);
int count(const struct record *record);

static void run(PGconn *db, const char *sql) { PQclear(PQexec(db, sql)); }

void a_field(PGconn *db, const struct event *event) {
  struct record record = {.version = 1};
  char sql[200];
  if (fill_record(event, &record))
    return;
  snprintf(sql, sizeof sql, "INSERT INTO t VALUES ('%s')", record.name); // expect[dbsafe-sql-concatenation]: 'record.name' is concatenated into SQL as a quoted value
  run(db, sql);
}

void one_of_two(PGconn *db, const struct event *event) {
  struct record record;
  memset(&record, 0, sizeof record);
  char sql[200];
  fill_record(event, &record);
  snprintf(sql, sizeof sql, "INSERT INTO t VALUES ('%s')",
           record.version > 1 ? record.other_name : record.name); // expect[dbsafe-sql-concatenation]: is concatenated into SQL as a quoted value
  run(db, sql);
}

void a_part(PGconn *db, const struct event *event) {
  struct record record;
  char sql[200];
  fill_record(event, &record);
  snprintf(sql, sizeof sql, "INSERT INTO t VALUES ('%s')", record.part.label); // expect[dbsafe-sql-concatenation]: 'record.part.label' is concatenated into SQL as a quoted value
  run(db, sql);
}

void a_pointer_to_a_part(PGconn *db, struct record *record) {
  struct part *part = NULL;
  char sql[200];
  find_part(record, &part);
  snprintf(sql, sizeof sql, "INSERT INTO t VALUES ('%s')", part->label); // expect[dbsafe-sql-concatenation]: 'part->label' is concatenated into SQL as a quoted value
  run(db, sql);
}

void a_number(PGconn *db, const struct event *event) {
  struct record record;
  char sql[200];
  fill_record(event, &record);
  snprintf(sql, sizeof sql, "INSERT INTO t VALUES (%d)", record.version);
  run(db, sql);
}

void looked_at(PGconn *db) {
  struct record record = {.version = 1};
  char sql[200];
  count(&record);
  snprintf(sql, sizeof sql, "INSERT INTO t VALUES ('%s')", record.name);
  run(db, sql);
}

void set_before(PGconn *db, const struct event *event) {
  struct record record = {.name = "constant"};
  char sql[200];
  fill_record(event, &record);
  snprintf(sql, sizeof sql, "INSERT INTO t VALUES ('%s')", record.name);
  run(db, sql);
}
