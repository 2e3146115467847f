/* Declarations of what the PostgreSQL server documents for SPI functions. */
#pragma once
#include <stdbool.h>
typedef struct StringInfoData {
  char *data;
  int len;
  int maxlen;
  int cursor;
} StringInfoData;
typedef StringInfoData *StringInfo;
StringInfo makeStringInfo(void);
void initStringInfo(StringInfo str);
void resetStringInfo(StringInfo str);
void appendStringInfo(StringInfo str, const char *fmt, ...);
void appendStringInfoString(StringInfo str, const char *s);
void appendStringInfoChar(StringInfo str, char ch);
char *psprintf(const char *fmt, ...);
char *quote_literal_cstr(const char *rawstr);
const char *quote_identifier(const char *ident);
int SPI_execute(const char *src, bool read_only, long tcount);
