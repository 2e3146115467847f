/* OCILIB for C, as documented: what the samples call. */
#ifndef OCILIB_H
#define OCILIB_H

typedef char otext;
typedef int boolean;
typedef struct OCI_Connection OCI_Connection;
typedef struct OCI_Statement OCI_Statement;
typedef struct OCI_Resultset OCI_Resultset;

boolean OCI_ExecuteStmt(OCI_Statement *st, const otext *sql);
boolean OCI_ExecuteStmtFmt(OCI_Statement *st, const otext *sql, ...);
boolean OCI_Prepare(OCI_Statement *st, const otext *sql);
boolean OCI_PrepareFmt(OCI_Statement *st, const otext *sql, ...);
boolean OCI_Immediate(OCI_Connection *con, const otext *sql, ...);
boolean OCI_ImmediateFmt(OCI_Connection *con, const otext *sql, ...);
boolean OCI_BindString(OCI_Statement *st, const otext *name, otext *data,
                       unsigned length);
boolean OCI_Execute(OCI_Statement *st);
boolean OCI_FetchNext(OCI_Resultset *rs);
const otext *OCI_GetString(OCI_Resultset *rs, unsigned index);
#endif
