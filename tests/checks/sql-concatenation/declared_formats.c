// A program's own functions that format, of which only the declarations are
// seen: an attribute says what they are.
// requires: libpq-fe.h
#include <libpq-fe.h>
#include <stdarg.h>
#include <stddef.h>

#define FORMATS(which, from)                                                     \
  __attribute__((format(printf, which, from)))

struct text_buf;
struct request;

char *formatted(const char *format, ...) FORMATS(1, 2);
char *formatted_in(void *pool, const char *format, ...) FORMATS(2, 3);
char *formatted_behind(char *text, const char *format, ...) FORMATS(2, 3);
char *text_append(char *text, const char *format, ...) FORMATS(2, 3);
int format_into(char *into, size_t size, const char *format, ...) FORMATS(3, 4);
int format_new(char **into, const char *format, va_list arguments) FORMATS(2, 0);
void text_cat(char **into, const char *format, ...) FORMATS(2, 3);
void buf_printf(struct text_buf *into, const char *format, ...) FORMATS(2, 3);
void report(struct request *of, const char *format, ...) FORMATS(2, 3);
char *undeclared(const char *format, ...);

static void run(PGconn *db, const char *sql) { PQclear(PQexec(db, sql)); }

void returned(PGconn *db, const char *name) {
  run(db, formatted("SELECT 1 FROM t WHERE a = '%s'", name)); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
}

void returned_from_a_pool(PGconn *db, const char *name, void *pool) {
  run(db, formatted_in(pool, "SELECT 1 FROM t WHERE a = '%s'", name)); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
}

void appended(PGconn *db, const char *name) {
  char *sql = formatted("SELECT 1 FROM t");
  sql = text_append(sql, " WHERE a = '%s'", name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
  run(db, sql);
}

void into_a_buffer(PGconn *db, const char *name) {
  char sql[200];
  format_into(sql, sizeof sql, "SELECT 1 FROM t WHERE a = '%s'", name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
  run(db, sql);
}

void piece_by_piece(PGconn *db, const char *name, int id) {
  char *sql = NULL;
  text_cat(&sql, "SELECT 1 FROM t WHERE id = %d", id);
  text_cat(&sql, " AND a = '%s'", name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
  run(db, sql);
}

static void query(PGconn *db, const char *format, ...) {
  char *sql = NULL;
  va_list arguments;
  va_start(arguments, format);
  format_new(&sql, format, arguments);
  va_end(arguments);
  run(db, sql);
}

void through_a_wrapper(PGconn *db, const char *name, int id) {
  query(db, "SELECT 1 FROM t WHERE id = %d", id);
  query(db, "SELECT 1 FROM t WHERE a = '%s'", name); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
}

void numbers(PGconn *db, int id, long limit) {
  char sql[200];
  char *other = NULL;
  format_into(sql, sizeof sql, "SELECT 1 FROM t WHERE a = %d", id);
  run(db, sql);
  text_cat(&other, "SELECT 1 FROM t LIMIT %ld", limit);
  run(db, other);
  run(db, formatted("SELECT %d FROM %s", id, "t"));
}

void quoted(PGconn *db, const char *name) {
  char *literal = PQescapeLiteral(db, name, 10);
  if (literal)
    run(db, formatted("SELECT 1 FROM t WHERE a = %s", literal));
  PQfreemem(literal);
}

// Who tells of a request leaves nothing in it.
struct request {
  const char *table;
};
void told(PGconn *db, const char *name) {
  struct request r = {"t"};
  report(&r, "asked by '%s'", name);
  run(db, formatted("SELECT 1 FROM %s", r.table));
}
