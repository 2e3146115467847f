//===- checkout.cpp - The way of a session out of the pool and back -------===//
//
// What every session costs even if it runs nothing, so all of it is in one
// place for the compiler: a look at the socket, two locks held for a few
// instructions, two looks at the clock. What takes longer (waiting, asking,
// connecting, undoing) is elsewhere.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/observer.hpp"
#include "location_text.hpp"
#include "session_state.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <poll.h>

// A system call makes the processor forget where to return to, so after poll()
// every return costs as much as some dozen instructions: there should be few.
// gcc's `flatten` reaches everything below, clang's only direct calls.
#ifdef __clang__
#define DBSAFE_IN_CALLER [[gnu::always_inline]]
#else
#define DBSAFE_IN_CALLER
#endif

namespace dbsafe {

namespace detail {

/// Idle for longer than this, a connection is asked whether it is alive,
/// unless the options say otherwise.
static constexpr std::chrono::seconds ping_window{1};
/// How long it may take to say so.
static constexpr std::chrono::seconds ping_patience{1};

#ifndef POLLRDHUP
#define POLLRDHUP POLLHUP
#endif

DBSAFE_IN_CALLER bool connection::alive() const noexcept {
  if (!native_ || PQstatus(native_) != CONNECTION_OK)
    return false;
  pollfd descriptor{PQsocket(native_), POLLIN | POLLRDHUP, 0};
  if (poll(&descriptor, 1, 0) < 0)
    return false;
  return (descriptor.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) == 0;
}

DBSAFE_IN_CALLER std::unique_ptr<connection>
pool_state::acquire(holder &by, deadline limit) {
  by.since = clock::now();
  by.thread = std::this_thread::get_id();
  const deadline until = std::min(by.since + options_.acquire_timeout, limit);
  lease got;
  std::optional<std::source_location> outer;
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
    got = take_place(held, by, until);
  } catch (const pool_exhausted &failure) {
    if (observer())
      observer()->on_exhausted({by.where, failure.what()});
    throw;
  }
  std::unique_ptr<connection> ready = std::move(got.with);
  const bool usable =
      ready && by.lent < ready->expires && ready->alive() &&
      ready->finish_reset(until) &&
      (!got.ask || ready->ping(std::min(until, by.lent + ping_patience)));
  if (!usable)
    ready = replace(std::move(ready), by, until);
  if (observer())
    observer()->on_acquire(
        {by.where, by.lent - by.since, outer ? &*outer : nullptr});
  return ready;
}

/// A place for the caller, and a connection if one is idle.
DBSAFE_IN_CALLER lease pool_state::take_place(lock &held, holder &by,
                                              deadline until) {
  if (closed_)
    throw pool_closed("the pool is closed");
  start_keeper();
  if (waiters_.empty() && !idle_.empty()) {
    std::unique_ptr<connection> ready = std::move(idle_.back());
    idle_.pop_back();
    if (too_few_idle())
      chores_.notify_one();
    return lend(by, std::move(ready), by.since);
  }
  const bool may_grow = waiters_.empty() && places_ < options_.max_size;
  if (may_grow && !breaker_.refuses(by.since)) {
    ++places_;
    return lend(by, nullptr, by.since);
  }
  // Those who have a connection will give it back; if nobody does, waiting
  // would only hide the reason.
  if (may_grow && !lends_connections())
    breaker_.fail(by.since);
  return wait_in_line(held, by, until);
}

/// The place is `by`'s from now on.
DBSAFE_IN_CALLER lease pool_state::lend(holder &by,
                                        std::unique_ptr<connection> with,
                                        clock::time_point now) noexcept {
  by.lent = now;
  by.held = with.get();
  link(by);
  const bool ask = with && needs_ping(*with, now);
  counted_.pings += ask;
  counted_.wait_time.add(now - by.since);
  return {std::move(with), ask};
}

DBSAFE_IN_CALLER bool
pool_state::needs_ping(const connection &idle,
                       clock::time_point now) const noexcept {
  if (!options_.ping_if_idle)
    return !idle.pooled && (now - idle.idle_since > ping_window ||
                            idle.idle_since < suspect_before_);
  const auto window = *options_.ping_if_idle;
  return window != ping_never &&
         (now - idle.idle_since >= window || idle.idle_since < suspect_before_);
}

DBSAFE_IN_CALLER void pool_state::release(holder &by,
                                          std::unique_ptr<connection> returned,
                                          bool reusable) noexcept {
  if (by.abandoned)
    return;
  const auto now = clock::now();
  const auto used = now - by.lent;
  const bool was_lent = returned != nullptr;
  // Destroyed after the lock is gone: closing may write to the socket.
  std::unique_ptr<connection> doomed = std::move(returned);
  {
    farewell served(waiter::answer::served);
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
    give_place(std::move(kept), now, served);
    grow_for_waiters(now, served);
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
DBSAFE_IN_CALLER void pool_state::give_place(std::unique_ptr<connection> with,
                                             clock::time_point now,
                                             farewell &served) noexcept {
  if (!waiters_.empty()) {
    waiter &first = waiters_.first();
    waiters_.leave(first);
    first.given = lend(first.by, std::move(with), now);
    served.add(first);
  } else if (with) {
    idle_.push_back(std::move(with));
  } else {
    --places_;
  }
}

/// Places that lapsed while the breaker refused are there for those who wait.
DBSAFE_IN_CALLER void pool_state::grow_for_waiters(clock::time_point now,
                                                   farewell &served) noexcept {
  while (!waiters_.empty() && places_ < options_.max_size &&
         !breaker_.refuses(now)) {
    ++places_;
    give_place(nullptr, now, served);
  }
}

DBSAFE_IN_CALLER void pool_state::link(holder &by) noexcept {
  by.previous = nullptr;
  by.next = holders_;
  if (holders_)
    holders_->previous = &by;
  holders_ = &by;
}

DBSAFE_IN_CALLER void pool_state::unlink(holder &by) noexcept {
  if (by.previous)
    by.previous->next = by.next;
  else
    holders_ = by.next;
  if (by.next)
    by.next->previous = by.previous;
  by.held = nullptr;
}

DBSAFE_IN_CALLER void session_state::take_connection() {
  connection_ = pool_->acquire(holder_, limit_);
  active_ = true;
  if (const auto now = pool_->plans_epoch(); connection_->plans_epoch != now) {
    connection_->forget_plans();
    connection_->plans_epoch = now;
  }
}

DBSAFE_IN_CALLER void session_state::rollback() noexcept {
  forsaken_.store(true, std::memory_order_relaxed);
  if (!enter())
    return; // Whoever is busy does it when done.
  undo();
  busy_.store(false, std::memory_order_release);
}

DBSAFE_IN_CALLER void session_state::undo() noexcept {
  if (!active_)
    return;
  end(!begun_ || holder_.abandoned ||
      connection_->status() == transaction_status::idle || send_rollback());
}

/// Gives the connection back, if there is one; whoever gets it next gets it
/// outside of a transaction and without anything of ours.
DBSAFE_IN_CALLER void session_state::end(bool reusable) noexcept {
  if (!active_)
    return;
  active_ = false;
  savepoints_.clear();
  if (!holder_.abandoned) {
    const bool reset =
        (dirty_ || pool_->options().always_reset) && !connection_->pooled;
    reusable = reusable && connection_->reusable() &&
               (!reset || !begun_ || connection_->begin_reset());
  }
  pool_->release(holder_, std::move(connection_), reusable);
}

} // namespace detail

DBSAFE_IN_CALLER [[gnu::flatten]] session
session_source::begin_attempt(transaction_options options,
                              std::source_location where) const {
  detail::check_timeout(options);
  auto begun =
      std::make_shared<detail::session_state>(state_, who_, options, where);
  begun->take_connection();
  return session(std::move(begun));
}

[[gnu::flatten]] session
session_source::begin(transaction_options options,
                      std::source_location where) const {
  if (options.attempts != 1)
    throw usage_error("begin() with attempts: only transact() has a function "
                      "to run again");
  return begin_attempt(options, where);
}

DBSAFE_IN_CALLER void session::rollback() noexcept {
  if (state_)
    state_->rollback();
}

[[gnu::flatten]] session::~session() {
  rollback();
  state_.reset();
}

} // namespace dbsafe
