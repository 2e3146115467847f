// requires: libpq-fe.h
// requires: apr_strings.h
// config: ../only.yaml
// flags: -D_GNU_SOURCE
// The Apache Portable Runtime's strings.
#include <apr_strings.h>
#include <libpq-fe.h>

void printed(PGconn *c, apr_pool_t *pool, const char *name, int id) {
  PQclear(PQexec(c, apr_psprintf(pool, "DELETE FROM t WHERE id = %d", id)));
  PQclear(PQexec(c, apr_psprintf(pool, "DELETE FROM t WHERE n = '%s'",
                                 name))); // expect[dbsafe-sql-concatenation]: a quoted value
}

void concatenated(PGconn *c, apr_pool_t *pool, const char *table, int id) {
  PQclear(PQexec(c, apr_pstrcat(pool, "TRUNCATE ", table, NULL))); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexec(c, apr_pstrcat(pool, "DELETE FROM t WHERE id = ",
                                apr_itoa(pool, id), NULL)));
}

void copied(PGconn *c, apr_pool_t *pool, const char *name) {
  char sql[256];
  char *end = apr_cpystrn(sql, "SELECT 1 FROM t WHERE n = '", sizeof sql);
  end = apr_cpystrn(end, apr_pstrdup(pool, name), sizeof sql); // expect[dbsafe-sql-concatenation]: a quoted value
  apr_cpystrn(end, "'", 2);
  PQclear(PQexec(c, sql));
}
