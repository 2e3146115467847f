// requires: oci.h
// config: ../only.yaml
// Oracle's OCI: placeholders are :name, texts are cast to text *.
#include <oci.h>
#include <stdio.h>
#include <string.h>

sword prepared(OCIStmt *s, OCIError *e, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: OCIBindByName
  return OCIStmtPrepare(s, e, (text *)sql, strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT);
}

sword preparedNumber(OCIStmt *s, OCIError *e, int id) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE id = %d", id);
  return OCIStmtPrepare(s, e, (text *)sql, strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT);
}

sword prepared2(OCISvcCtx *c, OCIStmt **s, OCIError *e, const char *column) {
  text sql[256];
  sprintf((char *)sql, "SELECT %s FROM users WHERE id = :id", column); // expect[dbsafe-sql-concatenation]: an identifier
  return OCIStmtPrepare2(c, s, e, sql, strlen((char *)sql), NULL, 0, OCI_NTV_SYNTAX, OCI_DEFAULT);
}

sword bound(OCISvcCtx *c, OCIStmt **s, OCIError *e, char *name) {
  static const char sql[] = "SELECT id FROM users WHERE name = :name";
  OCIBind *bind = NULL;
  OCIStmtPrepare2(c, s, e, (const text *)sql, sizeof sql - 1, NULL, 0, OCI_NTV_SYNTAX, OCI_DEFAULT);
  return OCIBindByName(*s, &bind, e, (text *)":name", -1, name, 64, SQLT_STR, NULL, NULL, NULL, 0, NULL, OCI_DEFAULT);
}

sword block(OCIStmt *s, OCIError *e, const char *procedure) {
  char sql[256];
  snprintf(sql, sizeof sql, "BEGIN %s(:id); END;", procedure); // expect[dbsafe-sql-concatenation]:
  return OCIStmtPrepare(s, e, (text *)sql, strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT);
}

sword blockConstant(OCIStmt *s, OCIError *e, int old) {
  char sql[256];
  snprintf(sql, sizeof sql, "BEGIN %s(:id); END;", old ? "archive" : "restore");
  return OCIStmtPrepare(s, e, (text *)sql, strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT);
}

sword enquoted(OCIEnv *env, OCIStmt *s, OCIError *e, char *table, char *name) {
  char sql[512];
  text from[64], value[128];
  ub4 fromLength = sizeof from, valueLength = sizeof value;
  if (OCIEnquoteName(env, e, (text *)table, strlen(table), from, &fromLength, 1, OCI_DEFAULT) ||
      OCIEnquoteLiteral(env, e, (text *)name, strlen(name), value, &valueLength, OCI_DEFAULT))
    return -1;
  snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE name = %s", (char *)from, (char *)value);
  return OCIStmtPrepare(s, e, (text *)sql, strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT);
}

sword enquotedTwice(OCIEnv *env, OCIStmt *s, OCIError *e, char *name) {
  char sql[512];
  text value[128];
  ub4 length = sizeof value;
  OCIEnquoteLiteral(env, e, (text *)name, strlen(name), value, &length, OCI_DEFAULT);
  snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", (char *)value); // expect[dbsafe-sql-concatenation]: quoted twice
  return OCIStmtPrepare(s, e, (text *)sql, strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT);
}

sword again(OCIStmt *rows, OCIStmt *s, OCIError *e) {
  char name[64] = "", sql[256];
  OCIDefine *define = NULL;
  OCIDefineByPos(rows, &define, e, 1, name, sizeof name, SQLT_STR, NULL, NULL, NULL, OCI_DEFAULT);
  while (!OCIStmtFetch2(rows, e, 1, 2, 0, OCI_DEFAULT)) {
    snprintf(sql, sizeof sql, "DELETE FROM posts WHERE author = '%s'", name); // expect[dbsafe-sql-concatenation]: text from the database
    OCIStmtPrepare(s, e, (text *)sql, strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT);
  }
  return 0;
}
