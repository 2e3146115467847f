// Boost.MySQL, as documented: what the samples call.
#ifndef BOOST_MYSQL_HPP
#define BOOST_MYSQL_HPP
#include <cstddef>
#include <string>
#include <string_view>

namespace boost {
namespace system {
template <class T> class result {
public:
  T &value() &;
  T &&value() &&;
};
} // namespace system
namespace mysql {

class constant_string_view {
public:
  template <class T>
  consteval constant_string_view(const T &text) : Text(text) {}
  std::string_view get() const noexcept;

private:
  std::string_view Text;
};
constant_string_view runtime(std::string_view text) noexcept;

struct connect_params {
  std::string server_address;
  std::string username;
  std::string password;
  std::string database;
};

class results {};
class execution_state {};
class field_view {
public:
  std::string_view as_string() const;
};
class row_view {
public:
  field_view operator[](std::size_t) const;
  field_view at(std::size_t) const;
};

template <class... T> struct with_params_t {};
template <class... T>
with_params_t<T...> with_params(constant_string_view query, T &&...arguments);

struct format_options {};
enum class quoting_context : char {
  double_quote = '"',
  single_quote = '\'',
  backtick = '`'
};
void escape_string(std::string_view input, const format_options &options,
                   quoting_context context, std::string &output);
template <class... T>
std::string format_sql(format_options options, constant_string_view format,
                       T &&...arguments);

class format_context_base {
public:
  format_context_base &append_raw(constant_string_view sql);
  template <class T> format_context_base &append_value(const T &value);
};
template <class Output>
class basic_format_context : public format_context_base {
public:
  explicit basic_format_context(format_options options);
  system::result<Output> get() &&;
};
using format_context = basic_format_context<std::string>;
template <class... T>
void format_sql_to(format_context_base &context, constant_string_view format,
                   T &&...arguments);

class bound_statement {};
class statement {
public:
  template <class... T> bound_statement bind(T &&...parameters) const;
};

class any_connection {
public:
  format_options format_opts() const;
  template <class Request> void execute(Request &&request, results &result);
  template <class Request>
  void start_execution(Request &&request, execution_state &state);
  template <class Request, class Token>
  void async_execute(Request &&request, results &result, Token &&token);
  statement prepare_statement(std::string_view text);
};

} // namespace mysql
} // namespace boost
#endif
