/* CivetWeb, as its documentation describes it. */
#ifndef DECLARATIONS_CIVETWEB_H
#define DECLARATIONS_CIVETWEB_H

#include <stddef.h>

struct mg_connection;
struct mg_request_info {
  const char *request_method;
  const char *local_uri;
  const char *query_string;
};
const struct mg_request_info *mg_get_request_info(const struct mg_connection *);
int mg_get_var(const char *data, size_t data_len, const char *var_name,
               char *dst, size_t dst_len);
int mg_read(struct mg_connection *, void *buf, size_t len);
const char *mg_get_header(const struct mg_connection *, const char *name);

#endif
