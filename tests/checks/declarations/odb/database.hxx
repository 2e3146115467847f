// ODB's database and native queries, as its documentation describes them.
#ifndef DECLARATIONS_ODB_DATABASE_HXX
#define DECLARATIONS_ODB_DATABASE_HXX

#include <cstddef>
#include <string>

namespace odb {

template <typename T> class result {};

namespace pgsql {
template <typename T> struct val_bind {};
class query_base {
public:
  explicit query_base(const char *native);
  explicit query_base(const std::string &native);
  template <typename T> static val_bind<T> _val(const T &value);
};
query_base operator+(const query_base &a, const query_base &b);
query_base operator+(const query_base &a, const std::string &native);
template <typename T>
query_base operator+(const query_base &a, val_bind<T> value);
template <typename T>
query_base operator+(const std::string &native, val_bind<T> value);
template <typename T> class query : public query_base {
public:
  using query_base::query_base;
};
} // namespace pgsql

class database {
public:
  virtual ~database();
  unsigned long long execute(const char *statement);
  unsigned long long execute(const std::string &statement);
  unsigned long long execute(const char *statement, std::size_t length);
  template <typename T> result<T> query(const char *condition);
  template <typename T> result<T> query(const std::string &condition);
  template <typename T> result<T> query(const pgsql::query_base &condition);
};

} // namespace odb

#endif
