// requires: libpq-fe.h
// config: only.yaml
// Buffers of the program's own, which grow as they are written to.
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

struct buffer {
  char *data;
  size_t length, capacity;
};

static void add(struct buffer *b, const char *text) {
  size_t n = strlen(text);
  if (b->length + n + 1 > b->capacity) {
    b->capacity = (b->length + n + 1) * 2;
    b->data = realloc(b->data, b->capacity);
  }
  memcpy(b->data + b->length, text, n + 1);
  b->length += n;
}

void named(PGconn *c, const char *name) {
  struct buffer b = {0};
  add(&b, "SELECT id FROM users WHERE name = '");
  add(&b, name); // expect[dbsafe-sql-concatenation]: a quoted value
  add(&b, "'");
  PQclear(PQexec(c, b.data));
  free(b.data);
}

void ordered(PGconn *c, int descending) {
  struct buffer b = {0};
  add(&b, "SELECT id FROM users ORDER BY id ");
  add(&b, descending ? "DESC" : "ASC");
  PQclear(PQexec(c, b.data));
  free(b.data);
}

void quoted(PGconn *c, const char *name) {
  struct buffer b = {.data = malloc(64), .capacity = 64};
  char *literal = PQescapeLiteral(c, name, strlen(name));
  add(&b, "SELECT id FROM users WHERE name = ");
  add(&b, literal);
  PQclear(PQexec(c, b.data));
  PQfreemem(literal);
  free(b.data);
}
