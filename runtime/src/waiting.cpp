//===- waiting.cpp - When no connection is at hand ------------------------===//
//
// A place is the right to have one connection; there are max_size of them.
// Whoever has a place connects for himself, so no thread ever waits on
// another's connect, and a failed connect passes the place on.
//
//===----------------------------------------------------------------------===//
#include "pool_state.hpp"

namespace dbsafe::detail {

/// Returns without the lock, unless it throws.
lease pool_state::wait_in_line(lock &held, holder &by, deadline until) {
  if (waiters_.size() >= options_.max_waiting)
    fail_exhausted("and as many callers wait as may");
  waiter self(by);
  waiters_.join(self);
  if (deadlocked()) {
    waiters_.leave(self);
    fail_exhausted("by threads that themselves wait for another, this one "
                   "included, so waiting would never end");
  }
  held.unlock();
  waiter::answer answer = self.wait(until);
  if (answer == waiter::answer::none) {
    held.lock();
    if (self.in_line()) {
      waiters_.leave(self);
      if (const auto now = clock::now();
          places_ < options_.max_size && breaker_.refuses(now))
        breaker_.fail(now);
      fail_exhausted("and none became free in time");
    }
    held.unlock();
    answer = self.wait(no_deadline);
  }
  if (answer == waiter::answer::closed)
    throw pool_closed("the pool was closed while waiting for a connection");
  return std::move(self.given);
}

/// A new connection for a place, in place of one that is too old or dead.
std::unique_ptr<connection> pool_state::replace(std::unique_ptr<connection> old,
                                                holder &by, deadline until) {
  try {
    if (old) {
      const lock held(mutex_);
      by.held = nullptr;
      if (by.lent < old->expires) {
        ++counted_.found_dead;
        suspect_before_ = by.lent;
      }
    }
    old.reset();
    std::unique_ptr<connection> opened = open_connection(until);
    const lock held(mutex_);
    by.held = opened.get();
    return opened;
  } catch (...) {
    release(by, nullptr, false);
    throw;
  }
}

void pool_state::hand_to_this_thread(holder &by) {
  const lock held(mutex_);
  by.thread = std::this_thread::get_id();
}

const holder *pool_state::held_by_this_thread() const noexcept {
  const holder *by = holders_;
  while (by && by->thread != std::this_thread::get_id())
    by = by->next;
  return by;
}

bool pool_state::lends_connections() const noexcept {
  const holder *by = holders_;
  while (by && !by->held)
    by = by->next;
  return by != nullptr;
}

} // namespace dbsafe::detail
