//===- lending.cpp - Lending, returning, waiting --------------------------===//
//
// A place is the right to have one connection; there are max_size of them.
// Whoever has a place connects for himself, so no thread ever waits on
// another's connect, and a failed connect passes the place on.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/observer.hpp"
#include "location_text.hpp"
#include "pool_state.hpp"

#include <algorithm>

namespace dbsafe::detail {

/// Idle for longer than this, a connection is asked whether it is alive,
/// unless the options say otherwise.
static constexpr std::chrono::seconds ping_window{1};
/// How long it may take to say so.
static constexpr std::chrono::seconds ping_patience{1};

std::unique_ptr<connection> pool_state::acquire(holder &by, deadline limit) {
  by.since = by.lent = clock::now();
  by.thread = std::this_thread::get_id();
  const deadline until = std::min(by.since + options_.acquire_timeout, limit);
  std::unique_ptr<connection> ready;
  std::optional<std::source_location> outer;
  bool ping = false;
  try {
    lock held(mutex_);
    if (options_.refuse_nested || options_.observer)
      if (const holder *own = held_by_this_thread())
        outer = own->where;
    if (outer && options_.refuse_nested)
      throw usage_error("a session at " + location_text(by.where) +
                        " on a thread that has one already, begun at " +
                        location_text(*outer) +
                        ": pass that one on. (pool_options::refuse_nested)");
    ready = take_place(held, by, until);
    ping = ready && needs_ping(*ready, by.lent);
    counted_.pings += ping;
    counted_.wait_time.add(by.lent - by.since);
    by.held = ready.get();
    link(by);
  } catch (const pool_exhausted &failure) {
    if (observer())
      observer()->on_exhausted({by.where, failure.what()});
    throw;
  }
  const bool usable =
      ready && by.lent < ready->expires && ready->alive() &&
      ready->finish_reset(until) &&
      (!ping || ready->ping(std::min(until, by.lent + ping_patience)));
  if (!usable)
    ready = replace(std::move(ready), by, until);
  if (observer())
    observer()->on_acquire(
        {by.where, by.lent - by.since, outer ? &*outer : nullptr});
  return ready;
}

/// A place for the caller, and a connection if one is idle.
std::unique_ptr<connection> pool_state::take_place(lock &held, holder &by,
                                                   deadline until) {
  if (closed_)
    throw pool_closed("the pool is closed");
  start_keeper();
  if (waiters_.empty() && !idle_.empty()) {
    std::unique_ptr<connection> ready = std::move(idle_.back());
    idle_.pop_back();
    if (too_few_idle())
      chores_.notify_one();
    return ready;
  }
  const bool may_grow = waiters_.empty() && places_ < options_.max_size;
  if (may_grow && !breaker_.refuses(by.since)) {
    ++places_;
    return nullptr;
  }
  // Those who have a connection will give it back; if nobody does, waiting
  // would only hide the reason.
  if (may_grow && !lends_connections())
    breaker_.fail(by.since);
  std::unique_ptr<connection> given = wait_in_line(held, until);
  by.lent = clock::now();
  return given;
}

std::unique_ptr<connection> pool_state::wait_in_line(lock &held,
                                                     deadline until) {
  if (waiters_.size() >= options_.max_waiting)
    fail_exhausted("and as many callers wait as may");
  waiter self;
  self.thread = std::this_thread::get_id();
  const auto place = waiters_.insert(waiters_.end(), &self);
  if (deadlocked()) {
    waiters_.erase(place);
    fail_exhausted("by threads that themselves wait for another, this one "
                   "included, so waiting would never end");
  }
  while (!self.granted && !self.closed) {
    if (self.ready.wait_until(held, until) == std::cv_status::timeout &&
        !self.granted && !self.closed) {
      waiters_.erase(place);
      if (const auto now = clock::now();
          places_ < options_.max_size && breaker_.refuses(now))
        breaker_.fail(now);
      fail_exhausted("and none became free in time");
    }
  }
  if (self.closed)
    throw pool_closed("the pool was closed while waiting for a connection");
  return std::move(self.given);
}

bool pool_state::needs_ping(const connection &idle,
                            clock::time_point now) const {
  if (!options_.ping_if_idle)
    return !idle.pooled && (now - idle.idle_since > ping_window ||
                            idle.idle_since < suspect_before_);
  const auto window = *options_.ping_if_idle;
  return window != ping_never &&
         (now - idle.idle_since >= window || idle.idle_since < suspect_before_);
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

void pool_state::release(holder &by, std::unique_ptr<connection> returned,
                         bool reusable) noexcept {
  if (by.abandoned)
    return;
  const auto now = clock::now();
  const auto used = now - by.lent;
  const bool was_lent = returned != nullptr;
  // Destroyed after the lock is gone: closing may write to the socket.
  std::unique_ptr<connection> doomed = std::move(returned);
  {
    const lock held(mutex_);
    unlink(by);
    if (was_lent)
      counted_.use_time.add(used);
    if (was_lent && !reusable)
      suspect_before_ = now; // It broke in use: others may have as well.
    std::unique_ptr<connection> kept;
    if (doomed && reusable && !closed_ && doomed->epoch == epoch_) {
      kept = std::move(doomed);
      kept->idle_since = now;
    }
    give_place(std::move(kept));
    grow_for_waiters(now);
    if (!holders_)
      all_returned_.notify_all();
  }
  if (was_lent && observer()) {
    observer()->on_release({by.where, used, !doomed});
    if (by.reported)
      observer()->on_leak({by.where, used, true});
  }
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

/// Places that lapsed while the breaker refused are there for those who wait.
void pool_state::grow_for_waiters(clock::time_point now) noexcept {
  while (!waiters_.empty() && places_ < options_.max_size &&
         !breaker_.refuses(now)) {
    ++places_;
    give_place(nullptr);
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

} // namespace dbsafe::detail
