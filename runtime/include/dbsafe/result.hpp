//===- result.hpp - Rows, and what they become ----------------------------===//
//
// A row becomes a value (one column), a tuple (columns in order) or a struct
// (columns by name). A column that the struct lacks, or the struct has and the
// query does not, is an error that names both: mapping by position goes wrong
// in silence when somebody adds a column.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_RESULT_HPP
#define DBSAFE_RESULT_HPP

#include "dbsafe/fields.hpp"
#include "dbsafe/types.hpp"

#include <memory>

struct pg_result; // libpq's PGresult.

namespace dbsafe {

/// The answer to one statement. Owns libpq's memory; fields borrow from it.
class result {
public:
  explicit result(pg_result *owned) : result_(owned) {}

  std::size_t rows() const noexcept;
  std::size_t columns() const noexcept;
  /// Rows inserted, updated, deleted or selected; 0 for other statements.
  std::uint64_t affected() const noexcept;
  /// The server's name for what it did: "INSERT 0 1", "ROLLBACK".
  std::string_view command() const noexcept;
  std::string_view column_name(std::size_t column) const noexcept;
  /// Row and column must exist.
  field at(std::size_t row, std::size_t column) const noexcept;

  pg_result *native() const noexcept { return result_.get(); }

private:
  struct clear {
    void operator()(pg_result *owned) const noexcept;
  };
  std::unique_ptr<pg_result, clear> result_;
};

namespace detail {

template <class T> struct is_tuple : std::false_type {};
template <class... T> struct is_tuple<std::tuple<T...>> : std::true_type {};

/// Takes rows as they arrive. All results have the same columns; the last one
/// has no rows.
class row_sink {
public:
  virtual ~row_sink() = default;
  virtual void take(const result &rows) = 0;
};

/// Throw conversion_error.
[[noreturn]] void fail_column_count(std::size_t expected, std::size_t actual);
/// Where each name is among the columns; throws if one is missing, is there
/// twice, or a column has no name that takes it.
void match_columns(const result &rows, const std::string_view *names,
                   std::size_t count, std::size_t *columns);

template <class T>
concept row_struct =
    !decodable<T> && !is_tuple<T>::value && std::is_aggregate_v<T> &&
    std::is_default_constructible_v<T>;

/// Reads rows as T; checks the columns once, for results that have the same.
template <class T> class row_reader {
public:
  explicit row_reader(const result &rows) {
    if constexpr (decodable<T>) {
      expect_columns(rows, 1);
    } else if constexpr (is_tuple<T>::value) {
      expect_columns(rows, std::tuple_size_v<T>);
    } else {
      static_assert(row_struct<T>,
                    "a row is read as a type with a codec, a std::tuple, or a "
                    "plain struct");
      match_columns(rows, column_names<T>.data(), column_names<T>.size(),
                    columns_.data());
    }
  }

  T read(const result &rows, std::size_t row) const {
    if constexpr (decodable<T>) {
      return codec<T>::decode(rows.at(row, 0));
    } else if constexpr (is_tuple<T>::value) {
      return read_tuple(rows, row,
                        std::make_index_sequence<std::tuple_size_v<T>>{});
    } else {
      T value{};
      read_fields(rows, row, tie_columns(value),
                  std::make_index_sequence<column_count<T>>{});
      return value;
    }
  }

private:
  static constexpr std::size_t places() {
    if constexpr (row_struct<T>)
      return column_count<T>;
    else
      return 0;
  }

  static void expect_columns(const result &rows, std::size_t expected) {
    if (rows.columns() != expected)
      fail_column_count(expected, rows.columns());
  }

  template <std::size_t... I>
  static T read_tuple(const result &rows, std::size_t row,
                      std::index_sequence<I...>) {
    return T{codec<std::tuple_element_t<I, T>>::decode(rows.at(row, I))...};
  }

  template <class Tied, std::size_t... I>
  void read_fields(const result &rows, std::size_t row, Tied fields,
                   std::index_sequence<I...>) const {
    ((std::get<I>(fields) =
          codec<std::remove_reference_t<std::tuple_element_t<I, Tied>>>::decode(
              rows.at(row, columns_[I]))),
     ...);
  }

  std::array<std::size_t, places()> columns_{};
};

/// Reads rows of statements that the library wrote: their columns are in the
/// order of T's members, one struct after the other.
template <class T> class row_in_order {
public:
  explicit row_in_order(const result &) {}

  T read(const result &rows, std::size_t row) const {
    std::size_t column = 0;
    return read_next<T>(rows, row, column);
  }

private:
  template <class Part>
  static Part read_next(const result &rows, std::size_t row,
                        std::size_t &column) {
    if constexpr (decodable<Part>) {
      return codec<Part>::decode(rows.at(row, column++));
    } else if constexpr (is_tuple<Part>::value) {
      return read_parts(rows, row, column, static_cast<Part *>(nullptr));
    } else if constexpr (row_struct<Part>) {
      Part value{};
      std::apply(
          [&](auto &...fields) {
            ((fields = codec<std::remove_reference_t<decltype(fields)>>::decode(
                  rows.at(row, column++))),
             ...);
          },
          tie_columns(value));
      return value;
    } else {
      return read_partner<typename Part::value_type>(rows, row, column);
    }
  }

  template <class... Parts>
  static std::tuple<Parts...> read_parts(const result &rows, std::size_t row,
                                         std::size_t &column,
                                         std::tuple<Parts...> *) {
    return std::tuple<Parts...>{read_next<Parts>(rows, row, column)...};
  }

  /// Of a left join: none if all of its columns are NULL.
  template <class Model>
  static std::optional<Model> read_partner(const result &rows, std::size_t row,
                                           std::size_t &column) {
    const std::size_t end = column + column_count<Model>;
    for (std::size_t i = column; i < end; ++i)
      if (!rows.at(row, i).null)
        return read_next<Model>(rows, row, column);
    column = end;
    return std::nullopt;
  }
};

} // namespace detail
} // namespace dbsafe

#endif
