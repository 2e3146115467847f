// requires: libpq-fe.h
// requires: sds.h
// config: ../only.yaml
// Growing strings that C programs bring along.
#include <bstrlib.h>
#include <htslib/kstring.h>
#include <libpq-fe.h>
#include <sds.h>
#include <talloc.h>

void simpleDynamic(PGconn *c, const char *name, int id) {
  sds sql = sdsnew("SELECT id FROM users");
  sql = sdscatprintf(sql, " WHERE id > %d", id);
  sql = sdscat(sql, " AND name = '");
  sql = sdscat(sql, name); // expect[dbsafe-sql-concatenation]: a quoted value
  sql = sdscat(sql, "'");
  PQclear(PQexec(c, sql));
  sdsfree(sql);
}

void simpleDynamicNumbers(PGconn *c, int id, unsigned long long limit) {
  sds sql = sdsempty();
  sql = sdscatfmt(sql, "SELECT id FROM users WHERE id > %i LIMIT %U", id, limit);
  PQclear(PQexec(c, sql));
  sdsfree(sql);
}

void better(PGconn *c, const char *name) {
  bstring sql = bfromcstr("SELECT id FROM users WHERE name = '");
  bcatcstr(sql, name); // expect[dbsafe-sql-concatenation]: a quoted value
  bconchar(sql, '\'');
  PQclear(PQexec(c, bdata(sql)));
  bdestroy(sql);
}

void betterNumbers(PGconn *c, int id) {
  bstring sql = bformat("DELETE FROM todos WHERE id = %d", id);
  bformata(sql, " OR parent = %d", id);
  PQclear(PQexec(c, (const char *)sql->data));
  bdestroy(sql);
}

void genomic(PGconn *c, const char *name, int id) {
  kstring_t sql = {0, 0, NULL};
  kputs("SELECT id FROM users WHERE id > ", &sql);
  kputw(id, &sql);
  ksprintf(&sql, " AND name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  kputc(';', &sql);
  PQclear(PQexec(c, sql.s));
}

void genomicNumbers(PGconn *c, int id) {
  kstring_t sql;
  ks_initialize(&sql);
  ksprintf(&sql, "DELETE FROM todos WHERE id = %d", id);
  PQclear(PQexec(c, sql.s));
}

void samba(PGconn *c, TALLOC_CTX *mem, const char *name, int id) {
  char *sql = talloc_asprintf(mem, "SELECT id FROM users WHERE id > %d", id);
  sql = talloc_asprintf_append(sql, " AND name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

void sambaLiterals(PGconn *c, TALLOC_CTX *mem, int open) {
  char *sql = talloc_strdup(mem, "SELECT id FROM todos");
  if (open)
    sql = talloc_strdup_append(sql, " WHERE NOT done");
  PQclear(PQexec(c, sql));
}
