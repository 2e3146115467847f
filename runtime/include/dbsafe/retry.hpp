//===- retry.hpp - When a transaction may run again -----------------------===//
//
// The server undoes transactions that it cannot put in an order, and those
// that wait for each other (PostgreSQL manual, section 13.5 "Serialization
// Failure Handling"). Only these are known to have done nothing; anything else
// that is retried is sooner or later done twice.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_RETRY_HPP
#define DBSAFE_RETRY_HPP

#include "dbsafe/error.hpp"
#include "dbsafe/session.hpp"

#include <chrono>
#include <source_location>

namespace dbsafe::detail {

class pool_state;

/// Throws usage_error for a timeout that is negative or longer than a year.
void check_timeout(const transaction_options &options);

/// The attempts and the time that one transact() has.
class retry_budget {
public:
  using clock = std::chrono::steady_clock;

  /// Throws usage_error if attempts are 0, and as check_timeout().
  retry_budget(const transaction_options &options, std::source_location where);

  /// The options for the next attempt, with the time that is left.
  transaction_options next();
  /// True if the failure is one to retry, and attempts and time are left. Then
  /// the pool's observer has been told.
  bool allows_another(const query_error &refused, pool_state &pool);
  /// Random, longer after each attempt: those who collided should not do so
  /// again. Hold no connection meanwhile.
  void pause() const;

private:
  const transaction_options options_;
  const std::source_location where_;
  const clock::time_point end_;
  unsigned begun_ = 0;
  clock::duration pause_{};
};

} // namespace dbsafe::detail

#endif
