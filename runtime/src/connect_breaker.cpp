//===- connect_breaker.cpp - Backing off, failing fast --------------------===//
//
// 50 ms after the first failure, twice as long after each further one, 5 s at
// most, give or take a fifth, so that many clients of one server spread out.
//
//===----------------------------------------------------------------------===//
#include "connect_breaker.hpp"

#include <algorithm>
#include <string_view>

namespace dbsafe::detail {

/// True if asking again with the same credentials may have another outcome:
/// nobody answered, the server is starting or full. Not if it knows the role,
/// the password or the database to be wrong; trying again locks accounts.
static bool may_pass(const std::string &sqlstate) {
  static constexpr std::string_view passing[] = {"08", "53", "57", "58", "XX"};
  return sqlstate.empty() ||
         std::ranges::any_of(passing, [&](std::string_view one) {
           return sqlstate.starts_with(one);
         });
}

bool connect_breaker::refuses(clock::time_point now) const noexcept {
  return open() && (probing_ || now < next_attempt_);
}

void connect_breaker::fail(clock::time_point now) const {
  const auto left = std::max(clock::duration::zero(), next_attempt_ - now);
  throw connection_error(
      message_ + " (the last of " + std::to_string(failures_) +
          " failures in a row; the next attempt is made in " +
          std::to_string(
              std::chrono::ceil<std::chrono::milliseconds>(left).count()) +
          " ms)",
      sqlstate_);
}

void connect_breaker::succeeded() noexcept {
  failures_ = 0;
  probing_ = false;
}

std::optional<clock::time_point>
connect_breaker::failed(const connection_error &why, clock::time_point now) {
  constexpr std::chrono::milliseconds shortest{50};
  constexpr std::chrono::milliseconds longest{5000};
  probing_ = false;
  message_ = why.what();
  sqlstate_ = why.sqlstate();
  const bool again = may_pass(sqlstate_);
  failures_ = again ? failures_ + 1 : std::max(failures_ + 1, failures_to_open);
  const auto backoff =
      std::min(longest, shortest * (1 << std::min(failures_ - 1, 10U)));
  next_attempt_ =
      now +
      std::chrono::duration_cast<clock::duration>(
          backoff * std::uniform_real_distribution<double>(0.8, 1.2)(jitter_));
  if (again && !open())
    return next_attempt_;
  return std::nullopt;
}

} // namespace dbsafe::detail
