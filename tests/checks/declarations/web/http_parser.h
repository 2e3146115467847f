/* http_parser's table of callbacks, as its documentation describes it. */
#ifndef DECLARATIONS_HTTP_PARSER_H
#define DECLARATIONS_HTTP_PARSER_H
#include <stddef.h>

typedef struct http_parser {
  void *data;
} http_parser;
typedef int (*http_data_cb)(http_parser *, const char *at, size_t length);
typedef int (*http_cb)(http_parser *);
typedef struct http_parser_settings {
  http_cb on_message_begin;
  http_data_cb on_url;
  http_data_cb on_body;
} http_parser_settings;
#endif
