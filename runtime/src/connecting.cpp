//===- connecting.cpp - A new connection, or the reason why not -----------===//
//
// Tries again where that may help, within the caller's patience, and asks the
// breaker first.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/observer.hpp"
#include "pool_state.hpp"

namespace dbsafe::detail {

/// An attempt that was given less time than this says nothing of the server.
static constexpr std::chrono::seconds fair_attempt{1};

std::unique_ptr<connection> pool_state::open_connection(deadline until) {
  for (;;) {
    {
      const lock held(mutex_);
      const auto now = clock::now();
      if (closed_)
        throw pool_closed("the pool was closed while connecting");
      if (breaker_.refuses(now))
        breaker_.fail(now);
      breaker_.attempt();
    }
    const auto start = clock::now();
    std::optional<clock::time_point> again;
    try {
      return try_to_open(until);
    } catch (const connection_error &failure) {
      const auto now = clock::now();
      if (observer())
        observer()->on_connect({now - start, failure.what()});
      const lock held(mutex_);
      ++counted_.failed_connects;
      if (dynamic_cast<const timeout_error *>(&failure) &&
          now - start < fair_attempt)
        breaker_.gave_up();
      else
        again = breaker_.failed(failure, now);
      if (!again || *again >= until)
        throw;
    } catch (...) {
      const lock held(mutex_);
      breaker_.gave_up();
      throw;
    }
    std::this_thread::sleep_until(*again);
  }
}

std::unique_ptr<connection> pool_state::try_to_open(deadline until) {
  shared_config config;
  std::uint64_t epoch = 0;
  double shortening = 0;
  {
    const lock held(mutex_);
    config = config_;
    epoch = epoch_;
    shortening = options_.lifetime_jitter *
                 std::uniform_real_distribution<double>(0, 1)(jitter_);
  }
  const auto start = clock::now();
  auto opened = connection::open(config, options_.application_name, until);
  opened->pooled = is_pooled(*opened, until);
  const auto now = clock::now();
  opened->epoch = epoch;
  opened->idle_since = now;
  opened->expires = now + std::chrono::duration_cast<clock::duration>(
                              options_.max_lifetime * (1.0 - shortening));
  {
    const lock held(mutex_);
    breaker_.succeeded();
    ++counted_.opened;
    counted_.create_time.add(now - start);
  }
  if (observer())
    observer()->on_connect({now - start, {}});
  return opened;
}

/// Of several connections to one address, the first is asked.
bool pool_state::is_pooled(connection &opened, deadline until) {
  if (options_.endpoint != endpoint::autodetect)
    return options_.endpoint == endpoint::transaction_pooler;
  {
    const lock held(mutex_);
    if (found_pooler_)
      return *found_pooler_;
  }
  const bool pooled = opened.config().looks_like_transaction_pooler() ||
                      !opened.reaches_server_itself(until);
  if (pooled && options_.always_reset)
    throw configuration_error(
        "pool_options: always_reset cannot be kept behind a connection pooler, "
        "which answers here: a reset would reach another client's connection "
        "(endpoint::direct, if it gives each client a server of its own)");
  const lock held(mutex_);
  found_pooler_ = pooled;
  return pooled;
}

} // namespace dbsafe::detail
