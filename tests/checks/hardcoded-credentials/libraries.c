// requires: sybdb.h
// config: only.yaml
// Passwords in C libraries other than libpq and MySQL's. All are invented.
#include <apr_dbd.h>
#include <ctpublic.h>
#include <dbi/dbi.h>
#include <ibase.h>
#include <stdlib.h>
#include <string.h>
#include <sybfront.h>
#include <sybdb.h>
#include <zdb.h>

void dblib(LOGINREC *login, const char *secret) {
  DBSETLUSER(login, "todo");
  DBSETLPWD(login, "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
  DBSETLPWD(login, secret);
  DBSETLAPP(login, "todo-server");
}

void ctlib(CS_CONNECTION *c, char *secret) {
  ct_con_props(c, CS_SET, CS_USERNAME, (CS_VOID *)"todo", CS_NULLTERM, NULL);
  ct_con_props(c, CS_SET, CS_PASSWORD, (CS_VOID *)"k7mQ-trZ", CS_NULLTERM, NULL); // expect[dbsafe-hardcoded-credentials]:
  ct_con_props(c, CS_SET, CS_PASSWORD, secret, CS_NULLTERM, NULL);
}

void libdbi(dbi_conn c) {
  dbi_conn_set_option(c, "username", "todo");
  dbi_conn_set_option(c, "password", "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
  dbi_conn_set_option(c, "password", getenv("TODO_PASSWORD"));
}

void firebird(char **dpb, short *length) {
  isc_modify_dpb(dpb, length, isc_dpb_user_name, "todo", 4);
  isc_modify_dpb(dpb, length, isc_dpb_password, "k7mQ-trZ", 8); // expect[dbsafe-hardcoded-credentials]:
}

void apr(const apr_dbd_driver_t *d, apr_pool_t *p, apr_dbd_t **h) {
  apr_dbd_open(d, p, "host=db.todo.internal user=todo password=k7mQ-trZ", h); // expect[dbsafe-hardcoded-credentials]:
  apr_dbd_open(d, p, "host=db.todo.internal user=todo", h);
}

URL_T libzdb(void) {
  return URL_new("mysql://db.todo.internal/todo?user=todo&password=k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

URL_T libzdbWithout(void) {
  return URL_new("mysql://db.todo.internal/todo?user=todo");
}
