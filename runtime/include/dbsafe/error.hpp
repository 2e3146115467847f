//===- error.hpp - What can go wrong, each with its own type --------------===//
//
// A caller that catches errors needs to tell "fix the program" from "try
// again" from "nobody knows whether it was committed". So every one of these
// is a type, the server's five-character SQLSTATE is kept (PostgreSQL manual,
// appendix A), and no message contains a secret or a parameter's value
// (CWE-209, CWE-532).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_ERROR_HPP
#define DBSAFE_ERROR_HPP

#include <source_location>
#include <stdexcept>
#include <string>
#include <utility>

namespace dbsafe {

/// Base of everything that this library throws. what() says what is wrong, why
/// it matters where that is not plain, and what to do.
class error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// The environment or the options cannot be used: nothing was connected.
class configuration_error : public error {
public:
  using error::error;
};

/// The program uses the library in a way that can never work: a session after
/// its end, unsafe_sql with two statements, an empty user id.
class usage_error : public error {
public:
  using error::error;
};

/// No connection could be made, or the one in use broke. Its transaction did
/// not commit (see commit_unknown for the case where that is not known).
class connection_error : public error {
public:
  explicit connection_error(const std::string &message,
                            std::string sqlstate = "")
      : error(message), sqlstate_(std::move(sqlstate)) {}

  /// Why the server refused the connection, "28P01" for a wrong password;
  /// empty if it did not say.
  const std::string &sqlstate() const noexcept { return sqlstate_; }

private:
  std::string sqlstate_;
};

/// The connection broke after COMMIT had been sent and before the answer came:
/// the transaction may have been committed or not. Never retried by itself.
class commit_unknown : public connection_error {
public:
  using connection_error::connection_error;
};

/// An answer took longer than the statement_timeout of the pool or the timeout
/// of the transaction, and its grace. The statement was cancelled, the
/// connection closed; the transaction will not commit.
class timeout_error : public connection_error {
public:
  using connection_error::connection_error;
};

/// No connection became free in time, or too many already wait. what() lists
/// who holds the connections, by file and line.
class pool_exhausted : public error {
public:
  using error::error;
};

/// The pool was closed, before or while waiting for a connection.
class pool_closed : public error {
public:
  using error::error;
};

/// The server refused a statement.
class query_error : public error {
public:
  query_error(const std::string &message, std::string sqlstate,
              std::string detail, std::source_location where);

  /// Five characters, "23505" for a violated unique constraint.
  const std::string &sqlstate() const noexcept { return sqlstate_; }
  /// The server's DETAIL and HINT. May contain data of the rows involved, so
  /// it is not part of what(): show it to nobody whose data it may not be.
  const std::string &detail() const noexcept { return detail_; }
  /// The line of the statement.
  const std::source_location &where() const noexcept { return where_; }

  /// Serialization failure or deadlock (40001, 40P01): running the whole
  /// transaction again may succeed (manual, section 13.5).
  bool may_retry() const noexcept;
  /// A violated constraint (class 23).
  bool is_constraint_violation() const noexcept;

private:
  std::string sqlstate_;
  std::string detail_;
  std::source_location where_;
};

/// The transaction can no longer commit because a statement in it failed, even
/// if that error was caught. A savepoint around the statement prevents it.
class transaction_aborted : public error {
public:
  using error::error;
};

/// The number of rows is not what one() or maybe_one() promise.
class row_count_error : public error {
public:
  using error::error;
};

/// A value does not fit the C++ type it was asked for as, or cannot be sent.
class conversion_error : public error {
public:
  using error::error;
};

/// Row-level security would not protect the tables that verify_rls() was
/// given. what() lists every problem and what to change.
class rls_not_effective : public error {
public:
  using error::error;
};

} // namespace dbsafe

#endif
