// requires: apr_dbd.h
// config: ../only.yaml
// APR's database interface: %s of a prepared statement is a placeholder.
#include <apr_dbd.h>
#include <apr_strings.h>

int queried(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, const char *name) {
  int rows = 0;
  const char *sql = apr_psprintf(p, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: apr_dbd_pvquery
  return apr_dbd_query(d, h, &rows, sql);
}

int queriedNumber(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, int id) {
  int rows = 0;
  return apr_dbd_query(d, h, &rows, apr_psprintf(p, "DELETE FROM users WHERE id = %d", id));
}

int joined(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, apr_dbd_results_t **r, const char *order) {
  const char *sql = apr_pstrcat(p, "SELECT id FROM users ORDER BY ", order, NULL); // expect[dbsafe-sql-concatenation]: an identifier
  return apr_dbd_select(d, p, h, r, sql, 0);
}

int joinedConstant(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, apr_dbd_results_t **r, int byName) {
  const char *sql = apr_pstrcat(p, "SELECT id FROM users ORDER BY ", byName ? "name" : "id", NULL);
  return apr_dbd_select(d, p, h, r, sql, 0);
}

int escaped(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, const char *name) {
  int rows = 0;
  return apr_dbd_query(d, h, &rows, apr_psprintf(p, "DELETE FROM users WHERE name = '%s'", apr_dbd_escape(d, p, name, h)));
}

int escapedUnquoted(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, const char *id) {
  int rows = 0;
  const char *sql = apr_psprintf(p, "DELETE FROM users WHERE id = %s", apr_dbd_escape(d, p, id, h)); // expect[dbsafe-sql-concatenation]: escaped but not inside quotes
  return apr_dbd_query(d, h, &rows, sql);
}

int bound(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, const char *name) {
  int rows = 0;
  apr_dbd_prepared_t *s = NULL;
  apr_dbd_prepare(d, p, h, "DELETE FROM users WHERE name = %s", "forget", &s);
  return apr_dbd_pvquery(d, p, h, &rows, s, name, NULL);
}

int preparedSpliced(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, apr_dbd_prepared_t **s, const char *table) {
  return apr_dbd_prepare(d, p, h, apr_pstrcat(p, "DELETE FROM ", table, " WHERE id = %d", NULL), "forget", s); // expect[dbsafe-sql-concatenation]: an identifier
}

// The label names the statement to this program.
int labelled(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, apr_dbd_prepared_t **s, const char *user) {
  return apr_dbd_prepare(d, p, h, "DELETE FROM users WHERE id = %d", apr_pstrcat(p, "forget ", user, NULL), s);
}

int again(const apr_dbd_driver_t *d, apr_dbd_t *h, apr_pool_t *p, apr_dbd_row_t *row) {
  int rows = 0;
  const char *sql = apr_psprintf(p, "DELETE FROM posts WHERE author = '%s'", apr_dbd_get_entry(d, row, 0)); // expect[dbsafe-sql-concatenation]: text from the database
  return apr_dbd_query(d, h, &rows, sql);
}
