//===- retry.cpp - Attempts, pauses, and their end ------------------------===//
//
// Full jitter: anything from no pause to twice the previous longest.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/retry.hpp"
#include "dbsafe/observer.hpp"
#include "pool_state.hpp"

#include <algorithm>
#include <random>

namespace dbsafe::detail {

static constexpr std::chrono::milliseconds first_pause{4};
static constexpr std::chrono::milliseconds longest_pause{500};

void check_timeout(const transaction_options &options) {
  constexpr std::chrono::hours year{24 * 365};
  if (options.timeout.count() < 0 || options.timeout > year)
    throw usage_error("transaction_options::timeout must be 0 (none) or at "
                      "most a year");
}

static retry_budget::clock::time_point end_of(const transaction_options &of) {
  check_timeout(of);
  return of.timeout.count() > 0 ? retry_budget::clock::now() + of.timeout
                                : retry_budget::clock::time_point::max();
}

retry_budget::retry_budget(const transaction_options &options,
                           std::source_location where)
    : options_(options), where_(where), end_(end_of(options)) {
  if (options.attempts == 0)
    throw usage_error("transaction_options::attempts must be at least 1");
}

transaction_options retry_budget::next() {
  transaction_options options = options_;
  options.attempts = 1;
  if (++begun_ > 1 && end_ != clock::time_point::max())
    options.timeout = std::max(
        std::chrono::milliseconds(1),
        std::chrono::ceil<std::chrono::milliseconds>(end_ - clock::now()));
  return options;
}

bool retry_budget::allows_another(const query_error &refused,
                                  pool_state &pool) {
  if (!refused.may_retry() || begun_ >= options_.attempts)
    return false;
  const auto longest =
      std::min(longest_pause, first_pause * (1 << std::min(begun_, 10U)));
  static thread_local std::minstd_rand random{std::random_device{}()};
  pause_ = std::chrono::duration_cast<clock::duration>(
      longest * std::uniform_real_distribution<double>(0, 1)(random));
  if (end_ - clock::now() <= pause_)
    return false;
  pool.count_retry();
  if (pool.observer())
    pool.observer()->on_retry({where_, begun_, refused.sqlstate()});
  return true;
}

void retry_budget::pause() const { std::this_thread::sleep_for(pause_); }

} // namespace dbsafe::detail
