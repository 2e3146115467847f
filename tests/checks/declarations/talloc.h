/* Declarations of what talloc documents. */
#pragma once
typedef void TALLOC_CTX;
char *talloc_asprintf(const void *context, const char *format, ...);
char *talloc_asprintf_append(char *text, const char *format, ...);
char *talloc_strdup(const void *context, const char *text);
char *talloc_strdup_append(char *text, const char *more);
