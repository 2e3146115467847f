/* Comdb2, as documented: what the samples call. */
#ifndef CDB2API_H
#define CDB2API_H

typedef struct cdb2_hndl cdb2_hndl_tp;
enum { CDB2_INTEGER = 1, CDB2_CSTRING = 3 };

int cdb2_run_statement(cdb2_hndl_tp *db, const char *sql);
int cdb2_run_statement_typed(cdb2_hndl_tp *db, const char *sql, int count,
                             int *types);
int cdb2_bind_param(cdb2_hndl_tp *db, const char *name, int type,
                    const void *value, int length);
int cdb2_next_record(cdb2_hndl_tp *db);
void *cdb2_column_value(cdb2_hndl_tp *db, int column);
#endif
