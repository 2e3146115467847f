/* Mongoose 7, as its documentation describes it. */
#ifndef DECLARATIONS_MONGOOSE_H
#define DECLARATIONS_MONGOOSE_H

#include <stddef.h>

struct mg_str {
  char *buf;
  size_t len;
};
struct mg_http_message {
  struct mg_str method, uri, query, proto;
  struct mg_str body;
  struct mg_str message;
};
int mg_http_get_var(const struct mg_str *, const char *name, char *dst,
                    size_t dst_len);
struct mg_str *mg_http_get_header(struct mg_http_message *, const char *name);

#endif
