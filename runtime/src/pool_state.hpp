//===- pool_state.hpp - Who has which connection, who waits ---------------===//
//
// The part of a pool that sessions keep alive. One mutex guards all of it, is
// held for nanoseconds and never while anything is sent, awaited or closed.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_POOL_STATE_HPP
#define DBSAFE_POOL_STATE_HPP

#include "connection.hpp"
#include "dbsafe/pool.hpp"
#include "fork_registry.hpp"

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <random>
#include <thread>

namespace dbsafe::detail {

/// A place in the pool that somebody holds, with a connection once there is
/// one. Links itself into the pool's list.
struct holder {
  std::source_location where;
  clock::time_point since;
  std::thread::id thread;
  std::atomic<connection *> held = nullptr; ///< For the child of a fork.
  bool abandoned = false; ///< It is the parent's; this is its child.
  holder *previous = nullptr;
  holder *next = nullptr;
};

class pool_state final : public fork_aware {
public:
  pool_state(connection_config config, pool_options options);
  ~pool_state() override;

  /// A connection that is alive and clean. Throws pool_exhausted, pool_closed,
  /// connection_error; then the holder holds nothing.
  std::unique_ptr<connection> acquire(holder &by);
  /// Takes back what `by` held. Without a connection, or with one that must
  /// not be used again (`reusable` false), its place goes to the next in line.
  void release(holder &by, std::unique_ptr<connection> returned,
               bool reusable) noexcept;

  bool close(std::chrono::milliseconds wait);
  void reopen();
  void expire();
  pool_stats stats();

  const connection_config &config() const noexcept { return config_; }
  const pool_options &options() const noexcept { return options_; }

  void before_fork() noexcept override;
  void after_fork_in_parent() noexcept override;
  void after_fork_in_child() noexcept override;

private:
  /// Somebody in line, on that thread's stack.
  struct waiter {
    std::condition_variable ready;
    std::unique_ptr<connection> given;
    bool granted = false; ///< A place; with `given`, and a connection for it.
    bool closed = false;
  };
  using connections = std::vector<std::unique_ptr<connection>>;
  using lock = std::unique_lock<std::mutex>;

  std::unique_ptr<connection> wait_in_line(lock &held, deadline until);
  std::unique_ptr<connection> make_usable(std::unique_ptr<connection> idle,
                                          deadline until);
  std::unique_ptr<connection> open_connection(deadline until);
  void give_place(std::unique_ptr<connection> with) noexcept;
  void link(holder &by) noexcept;
  void unlink(holder &by) noexcept;
  connections take_idle();
  [[noreturn]] void fail_exhausted(const char *why) const;
  bool deadlocked() const noexcept;

  const connection_config config_;
  const pool_options options_;

  mutable std::mutex mutex_;
  connections idle_;            ///< The back is the most recently used.
  std::list<waiter *> waiters_; ///< The front came first.
  holder *holders_ = nullptr;
  std::size_t places_ = 0; ///< Idle connections and holders together.
  std::uint64_t epoch_ = 0;
  std::uint64_t opened_ = 0;
  std::uint64_t found_dead_ = 0;
  bool closed_ = false;
  std::condition_variable all_returned_;
  std::minstd_rand jitter_;
};

} // namespace dbsafe::detail

#endif
