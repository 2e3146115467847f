// requires: libpq-fe.h
// requires: glib.h
// requires: sybdb.h
// config: only.yaml
// A buffer that an object of the program holds is written to through the object.
#include <glib.h>
#include <libpq-fe.h>
#include <sybfront.h>
#include <sybdb.h>

struct store {
  PGconn *conn;
  GString *query;
  DBPROCESS *terminal;
};

void search(struct store *self, const char *needle) {
  g_string_assign(self->query, "SELECT id FROM post WHERE body LIKE ");
  g_string_append_printf(self->query, "'%%%s%%'", needle); // expect[dbsafe-sql-concatenation]: 'needle' is concatenated into SQL as a LIKE pattern
  PQclear(PQexec(self->conn, self->query->str));
}

void recent(struct store *self, int since) {
  g_string_assign(self->query, "SELECT id FROM post WHERE at > ");
  g_string_append_printf(self->query, "%d", since);
  PQclear(PQexec(self->conn, self->query->str));
}

void through(struct store *self, const char *needle) {
  GString *query = self->query;
  g_string_assign(query, "SELECT id FROM post WHERE title = ");
  g_string_append_printf(query, "'%s'", needle); // expect[dbsafe-sql-concatenation]: 'needle' is concatenated into SQL as a quoted value
  PQclear(PQexec(self->conn, query->str));
}

void lookup(struct store *self, const char *code) {
  dbfcmd(self->terminal, "select price from article where code = '%s'", code); // expect[dbsafe-sql-concatenation]: 'code' is concatenated into SQL as a quoted value
  dbsqlexec(self->terminal);
}

void total(struct store *self, int ticket) {
  dbfcmd(self->terminal, "select sum(amount) from line where ticket = %d", ticket);
  dbsqlexec(self->terminal);
}

void pieces(struct store *self, char *reason) {
  DBPROCESS *terminal = self->terminal;
  dbcmd(terminal, "update ticket set void = 1, reason = '");
  dbcmd(terminal, reason); // expect[dbsafe-sql-concatenation]: 'reason' is concatenated into SQL as a quoted value
  dbcmd(terminal, "'");
  dbsqlexec(terminal);
}
