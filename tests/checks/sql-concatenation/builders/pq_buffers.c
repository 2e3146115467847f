// requires: libpq-fe.h
// requires: internal/pqexpbuffer.h
// config: ../only.yaml
// libpq's PQExpBuffer, as psql and pg_dump use it.
#include <libpq-fe.h>
#define pg_attribute_printf(format, arguments)
#include <internal/pqexpbuffer.h>

extern const char *fmtId(const char *identifier);
extern void appendStringLiteralConn(PQExpBuffer buf, const char *str,
                                    PGconn *conn);

void printed(PGconn *c, const char *name) {
  PQExpBuffer sql = createPQExpBuffer();
  printfPQExpBuffer(sql, "SELECT oid FROM pg_roles WHERE rolname = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql->data));
  destroyPQExpBuffer(sql);
}

void appended(PGconn *c, const char *table) {
  PQExpBufferData sql;
  initPQExpBuffer(&sql);
  appendPQExpBufferStr(&sql, "SELECT count(*) FROM ");
  appendPQExpBufferStr(&sql, table); // expect[dbsafe-sql-concatenation]: an identifier
  appendPQExpBufferChar(&sql, ';');
  PQclear(PQexec(c, sql.data));
  termPQExpBuffer(&sql);
}

void numbers(PGconn *c, unsigned oid, int limit) {
  PQExpBufferData sql;
  initPQExpBuffer(&sql);
  appendPQExpBuffer(&sql, "SELECT relname FROM pg_class WHERE oid = '%u'", oid);
  if (limit > 0)
    appendPQExpBuffer(&sql, " LIMIT %d", limit);
  PQclear(PQexec(c, sql.data));
  termPQExpBuffer(&sql);
}

void quoted(PGconn *c, const char *name, const char *table) {
  PQExpBuffer sql = createPQExpBuffer();
  appendPQExpBuffer(sql, "DELETE FROM %s WHERE name = ", fmtId(table));
  appendStringLiteralConn(sql, name, c);
  appendPQExpBufferChar(sql, ';');
  PQclear(PQexec(c, sql->data));
  destroyPQExpBuffer(sql);
}

// fmtId quotes a name, not a value.
void wronglyQuoted(PGconn *c, const char *name) {
  PQExpBuffer sql = createPQExpBuffer();
  appendPQExpBuffer(sql, "SELECT 1 FROM users WHERE name = '%s'", fmtId(name)); // expect[dbsafe-sql-concatenation]:
  PQclear(PQexec(c, sql->data));
  destroyPQExpBuffer(sql);
}

void reused(PGconn *c, const char *name) {
  PQExpBuffer text = createPQExpBuffer();
  appendPQExpBuffer(text, "looking for %s", name);
  resetPQExpBuffer(text);
  appendPQExpBufferStr(text, "SELECT 1");
  PQclear(PQexec(c, text->data));
  destroyPQExpBuffer(text);
}

static void addCondition(PQExpBuffer sql, const char *pattern) {
  appendPQExpBuffer(sql, " WHERE relname ~ '%s'", pattern); // expect[dbsafe-sql-concatenation]: a quoted value
}

void inSteps(PGconn *c, const char *pattern) {
  PQExpBufferData sql;
  initPQExpBuffer(&sql);
  printfPQExpBuffer(&sql, "SELECT relname FROM pg_class");
  addCondition(&sql, pattern);
  PQclear(PQexec(c, sql.data));
  termPQExpBuffer(&sql);
}
