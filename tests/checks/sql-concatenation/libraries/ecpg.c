// requires: ecpglib.h
// flags: -Wno-unused
// config: ../only.yaml
// What ecpg writes for embedded SQL; the comments show what it read.
#include <ecpgerrno.h>
#include <ecpglib.h>
#include <ecpgtype.h>
#include <sqlca.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void immediate(const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: EXEC SQL EXECUTE st USING :value
  /* exec sql execute immediate :sql; */
  { ECPGdo(__LINE__, 0, 1, NULL, 0, ECPGst_exec_immediate, sql, ECPGt_EOIT, ECPGt_EORT);}
}

void immediateNumber(int id) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", id);
  /* exec sql execute immediate :sql; */
  { ECPGdo(__LINE__, 0, 1, NULL, 0, ECPGst_exec_immediate, sql, ECPGt_EOIT, ECPGt_EORT);}
}

void immediateLiteral(int all) {
  const char *sql = all ? "DELETE FROM users" : "DELETE FROM users WHERE old";
  /* exec sql execute immediate :sql; */
  { ECPGdo(__LINE__, 0, 1, NULL, 0, ECPGst_exec_immediate, sql, ECPGt_EOIT, ECPGt_EORT);}
}

void bound(const char *name) {
  /* exec sql delete from users where name = :name; */
  { ECPGdo(__LINE__, 0, 1, NULL, 0, ECPGst_normal, "delete from users where name = $1 ",
	ECPGt_char,&(name),(long)0,(long)1,(1)*sizeof(char),
	ECPGt_NO_INDICATOR, NULL , 0L, 0L, 0L, ECPGt_EOIT, ECPGt_EORT);}
}

void prepared(const char *column) {
  char sql[256];
  sprintf(sql, "SELECT %s FROM users WHERE id = ?", column); // expect[dbsafe-sql-concatenation]: an identifier
  /* exec sql prepare st from :sql; */
  { ECPGprepare(__LINE__, NULL, 0, "st", sql);}
}

void preparedBound(const char *name) {
  const char *sql = "DELETE FROM users WHERE name = ?";
  /* exec sql prepare st from :sql; */
  { ECPGprepare(__LINE__, NULL, 0, "st", sql);}
  /* exec sql execute st using :name; */
  { ECPGdo(__LINE__, 0, 1, NULL, 0, ECPGst_execute, "st",
	ECPGt_char,&(name),(long)0,(long)1,(1)*sizeof(char),
	ECPGt_NO_INDICATOR, NULL , 0L, 0L, 0L, ECPGt_EOIT, ECPGt_EORT);}
}

// The name of a prepared statement is no SQL.
void executed(const char *statement, int id) {
  char name[64];
  snprintf(name, sizeof name, "find_%s", statement);
  { ECPGdo(__LINE__, 0, 1, NULL, 0, ECPGst_execute, name,
	ECPGt_int,&(id),(long)1,(long)1,sizeof(int),
	ECPGt_NO_INDICATOR, NULL , 0L, 0L, 0L, ECPGt_EOIT, ECPGt_EORT);}
}

void environment(void) {
  char sql[256] = "DELETE FROM users WHERE name = '";
  const char *user = getenv("TODO_USER");
  strcat(sql, user); // expect-error[dbsafe-sql-concatenation]: text from the environment
  strcat(sql, "'");
  /* exec sql execute immediate :sql; */
  { ECPGdo(__LINE__, 0, 1, NULL, 0, ECPGst_exec_immediate, sql, ECPGt_EOIT, ECPGt_EORT);}
}
