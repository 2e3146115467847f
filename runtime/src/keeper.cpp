//===- keeper.cpp - What a pool does while nobody asks --------------------===//
//
// One thread per pool that was used: it reports sessions held too long, closes
// connections nobody needs, and keeps min_idle ready. It sends nothing to the
// server otherwise: a question now and then would keep serverless databases
// awake, and their bill running.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/observer.hpp"
#include "pool_state.hpp"

#include <algorithm>
#include <csignal>
#include <system_error>

namespace dbsafe::detail {

void pool_state::start_keeper() noexcept {
  const bool has_work = options_.idle_timeout.count() > 0 ||
                        options_.min_idle > 0 ||
                        options_.leak_after.count() > 0;
  if (!has_work || keeper_.joinable() || stopping_)
    return;
  // The program's signals are for the program's threads.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    keeper_ = std::thread([this] { keep(); });
  } catch (const std::system_error &) { // NOLINT(bugprone-empty-catch)
    // No thread to be had now: the next caller tries again.
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void pool_state::keep() noexcept {
  lock held(mutex_);
  while (!stopping_) {
    try {
      report_leaks(held, clock::now());
      close_idle(held, clock::now());
      fill_up(held);
    } catch (const std::bad_alloc &) { // NOLINT(bugprone-empty-catch)
      // Chores can wait until there is memory.
    }
    if (!stopping_)
      chores_.wait_until(held, next_chore(clock::now()));
  }
}

/// When to look again, at the latest. What begins to be idle or held after now
/// is due no earlier than a full period from now.
deadline pool_state::next_chore(clock::time_point now) const noexcept {
  constexpr std::chrono::milliseconds breath{10};
  constexpr std::chrono::milliseconds until_server_is_back{250};
  deadline due = now + std::chrono::hours(24);
  if (options_.idle_timeout.count() > 0)
    due = std::min(
        due,
        (idle_.size() > options_.min_idle ? idle_.front()->idle_since : now) +
            options_.idle_timeout);
  if (options_.leak_after.count() > 0) {
    due = std::min(due, now + options_.leak_after);
    for (const holder *by = holders_; by; by = by->next)
      if (!by->reported)
        due = std::min(due, by->lent + options_.leak_after);
  }
  if (too_few_idle())
    due = std::min(due, now + until_server_is_back);
  return std::max(due, now + breath);
}

void pool_state::report_leaks(lock &held, clock::time_point now) {
  if (options_.leak_after.count() <= 0)
    return;
  struct leak {
    std::source_location where;
    std::chrono::nanoseconds held;
  };
  std::vector<leak> leaks;
  for (holder *by = holders_; by; by = by->next) {
    if (by->reported || !by->held || now - by->lent < options_.leak_after)
      continue;
    leaks.push_back({by->where, now - by->lent});
    by->reported = true;
    ++counted_.leaks;
  }
  if (leaks.empty() || !observer())
    return;
  held.unlock();
  for (const leak &one : leaks)
    observer()->on_leak({one.where, one.held, false});
  held.lock();
}

void pool_state::close_idle(lock &held, clock::time_point now) {
  if (options_.idle_timeout.count() <= 0)
    return;
  connections doomed;
  // The front was used the longest ago.
  const auto first_kept =
      std::find_if(idle_.begin(),
                   idle_.end() - static_cast<std::ptrdiff_t>(
                                     std::min(options_.min_idle, idle_.size())),
                   [&](const auto &one) {
                     return now - one->idle_since < options_.idle_timeout;
                   });
  doomed.assign(std::move_iterator(idle_.begin()),
                std::move_iterator(first_kept));
  idle_.erase(idle_.begin(), first_kept);
  places_ -= doomed.size();
  held.unlock();
  doomed.clear(); // Says goodbye to the server.
  held.lock();
}

bool pool_state::too_few_idle() const noexcept {
  return idle_.size() < options_.min_idle && places_ < options_.max_size &&
         !closed_;
}

void pool_state::fill_up(lock &held) {
  while (too_few_idle() && !stopping_ && !breaker_.refuses(clock::now())) {
    ++places_;
    held.unlock();
    std::unique_ptr<connection> opened;
    try {
      opened = open_connection(clock::now() + options_.acquire_timeout);
    } catch (const error &) { // NOLINT(bugprone-empty-catch)
      // The observer knows; those who need a connection will be told.
    } catch (const std::bad_alloc &) { // NOLINT(bugprone-empty-catch)
    }
    held.lock();
    const bool failed = !opened;
    std::unique_ptr<connection> outdated;
    if (opened && (closed_ || opened->epoch != epoch_))
      outdated = std::move(opened);
    farewell served(waiter::answer::served);
    give_place(std::move(opened), clock::now(), served);
    if (outdated || !served.empty()) {
      held.unlock();
      served.tell();
      outdated.reset();
      held.lock();
    }
    if (failed)
      return;
  }
}

} // namespace dbsafe::detail
