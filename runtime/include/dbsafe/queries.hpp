//===- queries.hpp - one, maybe_one, all, execute -------------------------===//
//
// The same four functions on a session, on a pool and on a pool for one user:
// a statement that runs alone must not look different from one that runs
// inside a transaction, or people choose by convenience.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_QUERIES_HPP
#define DBSAFE_QUERIES_HPP

#include "dbsafe/change.hpp"
#include "dbsafe/error.hpp"
#include "dbsafe/owner.hpp"
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

/// A statement over models: select(), insert(), update(), remove(), count().
template <class Q>
concept model_query = requires(const Q &query) {
  typename Q::row;
  { Q::names_owners } -> std::convertible_to<bool>;
  query.values();
};

/// What becomes of a result. Reader is row_reader<T> or row_in_order<T>.
template <class Reader>
auto read_one(const result &rows, const std::source_location &where) {
  if (rows.rows() != 1)
    fail_row_count("one()", rows.rows(), where);
  return Reader(rows).read(rows, 0);
}

template <class T, class Reader>
std::optional<T> read_maybe_one(const result &rows,
                                const std::source_location &where) {
  if (rows.rows() > 1)
    fail_row_count("maybe_one()", rows.rows(), where);
  const Reader reader(rows);
  if (rows.rows() == 0)
    return std::nullopt;
  return reader.read(rows, 0);
}

template <class T, class Reader> std::vector<T> read_all(const result &rows) {
  const Reader reader(rows);
  std::vector<T> values;
  const std::size_t count = rows.rows();
  values.reserve(count);
  for (std::size_t row = 0; row < count; ++row)
    values.push_back(reader.read(rows, row));
  return values;
}

/// Calls the function with every row; counts them.
template <class T, class Reader, class Function>
class calling_sink final : public row_sink {
public:
  explicit calling_sink(Function &function) : function_(function) {}
  void take(const result &rows) override {
    if (!reader_)
      reader_.emplace(rows);
    const std::size_t count = rows.rows();
    for (std::size_t row = 0; row < count; ++row)
      function_(reader_->read(rows, row));
    count_ += count;
  }
  std::uint64_t count() const { return count_; }

private:
  Function &function_;
  std::optional<Reader> reader_;
  std::uint64_t count_ = 0;
};

} // namespace detail

/// Base of everything that runs statements; Derived has
///   template <class Decode> auto perform(const sql_statement &,
///                                        parameter_list, Decode);
///   std::uint64_t perform_only(const sql_statement &, parameter_list);
///   void perform_each(const sql_statement &, parameter_list,
///                     detail::row_sink &);
/// Arguments are sent apart from the text and take part in no parsing. Read
/// rows as a value, a std::tuple or a plain struct (see result.hpp).
///
/// Statements over models know what their rows are. In a session of a user
/// they compile only if they name the owner of what has one.
///
/// All throw query_error if the server refuses the statement,
/// connection_error if the connection breaks, timeout_error if the answer
/// takes too long, transaction_aborted if an earlier statement of the
/// transaction failed, conversion_error if a value does not fit its type.
template <class Derived> class queries {
public:
  /// Exactly one row; row_count_error if there are none or more.
  template <class T, class... Args>
  T one(sql_for_reading<T, Derived, Args...> sql, const Args &...args) {
    return perform(
        sql.statement(),
        [&](const result &rows) {
          return detail::read_one<detail::row_reader<T>>(rows,
                                                         sql.statement().where);
        },
        args...);
  }
  template <detail::model_query Query>
  auto one(const Query &query,
           std::source_location where = std::source_location::current()) {
    return perform_query(query, where, [&](const result &rows) {
      return detail::read_one<detail::row_in_order<typename Query::row>>(rows,
                                                                         where);
    });
  }

  /// One row or none; row_count_error if there are more.
  template <class T, class... Args>
  std::optional<T> maybe_one(sql_for_reading<T, Derived, Args...> sql,
                             const Args &...args) {
    return perform(
        sql.statement(),
        [&](const result &rows) {
          return detail::read_maybe_one<T, detail::row_reader<T>>(
              rows, sql.statement().where);
        },
        args...);
  }
  template <detail::model_query Query>
  auto maybe_one(const Query &query,
                 std::source_location where = std::source_location::current()) {
    using row = typename Query::row;
    return perform_query(query, where, [&](const result &rows) {
      return detail::read_maybe_one<row, detail::row_in_order<row>>(rows,
                                                                    where);
    });
  }

  /// All rows, held in memory.
  template <class T, class... Args>
  std::vector<T> all(sql_for_reading<T, Derived, Args...> sql,
                     const Args &...args) {
    return perform(
        sql.statement(),
        [](const result &rows) {
          return detail::read_all<T, detail::row_reader<T>>(rows);
        },
        args...);
  }
  template <detail::model_query Query>
  auto all(const Query &query,
           std::source_location where = std::source_location::current()) {
    using row = typename Query::row;
    return perform_query(query, where, [](const result &rows) {
      return detail::read_all<row, detail::row_in_order<row>>(rows);
    });
  }

  /// Calls function(T) with every row as it arrives; how many there were. Only
  /// one row is in memory, however many there are, and the whole has to be done
  /// within the statement_timeout. The session runs nothing else meanwhile. An
  /// exception from the function is passed on; if the server has much more to
  /// send by then, the connection is given up and the session has ended.
  ///   s.for_each<Todo>("select ... where user_id = $1", print, user);
  template <class T, class Function, class... Args>
    requires std::invocable<Function &, T>
  std::uint64_t for_each(sql_for_reading<T, Derived, Args...> sql,
                         Function &&function, const Args &...args) {
    const detail::bound_parameters<Args...> bound(args...);
    detail::calling_sink<T, detail::row_reader<T>, Function> sink(function);
    self().perform_each(sql.statement(), bound.list(), sink);
    return sink.count();
  }
  template <detail::model_query Query, class Function>
    requires std::invocable<Function &, typename Query::row>
  std::uint64_t
  for_each(const Query &query, Function &&function,
           std::source_location where = std::source_location::current()) {
    detail::require_owner<Derived, Query>();
    using row = typename Query::row;
    detail::calling_sink<row, detail::row_in_order<row>, Function> sink(
        function);
    std::apply(
        [&](const auto &...values) {
          const detail::bound_parameters<
              std::remove_cvref_t<decltype(values)>...>
          bound(values...);
          self().perform_each(detail::statement_of<Query>(where), bound.list(),
                              sink);
        },
        query.values());
    return sink.count();
  }

  /// Runs a statement for its effect; the number of rows it affected.
  template <class... Args>
  std::uint64_t execute(sql_for<Args...> sql, const Args &...args) {
    const detail::bound_parameters<Args...> bound(args...);
    return self().perform_only(sql.statement(), bound.list());
  }
  template <detail::model_query Query>
  std::uint64_t
  execute(const Query &query,
          std::source_location where = std::source_location::current()) {
    detail::require_owner<Derived, Query>();
    return std::apply(
        [&](const auto &...values) {
          const detail::bound_parameters<
              std::remove_cvref_t<decltype(values)>...>
          bound(values...);
          return self().perform_only(detail::statement_of<Query>(where),
                                     bound.list());
        },
        query.values());
  }

  /// Inserts the object; returns it with what the database made: its key, its
  /// times.
  template <class Model>
  Model insert(const Model &object,
               std::source_location where = std::source_location::current()) {
    return one(detail::insert_query<Model, const Model &>(object), where);
  }
  /// Writes all members of the object to the row with its key and owner;
  /// returns it as it is now. row_count_error if there is no such row.
  template <class Model>
  Model update(const Model &object,
               std::source_location where = std::source_location::current()) {
    return one(detail::update_object_query<Model, const Model &>(object),
               where);
  }
  /// Deletes the row with the object's key and owner; row_count_error if there
  /// is no such row.
  template <class Model>
  void remove(const Model &object,
              std::source_location where = std::source_location::current()) {
    one(detail::remove_object_query<Model, const Model &>(object), where);
  }

private:
  friend Derived;
  queries() = default;
  Derived &self() { return static_cast<Derived &>(*this); }

  template <class Decode, class... Args>
  auto perform(const sql_statement &sql, Decode decode, const Args &...args) {
    const detail::bound_parameters<Args...> bound(args...);
    return self().perform(sql, bound.list(), decode);
  }

  template <class Query, class Decode>
  auto perform_query(const Query &query, const std::source_location &where,
                     Decode decode) {
    detail::require_owner<Derived, Query>();
    return std::apply(
        [&](const auto &...values) {
          return perform(detail::statement_of<Query>(where), decode, values...);
        },
        query.values());
  }
};

} // namespace dbsafe

#endif
