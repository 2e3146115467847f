// Statements that a function makes on the heap and hands out through a pointer.
// requires: libpq-fe.h
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct statement {
  char *sql;
  char *note;
};

static void prepare(struct statement **made, char *sql) {
  *made = (struct statement *)malloc(sizeof(struct statement));
  (*made)->sql = sql;
  (*made)->note = "made here";
}

static struct statement *statement_new(char *sql) {
  struct statement *made = (struct statement *)malloc(sizeof *made);
  made->sql = strdup(sql);
  made->note = NULL;
  return made;
}

static int execute(PGconn *db, struct statement *s) {
  PGresult *r = PQexec(db, s->sql);
  PQclear(r);
  return r != NULL;
}

void through_a_parameter(PGconn *db, const char *name) {
  char sql[128];
  struct statement *s;
  snprintf(sql, sizeof sql, "SELECT 1 FROM t WHERE a = '%s'", name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
  prepare(&s, sql);
  PQexec(db, s->sql);
}

// The same, run by another function, again and again.
void in_a_loop(PGconn *db, const char *name) {
  char sql[128];
  struct statement *s;
  snprintf(sql, sizeof sql, "DELETE FROM t WHERE a = '%s'", name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
  prepare(&s, sql);
  while (execute(db, s) == 1)
    ;
}

void returned(PGconn *db, const char *name) {
  char sql[128];
  snprintf(sql, sizeof sql, "DELETE FROM u WHERE a = '%s'", name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
  execute(db, statement_new(sql));
}

// Whichever way it was made, it is one statement.
void made_on_two_ways(PGconn *db, const char *name, int exact) {
  char one[128], other[128];
  struct statement *s;
  snprintf(one, sizeof one, "SELECT 1 FROM t WHERE b = '%s'", name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
  snprintf(other, sizeof other, "SELECT 1 FROM t WHERE c = %d", exact);
  if (exact)
    prepare(&s, other);
  else
    prepare(&s, one);
  execute(db, s);
}

void a_number(PGconn *db, int id) {
  char sql[128];
  struct statement *s;
  snprintf(sql, sizeof sql, "SELECT 1 FROM t WHERE id = %d", id);
  prepare(&s, sql);
  execute(db, s);
}

// Two statements are two objects.
void side_by_side(PGconn *db, char *name) {
  struct statement *s, *other;
  prepare(&s, "SELECT 1");
  prepare(&other, name);
  execute(db, s);
  free(other->sql);
}

// Its other fields are no part of its SQL.
void another_field(PGconn *db, char *name) {
  struct statement *s = statement_new("SELECT 2");
  s->note = name;
  execute(db, s);
}

// What a printf of the project's own leaves in the object that it makes.
static void vprepare(struct statement **made, const char *format,
                     va_list arguments) {
  char text[256];
  vsnprintf(text, sizeof text, format, arguments);
  *made = statement_new(text);
}

static void run(PGconn *db, const char *format, ...) {
  struct statement *s;
  va_list arguments;
  va_start(arguments, format);
  vprepare(&s, format, arguments);
  va_end(arguments);
  execute(db, s);
}

void formatted(PGconn *db, const char *role, int id) {
  run(db, "SELECT 1 FROM roles WHERE name = '%s'", role); // expect[dbsafe-sql-concatenation]: 'role' is concatenated into SQL as a quoted value
  run(db, "SELECT 1 FROM roles WHERE id = %d", id);
}
