/* Declarations of what sds documents. */
#pragma once
#include <stddef.h>
typedef char *sds;
sds sdsnewlen(const void *init, size_t length);
sds sdsnew(const char *init);
sds sdsempty(void);
sds sdsdup(const sds s);
void sdsfree(sds s);
sds sdscatlen(sds s, const void *t, size_t length);
sds sdscat(sds s, const char *t);
sds sdscatsds(sds s, const sds t);
sds sdscpy(sds s, const char *t);
sds sdscatprintf(sds s, const char *format, ...);
sds sdscatfmt(sds s, char const *format, ...);
sds sdsfromlonglong(long long value);
