/* Declarations of what the Better String Library documents. */
#pragma once
typedef struct tagbstring *bstring;
typedef const struct tagbstring *const_bstring;
struct tagbstring {
  int mlen;
  int slen;
  unsigned char *data;
};
bstring bfromcstr(const char *text);
bstring bformat(const char *format, ...);
int bformata(bstring b, const char *format, ...);
int bconcat(bstring b, const_bstring other);
int bcatcstr(bstring b, const char *text);
int bconchar(bstring b, char c);
int bassigncstr(bstring b, const char *text);
int bdestroy(bstring b);
#define bdata(b) ((char *)((b) == (void *)0 ? (char *)0 : (char *)((b)->data)))
