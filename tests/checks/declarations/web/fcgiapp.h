/* The FastCGI library, as its manual describes it. */
#ifndef DECLARATIONS_FCGIAPP_H
#define DECLARATIONS_FCGIAPP_H

typedef struct FCGX_Stream FCGX_Stream;
typedef char **FCGX_ParamArray;
char *FCGX_GetParam(const char *name, FCGX_ParamArray envp);
int FCGX_GetStr(char *str, int n, FCGX_Stream *stream);

#endif
