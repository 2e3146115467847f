//===- pool_state.cpp - Beginning, end, and forks -------------------------===//
//
// What concerns the pool as a whole. Lending is in checkout.cpp and
// waiting.cpp, connecting in connecting.cpp, what happens while nobody asks in
// keeper.cpp.
//
//===----------------------------------------------------------------------===//
#include "pool_state.hpp"

#include <new>

namespace dbsafe::detail {

/// How long statements may take to notice that they were cancelled.
static constexpr std::chrono::milliseconds cancel_patience{500};

pool_state::pool_state(connection_config config, pool_options options)
    : options_(std::move(options)),
      config_(std::make_shared<const connection_config>(std::move(config))),
      jitter_(std::random_device{}()) {
  idle_.reserve(options_.max_size);
  counted_.min_idle = options_.min_idle;
  counted_.max_size = options_.max_size;
  watch_forks();
}

pool_state::~pool_state() {
  ignore_forks();
  {
    const lock held(mutex_);
    stopping_ = true;
    chores_.notify_all();
  }
  if (keeper_.joinable())
    keeper_.join();
}

/// Empties idle_ and keeps its capacity, so that release() cannot throw.
pool_state::connections pool_state::take_idle() {
  connections taken;
  taken.reserve(options_.max_size);
  taken.swap(idle_);
  places_ -= taken.size();
  return taken;
}

void pool_state::refuse_new(farewell &refused) noexcept {
  closed_ = true;
  ++epoch_;
  while (!waiters_.empty()) {
    waiter &first = waiters_.first();
    waiters_.leave(first);
    refused.add(first);
  }
}

bool pool_state::close(std::chrono::milliseconds wait) {
  connections doomed;
  {
    farewell refused(waiter::answer::closed);
    const lock held(mutex_);
    doomed = take_idle();
    refuse_new(refused);
  }
  lock held(mutex_);
  const auto returned = [this] { return !holders_; };
  if (all_returned_.wait_for(held, wait, returned))
    return true;
  for (holder *by = holders_; by; by = by->next) {
    by->revoked = true;
    if (by->held)
      by->held->cancel();
  }
  return all_returned_.wait_for(held, cancel_patience, returned);
}

void pool_state::retire() noexcept {
  connections doomed; // Destroyed after the lock is gone.
  farewell refused(waiter::answer::closed);
  const lock held(mutex_);
  doomed.swap(idle_);
  places_ -= doomed.size();
  refuse_new(refused);
}

void pool_state::reopen() {
  const lock held(mutex_);
  closed_ = false;
  breaker_.reset();
}

void pool_state::expire() {
  connections doomed;
  shared_config old;
  {
    const lock held(mutex_);
    old = config_;
  }
  // Before anything changes: it throws if the variable cannot be used.
  auto fresh = std::make_shared<const connection_config>(old->read_again());
  const lock held(mutex_);
  doomed = take_idle();
  config_ = std::move(fresh);
  found_pooler_.reset();
  breaker_.reset();
  ++epoch_;
}

pool_stats pool_state::stats() {
  const lock held(mutex_);
  pool_stats now = counted_;
  now.size = places_;
  now.idle = idle_.size();
  now.in_use = places_ - idle_.size();
  now.waiting = waiters_.size();
  return now;
}

void pool_state::count_retry() {
  const lock held(mutex_);
  ++counted_.retries;
}

void pool_state::before_fork() noexcept { mutex_.lock(); }

void pool_state::after_fork_in_parent() noexcept { mutex_.unlock(); }

void pool_state::after_fork_in_child() noexcept {
  for (const auto &one : idle_)
    one->abandon(); // Dead from now on, and replaced when handed out.
  for (holder *by = holders_; by; by = by->next) {
    if (by->held)
      by->held->abandon();
    by->abandoned = true;
  }
  holders_ = nullptr;
  places_ = idle_.size();
  breaker_.gave_up();
  // The threads that waited do not exist here, nor does the pool's own.
  // Destroying a condition variable with waiters would wait for them, and a
  // thread object that seems to run would end the program.
  waiters_.forget();
  new (&all_returned_) std::condition_variable;
  new (&chores_) std::condition_variable;
  new (&keeper_) std::thread;
  mutex_.unlock();
}

} // namespace dbsafe::detail
