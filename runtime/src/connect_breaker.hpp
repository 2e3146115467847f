//===- connect_breaker.hpp - When not to connect --------------------------===//
//
// A database that refuses connections is not helped by everyone trying at
// once, and callers are not helped by waiting for a timeout that hides the
// reason. So attempts are spaced out, and after a few failures in a row those
// who need a connection get the last real error at once.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CONNECT_BREAKER_HPP
#define DBSAFE_CONNECT_BREAKER_HPP

#include "connection.hpp"
#include "dbsafe/error.hpp"

#include <random>

namespace dbsafe::detail {

/// Guarded by the pool's lock.
class connect_breaker {
public:
  /// True if nobody should try to connect now.
  bool refuses(clock::time_point now) const noexcept;
  /// The last real error, and when the next attempt is due.
  [[noreturn]] void fail(clock::time_point now) const;

  /// Somebody tries, after asking; while the breaker is open, only one does.
  void attempt() noexcept { probing_ = open(); }
  /// How it ended. After a failure: when the same caller may try again, unless
  /// trying again is of no use.
  void succeeded() noexcept;
  std::optional<clock::time_point> failed(const connection_error &why,
                                          clock::time_point now);
  /// It ended without telling anything about the server.
  void gave_up() noexcept { probing_ = false; }
  /// Forget: the credentials are new, or the pool is.
  void reset() noexcept { failures_ = 0; }

private:
  static constexpr unsigned failures_to_open = 3;
  bool open() const noexcept { return failures_ >= failures_to_open; }

  unsigned failures_ = 0; ///< In a row.
  bool probing_ = false;
  clock::time_point next_attempt_{};
  std::string message_;
  std::string sqlstate_;
  std::minstd_rand jitter_{std::random_device{}()};
};

} // namespace dbsafe::detail

#endif
