// requires: ocilib.h
// config: ../only.yaml
// OCILIB: %s of its formats is quoted, %m is not.
#include <ocilib.h>
#include <stdio.h>

boolean executed(OCI_Statement *s, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: OCI_BindString
  return OCI_ExecuteStmt(s, sql);
}

boolean formatted(OCI_Statement *s, const char *name, int id) {
  return OCI_ExecuteStmtFmt(s, "DELETE FROM users WHERE name = %s AND id = %i", name, id);
}

boolean formattedInQuotes(OCI_Statement *s, const char *name) {
  return OCI_ExecuteStmtFmt(s, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: quoted twice
}

boolean formattedName(OCI_Statement *s, const char *table, int id) {
  return OCI_ExecuteStmtFmt(s, "DELETE FROM %m WHERE id = %i", table, id); // expect[dbsafe-sql-concatenation]: an identifier
}

boolean formattedConstant(OCI_Statement *s, int old, int id) {
  return OCI_ExecuteStmtFmt(s, "DELETE FROM %m WHERE id = %i", old ? "users_old" : "users", id);
}

boolean formattedSecond(OCI_Statement *s, const char *name, const char *order) {
  return OCI_PrepareFmt(s, "SELECT id FROM users WHERE name = %s ORDER BY %m", name, order); // expect[dbsafe-sql-concatenation]: 'order' is concatenated
}

boolean immediate(OCI_Connection *c, const char *table) {
  char sql[256];
  snprintf(sql, sizeof sql, "DROP TABLE %s", table); // expect[dbsafe-sql-concatenation]: an identifier
  return OCI_Immediate(c, sql);
}

boolean immediateInto(OCI_Connection *c, char *name, const char *city) {
  return OCI_ImmediateFmt(c, "SELECT name FROM users WHERE city = %s", city, 5, name);
}

boolean bound(OCI_Statement *s, char *name) {
  OCI_Prepare(s, "DELETE FROM users WHERE name = :name");
  OCI_BindString(s, ":name", name, 64);
  return OCI_Execute(s);
}

boolean preparedSpliced(OCI_Statement *s, const char *column) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE %s = :value", column); // expect[dbsafe-sql-concatenation]: an identifier
  return OCI_Prepare(s, sql);
}

void again(OCI_Resultset *rows, OCI_Statement *s) {
  char sql[256];
  while (OCI_FetchNext(rows)) {
    snprintf(sql, sizeof sql, "DELETE FROM posts WHERE author = '%s'", OCI_GetString(rows, 1)); // expect[dbsafe-sql-concatenation]: text from the database
    OCI_ExecuteStmt(s, sql);
  }
}

void againQuoted(OCI_Resultset *rows, OCI_Statement *s) {
  while (OCI_FetchNext(rows))
    OCI_ExecuteStmtFmt(s, "DELETE FROM posts WHERE author = %s", OCI_GetString(rows, 1));
}
