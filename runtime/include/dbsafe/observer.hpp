//===- observer.hpp - What a pool does, as it does it ---------------------===//
//
// For logs, traces and alarms. An event never contains the value of a
// parameter or a secret: what may be logged without a second thought is what
// gets logged (CWE-532).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_OBSERVER_HPP
#define DBSAFE_OBSERVER_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <source_location>
#include <string_view>

namespace dbsafe {

/// A connection was made, or could not be. Views are valid during the call, as
/// in all events.
struct connect_event {
  std::chrono::nanoseconds took;
  std::string_view error; ///< Empty if it was made. Redacted.
};

/// A connection was lent.
struct acquire_event {
  const std::source_location &where; ///< Of the borrower.
  std::chrono::nanoseconds waited;   ///< In line.
  /// Where this thread took the one that it already had; nullptr if none. A
  /// pool too small for everyone's second connection deadlocks.
  const std::source_location *nested_in;
};

/// A connection was given back, or broke.
struct release_event {
  const std::source_location &where; ///< Of the borrower.
  std::chrono::nanoseconds used;
  bool reusable; ///< False: it was closed.
};

/// A caller got no connection: in time, or because too many wait already.
struct exhausted_event {
  const std::source_location &where; ///< Of the caller.
  std::string_view message;          ///< Lists the holders.
};

/// A session holds its connection for longer than leak_after; and, if it gives
/// it back after all, once more with `returned`.
struct leak_event {
  const std::source_location &where; ///< Of the borrower.
  std::chrono::nanoseconds held;
  bool returned;
};

/// A statement was answered, or failed.
struct statement_event {
  /// As written. Of unsafe_sql, whose text may hold data, with every string
  /// and number replaced by '?'.
  std::string_view sql;
  std::size_t parameters; ///< How many; their values stay out of logs.
  const std::source_location &where;
  std::chrono::nanoseconds took; ///< Including what travelled with it.
  std::uint64_t rows;            ///< Returned or affected.
  std::string_view sqlstate;     ///< Empty if it succeeded or nobody answered.
  bool failed;
};

/// A transaction that failed to serialize is about to be run again.
struct retry_event {
  const std::source_location &where; ///< Of transact().
  unsigned attempt;                  ///< The one that failed; the first is 1.
  std::string_view sqlstate;
};

/// Base of observers. Functions are called on the thread that caused the event
/// (leaks: on the pool's own), on several at once, outside of the pool's lock;
/// the pool may be asked for its stats(), but not for a session.
class pool_observer {
public:
  pool_observer() = default;
  pool_observer(const pool_observer &) = delete;
  pool_observer &operator=(const pool_observer &) = delete;
  virtual ~pool_observer() = default;

  virtual void on_connect(const connect_event &) noexcept {}
  virtual void on_acquire(const acquire_event &) noexcept {}
  virtual void on_release(const release_event &) noexcept {}
  virtual void on_exhausted(const exhausted_event &) noexcept {}
  virtual void on_leak(const leak_event &) noexcept {}
  virtual void on_statement(const statement_event &) noexcept {}
  virtual void on_retry(const retry_event &) noexcept {}
};

/// Writes statements, failures, leaks and retries to a stream that outlives the
/// observer, a line each:
///   dbsafe: orders.cpp:41: select title from todo where id = $1 [1 parameter]
///   1 row, 0.8 ms
/// For pool_options::observer: `echo(std::clog)`.
std::shared_ptr<pool_observer> echo(std::ostream &out);

} // namespace dbsafe

#endif
