//===- system.hpp - Sessions of the program itself ------------------------===//
//
// Migrations and jobs over all users need statements that no request may run.
// They get a type of their own, so that the compiler can tell: what
// as_system("reason") makes may read models without naming their owner, and
// nothing else may.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SYSTEM_HPP
#define DBSAFE_SYSTEM_HPP

#include "dbsafe/pool.hpp"

#include <variant>

namespace dbsafe {

/// A session of the program itself. Everything that a session is, for code
/// that takes a session &; there, the rules for users hold again.
class system_session : public queries<system_session>,
                       public copies<system_session> {
public:
  // NOLINTNEXTLINE(google-explicit-constructor): may do less, never more.
  operator session &() noexcept {
    session *const *const other = std::get_if<session *>(&session_);
    return other ? **other : std::get<session>(session_);
  }

  /// As session's.
  void commit() { inner().commit(); }
  void rollback() noexcept { inner().rollback(); }
  bool active() noexcept { return inner().active(); }
  [[nodiscard]] dbsafe::savepoint savepoint() { return inner().savepoint(); }

private:
  friend class queries<system_session>;
  friend class copies<system_session>;
  friend class system_source;
  explicit system_session(session open) : session_(std::move(open)) {}
  explicit system_session(session *open) : session_(open) {}

  session &inner() noexcept { return *this; }

  template <class Decode>
  auto perform(const sql_statement &sql, parameter_list parameters,
               Decode &decode) {
    return inner().perform(sql, parameters, decode);
  }
  std::uint64_t perform_only(const sql_statement &sql,
                             parameter_list parameters) {
    return inner().perform_only(sql, parameters);
  }
  void perform_each(const sql_statement &sql, parameter_list parameters,
                    detail::row_sink &rows) {
    inner().perform_each(sql, parameters, rows);
  }
  std::uint64_t run_copy_in(const sql_statement &sql,
                            detail::copy_source &rows) {
    return inner().run_copy_in(sql, rows);
  }
  std::uint64_t run_copy_out(const sql_statement &sql,
                             detail::copy_sink &rows) {
    return inner().run_copy_out(sql, rows);
  }

  std::variant<session, session *> session_;
};

/// Makes sessions of the program itself; see pool::as_system(). Everything
/// that a session_source is, for code that takes one.
class system_source : public queries<system_source> {
public:
  // NOLINTNEXTLINE(google-explicit-constructor): may do less, never more.
  operator const session_source &() const noexcept { return source_; }

  /// As session_source's.
  [[nodiscard]] system_session
  begin(std::source_location where = std::source_location::current()) const {
    return begin({}, where);
  }
  [[nodiscard]] system_session
  begin(transaction_options options,
        std::source_location where = std::source_location::current()) const {
    return system_session(source_.begin(options, where));
  }

  /// As session_source's, with function(system_session &).
  template <class Function>
  auto
  transact(Function &&function,
           std::source_location where = std::source_location::current()) const
    requires std::invocable<Function, system_session &>
  {
    return transact({}, std::forward<Function>(function), where);
  }
  template <class Function>
  auto
  transact(transaction_options options, Function &&function,
           std::source_location where = std::source_location::current()) const
    requires std::invocable<Function, system_session &>
  {
    return source_.transact(
        options,
        [&](session &open) {
          system_session all(&open);
          return std::invoke(function, all);
        },
        where);
  }

private:
  friend class queries<system_source>;
  friend class pool;
  explicit system_source(session_source source) : source_(std::move(source)) {}

  template <class Decode>
  auto perform(const sql_statement &sql, parameter_list parameters,
               Decode &decode) {
    return source_.perform(sql, parameters, decode);
  }
  std::uint64_t perform_only(const sql_statement &sql,
                             parameter_list parameters) {
    return source_.perform_only(sql, parameters);
  }
  void perform_each(const sql_statement &sql, parameter_list parameters,
                    detail::row_sink &rows) {
    source_.perform_each(sql, parameters, rows);
  }

  session_source source_;
};

template <>
inline constexpr bool detail::runs_for_system<system_session> = true;
template <> inline constexpr bool detail::runs_for_system<system_source> = true;

} // namespace dbsafe

#endif
