/* Oracle's OCI, as documented: what the samples call. */
#ifndef OCI_H
#define OCI_H

typedef unsigned char text, OraText;
typedef int sword;
typedef unsigned int ub4;
typedef int sb4;
typedef unsigned short ub2;
typedef struct OCIStmt OCIStmt;
typedef struct OCIError OCIError;
typedef struct OCIEnv OCIEnv;
typedef struct OCISvcCtx OCISvcCtx;
typedef struct OCIBind OCIBind;
typedef struct OCIDefine OCIDefine;

#define OCI_NTV_SYNTAX 1
#define OCI_DEFAULT 0
#define SQLT_STR 5
#define SQLT_INT 3

sword OCIStmtPrepare(OCIStmt *stmt, OCIError *err, const OraText *sql,
                     ub4 length, ub4 language, ub4 mode);
sword OCIStmtPrepare2(OCISvcCtx *service, OCIStmt **stmt, OCIError *err,
                      const OraText *sql, ub4 length, const OraText *key,
                      ub4 keyLength, ub4 language, ub4 mode);
sword OCIBindByName(OCIStmt *stmt, OCIBind **bind, OCIError *err,
                    const OraText *name, sb4 nameLength, void *value, sb4 size,
                    ub2 type, void *indicator, ub2 *lengths, ub2 *codes,
                    ub4 most, ub4 *current, ub4 mode);
sword OCIDefineByPos(OCIStmt *stmt, OCIDefine **define, OCIError *err,
                     ub4 position, void *value, sb4 size, ub2 type,
                     void *indicator, ub2 *lengths, ub2 *codes, ub4 mode);
sword OCIStmtFetch2(OCIStmt *stmt, OCIError *err, ub4 rows, ub2 orientation,
                    sb4 offset, ub4 mode);
sword OCIEnquoteLiteral(OCIEnv *env, OCIError *err, OraText *in, ub4 inLength,
                        OraText *out, ub4 *outLength, ub4 mode);
sword OCIEnquoteName(OCIEnv *env, OCIError *err, OraText *in, ub4 inLength,
                     OraText *out, ub4 *outLength, int capitalize, ub4 mode);
#endif
