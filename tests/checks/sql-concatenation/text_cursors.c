// String builders that keep a pointer to the end of their text.
// requires: libpq-fe.h
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
  char *start;
  char *end;
  size_t size;
};

// Allocators of the project's own.
void *block(size_t size, const char *file, int line);
void *bigger(void *old, size_t size, const char *file, int line);

static void text_init(struct text *t) {
  t->size = 1024;
  t->end = t->start = (char *)block(t->size + 1, __FILE__, __LINE__);
}

static void text_grow(struct text *t) {
  size_t used = t->end - t->start;
  t->size *= 2;
  t->start = (char *)bigger(t->start, t->size + 1, __FILE__, __LINE__);
  t->end = t->start + used;
}

static void text_append(struct text *t, const char *more) {
  size_t length = strlen(more);
  while (t->size - (t->end - t->start) < length)
    text_grow(t);
  memcpy(t->end, more, length);
  t->end += length;
}

static void text_vprint(struct text *t, const char *format, va_list given) {
  for (;;) {
    size_t left = t->size - (t->end - t->start);
    va_list again;
    int written;
    va_copy(again, given);
    written = vsnprintf(t->end, left, format, again);
    va_end(again);
    if (written >= 0 && (size_t)written < left) {
      t->end += written;
      return;
    }
    text_grow(t);
  }
}

static void text_print(struct text *t, const char *format, ...) {
  va_list given;
  va_start(given, format);
  text_vprint(t, format, given);
  va_end(given);
}

static void text_clear(struct text *t) { t->end = t->start; }

static char *text_value(struct text *t) {
  *t->end = '\0';
  return t->start;
}

void printed(PGconn *db, const char *name) {
  struct text t;
  text_init(&t);
  text_print(&t, "UPDATE t SET a = '%s'", name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
  text_append(&t, " WHERE b = 1");
  PQexec(db, text_value(&t));
}

void appended(PGconn *db, const char *order) {
  struct text t;
  text_init(&t);
  text_append(&t, "SELECT a FROM t ORDER BY ");
  text_append(&t, order); // expect[dbsafe-sql-concatenation]: 'order' is concatenated into SQL
  PQexec(db, text_value(&t));
}

void a_number(PGconn *db, int id) {
  struct text t;
  text_init(&t);
  text_print(&t, "UPDATE t SET a = %d", id);
  text_append(&t, " WHERE b = 1");
  PQexec(db, text_value(&t));
}

// What was there before is gone.
void cleared(PGconn *db, const char *name) {
  struct text t;
  text_init(&t);
  text_append(&t, name);
  puts(text_value(&t));
  text_clear(&t);
  text_append(&t, "SELECT 1");
  PQexec(db, text_value(&t));
}

void cleared_before(PGconn *db, const char *name) {
  struct text t;
  text_init(&t);
  text_append(&t, "SELECT 1");
  PQexec(db, text_value(&t));
  text_clear(&t);
  text_append(&t, "SELECT 1 FROM t WHERE a = '");
  text_append(&t, name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
  text_append(&t, "'");
  PQexec(db, text_value(&t));
}

// A pointer that only reads may go back without emptying anything.
struct reader {
  const char *text;
  const char *at;
};

static void rewind_reader(struct reader *r) { r->at = r->text; }

void read_again(PGconn *db, const char *name) {
  struct reader r;
  char sql[128];
  r.text = name;
  rewind_reader(&r);
  snprintf(sql, sizeof sql, "SELECT 1 FROM t WHERE a = '%s'", r.text); // expect[dbsafe-sql-concatenation]: concatenated into SQL as a quoted value
  PQexec(db, sql);
}
