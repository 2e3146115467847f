/* Declarations of what htslib's kstring.h documents. */
#pragma once
#include <stddef.h>
typedef struct kstring_t {
  size_t l, m;
  char *s;
} kstring_t;
int ksprintf(kstring_t *s, const char *format, ...);
int kputs(const char *text, kstring_t *s);
int kputsn(const char *text, size_t length, kstring_t *s);
int kputc(int c, kstring_t *s);
int kputw(int value, kstring_t *s);
void ks_initialize(kstring_t *s);
