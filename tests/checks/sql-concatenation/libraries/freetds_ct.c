// requires: ctpublic.h
// config: ../only.yaml
// FreeTDS's CT-Library: a command is SQL or not by its type.
#include <ctpublic.h>
#include <stdio.h>
#include <string.h>

void command(CS_COMMAND *c, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: ct_param
  ct_command(c, CS_LANG_CMD, sql, CS_NULLTERM, CS_UNUSED);
  ct_send(c);
}

void commandNumber(CS_COMMAND *c, int id) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE id = %d", id);
  ct_command(c, CS_LANG_CMD, sql, CS_NULLTERM, CS_UNUSED);
  ct_send(c);
}

// A procedure's name is sent as such.
void procedure(CS_COMMAND *c, const char *tenant) {
  char name[64];
  snprintf(name, sizeof name, "archive_%s", tenant);
  ct_command(c, CS_RPC_CMD, name, CS_NULLTERM, CS_NO_RECOMPILE);
  ct_send(c);
}

void parameter(CS_COMMAND *c, CS_DATAFMT *format, char *name) {
  ct_command(c, CS_LANG_CMD, "SELECT id FROM users WHERE name = @name", CS_NULLTERM, CS_UNUSED);
  ct_param(c, format, name, strlen(name), 0);
  ct_send(c);
}

void parameterAndSpliced(CS_COMMAND *c, CS_DATAFMT *format, const char *column, char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT %s FROM users WHERE name = @name", column); // expect[dbsafe-sql-concatenation]: an identifier
  ct_command(c, CS_LANG_CMD, sql, CS_NULLTERM, CS_UNUSED);
  ct_param(c, format, name, strlen(name), 0);
  ct_send(c);
}

void prepared(CS_COMMAND *c, const char *table) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE name = ?", table); // expect[dbsafe-sql-concatenation]: an identifier
  ct_dynamic(c, CS_PREPARE, "find", CS_NULLTERM, sql, CS_NULLTERM);
}

void preparedConstant(CS_COMMAND *c) {
  char sql[] = "SELECT id FROM users WHERE name = ?";
  ct_dynamic(c, CS_PREPARE, "find", CS_NULLTERM, sql, CS_NULLTERM);
}

void executed(CS_COMMAND *c) {
  ct_dynamic(c, CS_EXECUTE, "find", CS_NULLTERM, NULL, CS_UNUSED);
}

void cursor(CS_COMMAND *c, const char *order) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users ORDER BY %s", order); // expect[dbsafe-sql-concatenation]: an identifier
  ct_cursor(c, CS_CURSOR_DECLARE, "all", CS_NULLTERM, sql, CS_NULLTERM, CS_UNUSED);
}
