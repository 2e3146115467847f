//===- pool_state.cpp - Lending, returning, waiting -----------------------===//
//
// A place is the right to have one connection; there are max_size of them.
// Whoever has a place connects for himself, so no thread ever waits on
// another's connect, and a failed connect passes the place on.
//
//===----------------------------------------------------------------------===//
#include "pool_state.hpp"

#include <algorithm>
#include <new>

namespace dbsafe::detail {

pool_state::pool_state(connection_config config, pool_options options)
    : config_(std::move(config)), options_(std::move(options)),
      jitter_(std::random_device{}()) {
  idle_.reserve(options_.max_size);
  watch_forks();
}

pool_state::~pool_state() { ignore_forks(); }

std::unique_ptr<connection> pool_state::acquire(holder &by) {
  by.since = clock::now();
  by.thread = std::this_thread::get_id();
  const deadline until = by.since + options_.acquire_timeout;
  std::unique_ptr<connection> ready;
  {
    lock held(mutex_);
    if (closed_)
      throw pool_closed("the pool is closed");
    if (waiters_.empty() && !idle_.empty()) {
      ready = std::move(idle_.back());
      idle_.pop_back();
    } else if (waiters_.empty() && places_ < options_.max_size) {
      ++places_;
    } else {
      ready = wait_in_line(held, until);
    }
    by.held = ready.get();
    link(by);
  }
  try {
    ready = make_usable(std::move(ready), until);
  } catch (...) {
    release(by, nullptr, false);
    throw;
  }
  by.held = ready.get();
  return ready;
}

std::unique_ptr<connection> pool_state::wait_in_line(lock &held,
                                                     deadline until) {
  if (waiters_.size() >= options_.max_waiting)
    fail_exhausted("and as many callers wait as may");
  if (deadlocked())
    fail_exhausted("and this thread itself holds all of them, so waiting "
                   "would never end");
  waiter self;
  const auto place = waiters_.insert(waiters_.end(), &self);
  while (!self.granted && !self.closed) {
    if (self.ready.wait_until(held, until) == std::cv_status::timeout &&
        !self.granted && !self.closed) {
      waiters_.erase(place);
      fail_exhausted("and none became free in time");
    }
  }
  if (self.closed)
    throw pool_closed("the pool was closed while waiting for a connection");
  return std::move(self.given);
}

std::unique_ptr<connection>
pool_state::make_usable(std::unique_ptr<connection> idle, deadline until) {
  if (idle) {
    const bool expired = clock::now() >= idle->expires;
    if (!expired && idle->alive() && idle->finish_reset(until))
      return idle;
    idle.reset();
    if (!expired) {
      const lock held(mutex_);
      ++found_dead_;
    }
  }
  return open_connection(until);
}

std::unique_ptr<connection> pool_state::open_connection(deadline until) {
  std::uint64_t epoch = 0;
  double shortening = 0;
  {
    const lock held(mutex_);
    epoch = epoch_;
    shortening = options_.lifetime_jitter *
                 std::uniform_real_distribution<double>(0, 1)(jitter_);
  }
  auto opened = connection::open(config_, options_.application_name, until);
  opened->epoch = epoch;
  opened->expires =
      clock::now() + std::chrono::duration_cast<clock::duration>(
                         options_.max_lifetime * (1.0 - shortening));
  const lock held(mutex_);
  ++opened_;
  return opened;
}

void pool_state::release(holder &by, std::unique_ptr<connection> returned,
                         bool reusable) noexcept {
  // Destroyed after the lock is gone: closing may write to the socket.
  std::unique_ptr<connection> doomed = std::move(returned);
  const lock held(mutex_);
  if (by.abandoned)
    return;
  unlink(by);
  std::unique_ptr<connection> kept;
  if (doomed && reusable && !closed_ && doomed->epoch == epoch_)
    kept = std::move(doomed);
  give_place(std::move(kept));
  if (!holders_)
    all_returned_.notify_all();
}

/// The place goes to the first in line, or becomes an idle connection, or
/// lapses.
void pool_state::give_place(std::unique_ptr<connection> with) noexcept {
  if (!waiters_.empty()) {
    waiter &first = *waiters_.front();
    waiters_.pop_front();
    first.given = std::move(with);
    first.granted = true;
    first.ready.notify_one();
  } else if (with) {
    idle_.push_back(std::move(with));
  } else {
    --places_;
  }
}

void pool_state::link(holder &by) noexcept {
  by.previous = nullptr;
  by.next = holders_;
  if (holders_)
    holders_->previous = &by;
  holders_ = &by;
}

void pool_state::unlink(holder &by) noexcept {
  if (by.previous)
    by.previous->next = by.next;
  else
    holders_ = by.next;
  if (by.next)
    by.next->previous = by.previous;
  by.held = nullptr;
}

/// Empties idle_ and keeps its capacity, so that release() cannot throw.
pool_state::connections pool_state::take_idle() {
  connections taken;
  taken.reserve(options_.max_size);
  taken.swap(idle_);
  places_ -= taken.size();
  return taken;
}

bool pool_state::close(std::chrono::milliseconds wait) {
  connections doomed;
  lock held(mutex_);
  doomed = take_idle();
  closed_ = true;
  ++epoch_;
  for (waiter *one : waiters_) {
    one->closed = true;
    one->ready.notify_one();
  }
  waiters_.clear();
  return all_returned_.wait_for(held, wait, [this] { return !holders_; });
}

void pool_state::reopen() {
  const lock held(mutex_);
  closed_ = false;
}

void pool_state::expire() {
  connections doomed;
  const lock held(mutex_);
  doomed = take_idle();
  ++epoch_;
}

pool_stats pool_state::stats() {
  const lock held(mutex_);
  return {places_,         idle_.size(), places_ - idle_.size(),
          waiters_.size(), opened_,      found_dead_};
}

void pool_state::before_fork() noexcept { mutex_.lock(); }

void pool_state::after_fork_in_parent() noexcept { mutex_.unlock(); }

void pool_state::after_fork_in_child() noexcept {
  for (const auto &one : idle_)
    one->abandon(); // Dead from now on, and replaced when handed out.
  for (holder *by = holders_; by; by = by->next) {
    if (connection *held = by->held)
      held->abandon();
    by->abandoned = true;
  }
  holders_ = nullptr;
  places_ = idle_.size();
  // The threads that waited do not exist here. Destroying a condition variable
  // with waiters would wait for them.
  waiters_.clear();
  new (&all_returned_) std::condition_variable;
  mutex_.unlock();
}

} // namespace dbsafe::detail
