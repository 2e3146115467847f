// sqlpp11, as its documentation describes it.
#ifndef DECLARATIONS_SQLPP11_SQLPP11_H
#define DECLARATIONS_SQLPP11_SQLPP11_H

#include <string>
#include <string_view>

namespace sqlpp {

struct text {};
struct boolean {};

template <typename ValueType> struct verbatim_t {};
template <typename ValueType> verbatim_t<ValueType> verbatim(std::string text);

template <typename... Parts> struct statement_t {
  template <typename Condition> statement_t where(Condition condition) const;
  template <typename T> statement_t from(T table) const;
};
template <typename... Columns> statement_t<Columns...> select(Columns... what);

template <typename ValueType> struct column_t {};
template <typename ValueType, typename T>
verbatim_t<boolean> operator==(column_t<ValueType>, T value);

namespace postgresql {
struct connection_config {
  std::string host;
  std::string user;
  std::string password;
};
// sqlpp23 runs text without execute().
class connection_base {
public:
  std::size_t execute(const std::string &statement);
  std::size_t operator()(std::string_view statement);
  template <typename... Parts> int operator()(const statement_t<Parts...> &s);
  std::string escape(const std::string_view &text) const;
  void savepoint(const std::string &name);
};
class connection : public connection_base {};
} // namespace postgresql
} // namespace sqlpp

#endif
