//===- copy.hpp - COPY, for many rows at once -----------------------------===//
//
// The fastest way in and out (PostgreSQL manual, section 14.4.2 "Use COPY").
// Rows go one after the other: none are collected in memory, however many
// there are. They travel as text, which is written and read here: no value can
// end a row or become another column.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_COPY_HPP
#define DBSAFE_COPY_HPP

#include "dbsafe/change.hpp"
#include "dbsafe/owner.hpp"
#include "dbsafe/result.hpp"

#include <ranges>

namespace dbsafe {

namespace reason {
void copy_in_takes_copy_table_from_stdin();
void copy_out_takes_copy_table_or_query_to_stdout();
void copy_is_done_in_its_text_format_write_no_options();
} // namespace reason

namespace detail {

/// COPY ... FROM STDIN or TO STDOUT, as a literal.
template <copy_direction Direction> class copy_literal {
public:
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): as sql_literal's.
  consteval copy_literal(
      const char (&text)[N],
      std::source_location where = std::source_location::current())
      : statement_{text, N - 1, read_sql({text, N - 1}), where} {
    const sql_facts &facts = statement_.facts;
    if (facts.problem != sql_problem::client_copy || facts.copy != Direction ||
        facts.placeholders != 0) {
      if (Direction == copy_direction::from_client)
        reason::copy_in_takes_copy_table_from_stdin();
      else
        reason::copy_out_takes_copy_table_or_query_to_stdout();
    }
    if (facts.copy_options)
      reason::copy_is_done_in_its_text_format_write_no_options();
  }

  template <
      runtime_text T,
      class Why = reason::
          sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql>
  copy_literal(const T &) = delete;

  template <
      std::size_t N,
      class Why = reason::
          sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql>
  copy_literal(char (&)[N]) = delete;

  const sql_statement &statement() const { return statement_; }

private:
  sql_statement statement_;
};

/// COPY ... TO STDOUT whose rows Runner reads as T: if T is a model with an
/// owner and Runner is not the system's, its text names that column.
template <class T, class Runner>
class copy_reading : public copy_literal<copy_direction::to_client> {
  using base = copy_literal<copy_direction::to_client>;
  static constexpr std::string_view column = column_to_name<T, Runner>;

public:
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): as sql_literal's.
  consteval copy_reading(
      const char (&text)[N],
      std::source_location where = std::source_location::current())
      : base(text, where) {
    if (!column.empty() && !names_column({text, N - 1}, column))
      reason::
          the_statement_reads_rows_that_have_an_owner_without_naming_that_column();
  }

  template <
      runtime_text Text,
      class Why = reason::
          sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql>
  copy_reading(const Text &) = delete;

  template <
      std::size_t N,
      class Why = reason::
          sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql>
  copy_reading(char (&)[N]) = delete;
};

/// Rows on their way to the server.
class copy_source {
public:
  virtual ~copy_source() = default;
  /// Appends the next row; false if there is none.
  virtual bool append_row(std::string &text) = 0;
};

/// Appends a field in COPY's text format, and what separates it from the next.
void append_copy_field(std::string &text, const parameter &value);
void end_copy_row(std::string &text);

/// Takes a row of COPY's text format apart. Throws conversion_error.
class copy_row {
public:
  explicit copy_row(std::string_view line);
  /// Throws conversion_error if there is another number of columns.
  void expect_columns(std::size_t count) const;
  field at(std::size_t column) const;

private:
  struct value {
    std::size_t begin, size;
    bool null;
  };
  std::string unescaped_;
  std::vector<value> values_;
};

/// Rows from the server.
class copy_sink {
public:
  virtual ~copy_sink() = default;
  virtual void take(const copy_row &row) = 0;
};

template <class T>
concept copyable_row = encodable<T> || is_tuple<T>::value || row_struct<T>;

template <class T> void append_copied(std::string &text, const T &value) {
  if constexpr (encodable<T>) {
    parameter one;
    codec<T>::encode(value, one);
    append_copy_field(text, one);
  } else if constexpr (is_tuple<T>::value) {
    std::apply([&](const auto &...all) { (append_copied(text, all), ...); },
               value);
  } else {
    std::apply([&](const auto &...all) { (append_copied(text, all), ...); },
               tie_columns(value));
  }
}

template <class T> T read_copied(const copy_row &row) {
  if constexpr (decodable<T>) {
    row.expect_columns(1);
    return codec<T>::decode(row.at(0));
  } else {
    T value{};
    const auto read_all = [&](auto &...fields) {
      row.expect_columns(sizeof...(fields));
      std::size_t column = 0;
      ((fields = codec<std::remove_reference_t<decltype(fields)>>::decode(
            row.at(column++))),
       ...);
    };
    if constexpr (is_tuple<T>::value)
      std::apply(read_all, value);
    else
      std::apply(read_all, tie_columns(value));
    return value;
  }
}

/// Appends each row of a range with the given function.
template <std::ranges::input_range Rows, class Append>
class range_source final : public copy_source {
public:
  range_source(Rows &rows, Append append)
      : at_(std::ranges::begin(rows)), end_(std::ranges::end(rows)),
        append_(append) {}
  bool append_row(std::string &text) override {
    if (at_ == end_)
      return false;
    append_(text, *at_);
    end_copy_row(text);
    ++at_;
    return true;
  }

private:
  std::ranges::iterator_t<Rows> at_;
  std::ranges::sentinel_t<Rows> end_;
  Append append_;
};

template <class T, class Function>
class function_sink final : public copy_sink {
public:
  explicit function_sink(Function &function) : function_(function) {}
  void take(const copy_row &row) override { function_(read_copied<T>(row)); }

private:
  Function &function_;
};

/// `copy "todo" ("user_id", ...) from stdin`: all but what the database makes.
template <class Model> struct copy_into {
  static constexpr bool qualified = false;
  static constexpr void write(sql_writer &out) {
    out.put("copy ");
    out.template table<Model>();
    out.put(" (");
    comma names(out);
    for (std::size_t i = 0; i < column_count<Model>; ++i)
      if (model<Model>::rules[i] != column_rule::by_database) {
        names.next();
        out.name(column_names<Model>[i]);
      }
    out.put(") from stdin");
  }
};

/// `copy (select ...) to stdout`, so that row-level security and views work.
template <class Model> struct copy_from {
  static constexpr bool qualified = false;
  static constexpr bool names_owners = !model<Model>::owned;
  static constexpr void write(sql_writer &out) {
    out.put("copy (select ");
    out.template all_columns<Model>();
    out.put(" from ");
    out.template table<Model>();
    out.put(") to stdout");
  }
};

template <class Model> consteval bool has_times() {
  for (const column_rule rule : model<Model>::rules)
    if (rule != column_rule::given && rule != column_rule::by_database)
      return true;
  return false;
}

/// A row of copy_into, with the time of the transaction where it belongs.
template <class Model>
void append_object(std::string &text, const Model &object, time_point now) {
  const auto columns = tie_columns(object);
  each_column<Model>([&]<std::size_t I>() {
    constexpr column_rule rule = model<Model>::rules[I];
    if constexpr (rule == column_rule::given)
      append_copied(text, std::get<I>(columns));
    else if constexpr (rule != column_rule::by_database)
      append_copied(text, now);
  });
}

} // namespace detail

using copy_from_client =
    detail::copy_literal<detail::copy_direction::from_client>;

/// Base of sessions. A failed COPY fails the transaction, as any statement
/// does. An exception out of the rows, or out of the function, ends it and is
/// passed on. Throw what queries' functions do.
template <class Derived> class copies {
public:
  /// Rows are values, tuples or structs, whose members are the columns of the
  /// statement in that order:
  ///   s.copy_in("copy point (x, y) from stdin", points)
  /// Returns how many there were.
  template <std::ranges::input_range Rows>
    requires detail::copyable_row<std::ranges::range_value_t<Rows>>
  std::uint64_t copy_in(copy_from_client sql, Rows &&rows) {
    return copy_in_with(sql.statement(), rows,
                        [](std::string &text, const auto &row) {
                          detail::append_copied(text, row);
                        });
  }

  /// Inserts models; the table and its columns follow from the type. Faster
  /// than insert(), and does not read back what the database makes.
  template <std::ranges::input_range Rows>
    requires detail::row_struct<std::ranges::range_value_t<Rows>>
  std::uint64_t
  copy_in(Rows &&rows,
          std::source_location where = std::source_location::current()) {
    using model = std::ranges::range_value_t<Rows>;
    time_point now{};
    if constexpr (detail::has_times<model>())
      now = self().template one<time_point>("select current_timestamp");
    return copy_in_with(
        detail::copy_statement_of<detail::copy_into<model>>(where), rows,
        [now](std::string &text, const model &object) {
          detail::append_object(text, object, now);
        });
  }

  /// Calls function(T) with every row. T as above, columns in order. The
  /// values' types are not told by COPY: a text is read as what T says.
  ///   s.copy_out<std::tuple<int, double>>(
  ///       "copy (select x, y from point) to stdout", print)
  template <class T, class Function>
    requires std::invocable<Function &, T>
  std::uint64_t copy_out(detail::copy_reading<T, Derived> sql,
                         Function &&function) {
    detail::function_sink<T, Function> sink(function);
    return self().run_copy_out(sql.statement(), sink);
  }

  /// All rows of a model's table. Not for models with an owner, but in a
  /// session of the system.
  template <class Model, class Function>
    requires detail::row_struct<Model> && std::invocable<Function &, Model>
  std::uint64_t
  copy_out(Function &&function,
           std::source_location where = std::source_location::current()) {
    detail::require_owner<Derived, detail::copy_from<Model>>();
    detail::function_sink<Model, Function> sink(function);
    return self().run_copy_out(
        detail::copy_statement_of<detail::copy_from<Model>>(where), sink);
  }

private:
  friend Derived;
  copies() = default;
  Derived &self() { return static_cast<Derived &>(*this); }

  template <class Rows, class Append>
  std::uint64_t copy_in_with(const sql_statement &sql, Rows &rows,
                             Append append) {
    detail::range_source<Rows, Append> source(rows, append);
    return self().run_copy_in(sql, source);
  }
};

} // namespace dbsafe

#endif
