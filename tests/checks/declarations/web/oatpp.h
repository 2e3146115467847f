// oatpp's strings and requests, as its documentation describes them.
#ifndef DECLARATIONS_OATPP_H
#define DECLARATIONS_OATPP_H

#include <memory>
#include <string>

namespace oatpp {
namespace data::type {
class String {
public:
  String(const char *text);
  operator std::string() const;
  std::string *operator->() const;
  std::string &operator*() const;
};
String operator+(const String &a, const String &b);
} // namespace data::type
using String = data::type::String;

namespace web::protocol::http::incoming {
class Request {
public:
  String getPathVariable(const String &name) const;
  String getQueryParameter(const String &name) const;
  String getHeader(const String &name) const;
  String readBodyToString() const;
};
} // namespace web::protocol::http::incoming
} // namespace oatpp

#endif
