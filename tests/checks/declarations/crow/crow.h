// Crow's requests and routes, as its documentation describes them.
#ifndef DECLARATIONS_CROW_CROW_H
#define DECLARATIONS_CROW_CROW_H

#include <functional>
#include <string>
#include <vector>

namespace crow {

class query_string {
public:
  char *get(const std::string &name) const;
  std::vector<char *> get_list(const std::string &name) const;
};

struct request {
  std::string raw_url;
  std::string url;
  query_string url_params;
  std::string body;
  const std::string &get_header_value(const std::string &key) const;
};

struct response {
  response();
  response(int code);
  response(std::string body);
};

namespace json {
class rvalue {
public:
  explicit operator bool() const;
  rvalue operator[](const char *key) const;
  std::string s() const;
  long i() const;
};
rvalue load(const std::string &text);
} // namespace json

struct rule {
  template <typename Handler> void operator()(Handler &&handler) {}
};

class SimpleApp {
public:
  rule &route_dynamic(const std::string &path);
  void run();
};

} // namespace crow

#endif
