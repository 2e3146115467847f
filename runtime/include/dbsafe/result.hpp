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

/// Throw conversion_error.
[[noreturn]] void fail_column_count(std::size_t expected, std::size_t actual);
/// Where each name is among the columns; throws if one is missing, is there
/// twice, or a column has no name that takes it.
void match_columns(const result &rows, const std::string_view *names,
                   std::size_t count, std::size_t *columns);

/// Reads rows as T; checks the columns once, not once per row.
template <class T> class row_reader {
public:
  explicit row_reader(const result &rows) : rows_(rows) {
    if constexpr (decodable<T>) {
      expect_columns(1);
    } else if constexpr (is_tuple<T>::value) {
      expect_columns(std::tuple_size_v<T>);
    } else {
      static_assert(std::is_aggregate_v<T> &&
                        std::is_default_constructible_v<T>,
                    "a row is read as a type with a codec, a std::tuple, or a "
                    "plain struct");
      match_columns(rows, column_names<T>.data(), column_names<T>.size(),
                    columns_.data());
    }
  }

  T read(std::size_t row) const {
    if constexpr (decodable<T>) {
      return codec<T>::decode(rows_.at(row, 0));
    } else if constexpr (is_tuple<T>::value) {
      return read_tuple(row, std::make_index_sequence<std::tuple_size_v<T>>{});
    } else {
      T value{};
      read_fields(row, tie_columns(value),
                  std::make_index_sequence<column_count<T>>{});
      return value;
    }
  }

private:
  static constexpr std::size_t places() {
    if constexpr (decodable<T> || is_tuple<T>::value)
      return 0;
    else
      return column_count<T>;
  }

  void expect_columns(std::size_t expected) const {
    if (rows_.columns() != expected)
      fail_column_count(expected, rows_.columns());
  }

  template <std::size_t... I>
  T read_tuple(std::size_t row, std::index_sequence<I...>) const {
    return T{codec<std::tuple_element_t<I, T>>::decode(rows_.at(row, I))...};
  }

  template <class Tied, std::size_t... I>
  void read_fields(std::size_t row, Tied fields,
                   std::index_sequence<I...>) const {
    ((std::get<I>(fields) =
          codec<std::remove_reference_t<std::tuple_element_t<I, Tied>>>::decode(
              rows_.at(row, columns_[I]))),
     ...);
  }

  const result &rows_;
  std::array<std::size_t, places()> columns_{};
};

} // namespace detail
} // namespace dbsafe

#endif
