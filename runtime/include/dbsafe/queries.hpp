//===- queries.hpp - one, maybe_one, all, execute -------------------------===//
//
// The same four functions on a session, on a pool and on a pool for one user:
// a statement that runs alone must not look different from one that runs
// inside a transaction, or people choose by convenience.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_QUERIES_HPP
#define DBSAFE_QUERIES_HPP

#include "dbsafe/error.hpp"
#include "dbsafe/result.hpp"
#include "dbsafe/sql.hpp"

namespace dbsafe {

/// The parameters of a statement: an array on the caller's stack.
struct parameter_list {
  const parameter *values;
  std::size_t size;
};

namespace detail {

template <class... Args> class bound_parameters {
public:
  explicit bound_parameters(const Args &...args) {
    static_assert((encodable<Args> && ...),
                  "an argument has no codec: see dbsafe/types.hpp for how to "
                  "send a type of your own");
    std::size_t i = 0;
    ((codec<Args>::encode(args, values_[i++])), ...);
  }
  parameter_list list() const { return {values_.data(), sizeof...(Args)}; }

private:
  std::array<parameter, sizeof...(Args)> values_;
};

/// Throws row_count_error: "one() got 2 rows, at orders.cpp:41".
[[noreturn]] void fail_row_count(const char *function, std::size_t rows,
                                 const std::source_location &where);

} // namespace detail

/// Base of everything that runs statements; Derived has
///   template <class Decode> auto perform(const sql_statement &,
///                                        parameter_list, Decode);
/// Arguments are sent apart from the text and take part in no parsing. Read
/// rows as a value, a std::tuple or a plain struct (see result.hpp).
///
/// All four throw query_error if the server refuses the statement,
/// connection_error if the connection breaks, timeout_error if the answer
/// takes too long, transaction_aborted if an earlier statement of the
/// transaction failed, conversion_error if a value does not fit its type.
template <class Derived> class queries {
public:
  /// Exactly one row; row_count_error if there are none or more.
  template <class T, class... Args>
  T one(sql_for<Args...> sql, const Args &...args) {
    return perform(
        sql.statement(),
        [&](const result &rows) {
          if (rows.rows() != 1)
            detail::fail_row_count("one()", rows.rows(), sql.statement().where);
          return detail::row_reader<T>(rows).read(0);
        },
        args...);
  }

  /// One row or none; row_count_error if there are more.
  template <class T, class... Args>
  std::optional<T> maybe_one(sql_for<Args...> sql, const Args &...args) {
    return perform(
        sql.statement(),
        [&](const result &rows) -> std::optional<T> {
          if (rows.rows() > 1)
            detail::fail_row_count("maybe_one()", rows.rows(),
                                   sql.statement().where);
          const detail::row_reader<T> reader(rows);
          if (rows.rows() == 0)
            return std::nullopt;
          return reader.read(0);
        },
        args...);
  }

  /// All rows, held in memory.
  template <class T, class... Args>
  std::vector<T> all(sql_for<Args...> sql, const Args &...args) {
    return perform(
        sql.statement(),
        [](const result &rows) {
          const detail::row_reader<T> reader(rows);
          std::vector<T> values;
          values.reserve(rows.rows());
          for (std::size_t row = 0; row < rows.rows(); ++row)
            values.push_back(reader.read(row));
          return values;
        },
        args...);
  }

  /// Runs a statement for its effect; the number of rows it affected.
  template <class... Args>
  std::uint64_t execute(sql_for<Args...> sql, const Args &...args) {
    const detail::bound_parameters<Args...> bound(args...);
    return self().perform_only(sql.statement(), bound.list());
  }

private:
  Derived &self() { return static_cast<Derived &>(*this); }

  template <class Decode, class... Args>
  auto perform(const sql_statement &sql, Decode decode, const Args &...args) {
    const detail::bound_parameters<Args...> bound(args...);
    return self().perform(sql, bound.list(), decode);
  }
};

} // namespace dbsafe

#endif
