/* ODPI-C, as documented: what the samples call. */
#ifndef DPI_H
#define DPI_H
#include <stdint.h>

typedef struct dpiConn dpiConn;
typedef struct dpiStmt dpiStmt;
typedef struct dpiVar dpiVar;

int dpiConn_prepareStmt(dpiConn *conn, int scrollable, const char *sql,
                        uint32_t sqlLength, const char *tag, uint32_t tagLength,
                        dpiStmt **stmt);
int dpiStmt_bindByName(dpiStmt *stmt, const char *name, uint32_t nameLength,
                       dpiVar *var);
#endif
