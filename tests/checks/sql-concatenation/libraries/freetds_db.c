// requires: sybdb.h
// config: ../only.yaml
// FreeTDS's DB-Library.
#include <sybfront.h>
#include <sybdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void formatted(DBPROCESS *p, const char *name) {
  dbfcmd(p, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: dbrpcparam
  dbsqlexec(p);
}

void formattedNumber(DBPROCESS *p, int id) {
  dbfcmd(p, "SELECT id FROM users WHERE id = %d", id);
  dbsqlexec(p);
}

void commanded(DBPROCESS *p, const char *table) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM [%s]", table); // expect[dbsafe-sql-concatenation]: a quoted identifier
  dbcmd(p, sql);
  dbsqlexec(p);
}

void commandedConstant(DBPROCESS *p) {
  dbcmd(p, "SELECT id ");
  dbcmd(p, "FROM users");
  dbsqlexec(p);
}

// A statement in several calls.
void gathered(DBPROCESS *p, const char *name) {
  dbcmd(p, "SELECT id FROM users");
  dbfcmd(p, " WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  dbsqlexec(p);
}

void gatheredNumber(DBPROCESS *p, int id) {
  dbcmd(p, "SELECT id FROM users");
  dbfcmd(p, " WHERE id = %d", id);
  dbsqlexec(p);
}

void escaped(DBPROCESS *p, const char *name) {
  char to[129];
  if (dbsafestr(p, name, -1, to, sizeof to, DBSINGLE) == FAIL)
    return;
  dbfcmd(p, "SELECT id FROM users WHERE name = '%s'", to);
  dbsqlexec(p);
}

void escapedUnquoted(DBPROCESS *p, const char *id) {
  char to[129];
  dbsafestr(p, id, -1, to, sizeof to, DBBOTH);
  dbfcmd(p, "SELECT id FROM users WHERE id = %s", to); // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
  dbsqlexec(p);
}

// It doubles the other kind of quotes.
void escapedOtherwise(DBPROCESS *p, const char *name) {
  char to[129];
  dbsafestr(p, name, -1, to, sizeof to, DBDOUBLE);
  dbfcmd(p, "SELECT id FROM users WHERE name = '%s'", to); // expect[dbsafe-sql-concatenation]: escaped as a name
  dbsqlexec(p);
}

// The library quotes the name.
void used(DBPROCESS *p, const char *tenant) {
  char name[64];
  snprintf(name, sizeof name, "tenant_%s", tenant);
  dbuse(p, name);
}

void again(DBPROCESS *rows, DBPROCESS *p) {
  while (dbnextrow(rows) != NO_MORE_ROWS) {
    dbfcmd(p, "DELETE FROM posts WHERE author = '%s'", (char *)dbdata(rows, 1)); // expect[dbsafe-sql-concatenation]: text from the database
    dbsqlexec(p);
  }
}

void againNumber(DBPROCESS *rows, DBPROCESS *p) {
  while (dbnextrow(rows) != NO_MORE_ROWS) {
    dbfcmd(p, "DELETE FROM posts WHERE author = %d", *(DBINT *)dbdata(rows, 1));
    dbsqlexec(p);
  }
}

void called(DBPROCESS *p, char *name) {
  dbrpcinit(p, "archive", 0);
  dbrpcparam(p, "@name", 0, SYBVARCHAR, -1, strlen(name), (BYTE *)name);
  dbrpcsend(p);
}

// The quotes in one piece, what stands between them in the next.
void gatheredInQuotes(DBPROCESS *p, const char *name) {
  dbcmd(p, "SELECT id FROM users WHERE name = '");
  dbcmd(p, name); // expect[dbsafe-sql-concatenation]: a quoted value
  dbcmd(p, "'");
  dbsqlexec(p);
}

void escapedInQuotes(DBPROCESS *p, const char *name) {
  char to[129];
  dbsafestr(p, name, -1, to, sizeof to, DBSINGLE);
  dbcmd(p, "SELECT id FROM users WHERE name = '");
  dbcmd(p, to);
  dbcmd(p, "'");
  dbsqlexec(p);
}

// What was sent is gone.
void oneAfterTheOther(DBPROCESS *p, int id) {
  dbcmd(p, "SELECT name FROM users WHERE note = '");
  dbcmd(p, "'");
  dbsqlexec(p);
  dbfcmd(p, "SELECT name FROM users WHERE id = %d", id);
  dbsqlexec(p);
}

static void condition(DBPROCESS *p, const char *name) {
  dbfcmd(p, " WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
}
static int sent(DBPROCESS *p) { return dbsqlexec(p); }
void gatheredByHelpers(DBPROCESS *p, const char *name) {
  dbcmd(p, "SELECT id FROM users");
  condition(p, name);
  sent(p);
}

// Who gets the connection does not write into the statement.
void select_language(DBPROCESS *p, const char *language);
void gatheredAfterOthers(DBPROCESS *unused, const char *language) {
  DBPROCESS *p = dbopen(0, language);
  select_language(p, language);
  dbcmd(p, "SELECT id FROM users");
  dbsqlexec(p);
}
