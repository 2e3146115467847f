// sqlite_modern_cpp's interface, as its documentation describes it.
#pragma once
#include <string>

namespace sqlite {

struct sqlite_config {
  std::string key;
};

class database_binder {
public:
  template <typename T> database_binder &operator<<(const T &value);
  template <typename T> void operator>>(T &&) {}
};

class database {
public:
  explicit database(const std::string &name, const sqlite_config &config = {});
  database_binder operator<<(const std::string &sql);
  database_binder operator<<(const char *sql);
  database_binder operator<<(const std::u16string &sql);
  void set_key(const std::string &key);
  void rekey(const std::string &key);
};

} // namespace sqlite
