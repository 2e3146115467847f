// Drogon's requests and controllers, as its documentation describes them.
#ifndef DECLARATIONS_DROGON_HTTPCONTROLLER_H
#define DECLARATIONS_DROGON_HTTPCONTROLLER_H

#include "drogon/orm/DbClient.h"
#include <functional>
#include <optional>

namespace drogon {

class HttpRequest {
public:
  virtual ~HttpRequest();
  virtual const std::string &getParameter(const std::string &key) const = 0;
  template <typename T>
  std::optional<T> getOptionalParameter(const std::string &key);
  virtual const std::string &getHeader(std::string key) const = 0;
  virtual const std::string &getCookie(const std::string &field) const = 0;
  const std::shared_ptr<Json::Value> &getJsonObject() const;
  std::string_view getBody() const;
  std::string_view body() const;
};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;

class HttpResponse;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
using Callback = std::function<void(const HttpResponsePtr &)>;

template <typename T> class HttpController {};

class HttpAppFramework {
public:
  orm::DbClientPtr getDbClient(const std::string &name = "default");
  HttpAppFramework &
  registerHandler(const std::string &path,
                  std::function<void(const HttpRequestPtr &, Callback &&)> f);
};
HttpAppFramework &app();

} // namespace drogon

#endif
