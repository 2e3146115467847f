//===- sql_writer.hpp - SQL text made by the compiler ---------------------===//
//
// Statements over models are types; each type writes its text, once to be
// measured and once into an array of that size, both in the compiler. Nothing
// is put together when the program runs.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SQL_WRITER_HPP
#define DBSAFE_SQL_WRITER_HPP

#include "dbsafe/model.hpp"
#include "dbsafe/sql.hpp"

namespace dbsafe::detail {

class sql_writer {
public:
  /// With no `out` it only counts. With `qualified`, columns are written with
  /// their table.
  constexpr sql_writer(char *out, bool qualified)
      : out_(out), qualified_(qualified) {}

  constexpr void put(char c) {
    if (out_)
      out_[size_] = c;
    ++size_;
  }
  constexpr void put(std::string_view text) {
    for (const char c : text)
      put(c);
  }

  /// Quoted, so that a table may be called "order" and a column "userId".
  constexpr void name(std::string_view text) {
    put('"');
    put(text);
    put('"');
  }

  /// "todo", or "app"."todo".
  template <class Model> constexpr void table() {
    put('"');
    for (const char c : model<Model>::table())
      if (c == '.')
        put("\".\"");
      else
        put(c);
    put('"');
  }

  template <class Model> constexpr void column(std::size_t place) {
    if (qualified_) {
      table<Model>();
      put('.');
    }
    name(column_names<Model>[place]);
  }

  template <class Model> constexpr void all_columns() {
    for (std::size_t i = 0; i < column_count<Model>; ++i) {
      if (i != 0)
        put(", ");
      column<Model>(i);
    }
  }

  /// The next one: $1, $2, ...
  constexpr void placeholder() {
    put('$');
    std::array<char, 8> digits{};
    std::size_t count = 0;
    for (std::size_t rest = ++placeholders_; rest != 0; rest /= 10)
      digits[count++] = static_cast<char>('0' + rest % 10);
    while (count != 0)
      put(digits[--count]);
  }

  constexpr std::size_t size() const { return size_; }

private:
  char *out_;
  bool qualified_;
  std::size_t size_ = 0;
  std::size_t placeholders_ = 0;
};

/// Writer is a type with static write(sql_writer &) and `qualified`.
template <class Writer> consteval auto written_by() {
  constexpr std::size_t size = [] {
    sql_writer measure(nullptr, Writer::qualified);
    Writer::write(measure);
    return measure.size();
  }();
  std::array<char, size + 1> text{};
  sql_writer out(text.data(), Writer::qualified);
  Writer::write(out);
  return text;
}

/// The text of a statement, NUL-terminated.
template <class Writer> inline constexpr auto text_of = written_by<Writer>();

/// The text, read as if somebody had written it.
template <class Writer>
inline constexpr sql_facts facts_of =
    read_sql({text_of<Writer>.data(), text_of<Writer>.size() - 1});

template <class Writer>
sql_statement statement_of(const std::source_location &where) {
  static_assert(facts_of<Writer>.problem == sql_problem::none);
  return {text_of<Writer>.data(), text_of<Writer>.size() - 1, facts_of<Writer>,
          where};
}

/// Of COPY, which is no statement for anything else.
template <class Writer>
sql_statement copy_statement_of(const std::source_location &where) {
  static_assert(facts_of<Writer>.problem == sql_problem::client_copy);
  return {text_of<Writer>.data(), text_of<Writer>.size() - 1, facts_of<Writer>,
          where};
}

} // namespace dbsafe::detail

#endif
