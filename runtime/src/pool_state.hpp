//===- pool_state.hpp - Who has which connection, who waits ---------------===//
//
// The part of a pool that sessions keep alive. One mutex guards all of it, is
// held for nanoseconds and never while anything is sent, awaited or closed.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_POOL_STATE_HPP
#define DBSAFE_POOL_STATE_HPP

#include "connect_breaker.hpp"
#include "connection.hpp"
#include "dbsafe/pool.hpp"
#include "fork_registry.hpp"
#include "line.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

namespace dbsafe::detail {

/// A place in the pool that somebody holds, with a connection once there is
/// one. Links itself into the pool's list.
struct holder {
  std::source_location where;
  clock::time_point since; ///< It asked.
  clock::time_point lent; ///< It got. Guarded by the pool's lock while waiting.
  std::thread::id thread;
  connection *held = nullptr;        ///< Guarded by the pool's lock.
  bool abandoned = false;            ///< It is the parent's; this is its child.
  bool reported = false;             ///< As a leak.
  std::atomic<bool> revoked = false; ///< The pool closed and waited enough.
  holder *previous = nullptr;
  holder *next = nullptr;
};

class pool_state final : public fork_aware {
public:
  pool_state(connection_config config, pool_options options);
  ~pool_state() override;

  /// A connection that is alive and clean. Waits until `limit` or for
  /// acquire_timeout. Throws pool_exhausted, pool_closed, connection_error;
  /// then the holder holds nothing.
  std::unique_ptr<connection> acquire(holder &by, deadline limit);
  /// Takes back what `by` held. Without a connection, or with one that must
  /// not be used again (`reusable` false), its place goes to the next in line.
  void release(holder &by, std::unique_ptr<connection> returned,
               bool reusable) noexcept;
  /// Another thread goes on with what `by` holds.
  void hand_to_this_thread(holder &by);

  bool close(std::chrono::milliseconds wait);
  /// As the pool's owner goes: what is lent out may still be used.
  void retire() noexcept;
  void reopen();
  void expire();
  pool_stats stats();
  void count_retry();

  const pool_options &options() const noexcept { return options_; }
  /// Grows when plans that servers keep are known to be out of date.
  std::uint64_t plans_epoch() const noexcept {
    return plans_epoch_.load(std::memory_order_relaxed);
  }
  void change_plans() noexcept { ++plans_epoch_; }
  pool_observer *observer() const noexcept { return options_.observer.get(); }

  void before_fork() noexcept override;
  void after_fork_in_parent() noexcept override;
  void after_fork_in_child() noexcept override;

private:
  using connections = std::vector<std::unique_ptr<connection>>;
  using lock = std::unique_lock<std::mutex>;

  // Lending: checkout.cpp; when none is at hand: waiting.cpp.
  lease take_place(lock &held, holder &by, deadline until);
  lease wait_in_line(lock &held, holder &by, deadline until);
  lease lend(holder &by, std::unique_ptr<connection> with,
             clock::time_point now) noexcept;
  bool needs_ping(const connection &idle, clock::time_point now) const noexcept;
  std::unique_ptr<connection> replace(std::unique_ptr<connection> old,
                                      holder &by, deadline until);
  void give_place(std::unique_ptr<connection> with, clock::time_point now,
                  farewell &served) noexcept;
  void grow_for_waiters(clock::time_point now, farewell &served) noexcept;
  void link(holder &by) noexcept;
  void unlink(holder &by) noexcept;
  const holder *held_by_this_thread() const noexcept;
  bool lends_connections() const noexcept;

  // Connecting: connecting.cpp.
  std::unique_ptr<connection> open_connection(deadline until);
  std::unique_ptr<connection> try_to_open(deadline until);
  bool is_pooled(connection &opened, deadline until);

  // The pool's own thread: keeper.cpp.
  void start_keeper() noexcept;
  void keep() noexcept;
  deadline next_chore(clock::time_point now) const noexcept;
  void report_leaks(lock &held, clock::time_point now);
  void close_idle(lock &held, clock::time_point now);
  void fill_up(lock &held);
  bool too_few_idle() const noexcept;

  void refuse_new(farewell &refused) noexcept;
  connections take_idle();
  [[noreturn]] void fail_exhausted(const char *why);
  bool deadlocked() const noexcept;

  const pool_options options_;

  mutable std::mutex mutex_;
  shared_config config_;
  connections idle_; ///< The back is the most recently used.
  waiting_line waiters_;
  holder *holders_ = nullptr;
  std::size_t places_ = 0; ///< Idle connections and holders together.
  std::uint64_t epoch_ = 0;
  std::atomic<std::uint64_t> plans_epoch_ = 0;
  bool closed_ = false;
  /// Of endpoint::autodetect, once a connection told.
  std::optional<bool> found_pooler_;
  connect_breaker breaker_;
  /// A connection was found dead then: those older may be as well.
  clock::time_point suspect_before_{};
  pool_stats counted_; ///< Only what is counted, not what is.
  std::condition_variable all_returned_;
  std::minstd_rand jitter_;

  std::thread keeper_;
  std::condition_variable chores_;
  bool stopping_ = false;
};

} // namespace dbsafe::detail

#endif
