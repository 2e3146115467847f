//===- exhausted.cpp - Who holds all the connections ----------------------===//
//
// "Timed out waiting for a connection" sends people to the server. The cause
// is nearly always a session that is held too long, and the pool knows where.
//
//===----------------------------------------------------------------------===//
#include "location_text.hpp"
#include "pool_state.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace dbsafe::detail {

/// True if the caller, who is in line, would wait for ever: everyone who holds
/// a connection is in line as well.
bool pool_state::deadlocked() const noexcept {
  if (!held_by_this_thread())
    return false; // The one who closes the circle is told.
  std::size_t stuck = 0;
  for (const holder *by = holders_; by; by = by->next)
    stuck += waiters_.any(
        [&](const waiter &one) { return one.by.thread == by->thread; });
  return stuck == places_;
}

void pool_state::fail_exhausted(const char *why) {
  ++counted_.timeouts;
  struct group {
    std::size_t count = 0;
    clock::time_point oldest = clock::time_point::max();
  };
  std::map<std::string, group> groups;
  std::string own;
  const auto now = clock::now();
  for (const holder *by = holders_; by; by = by->next) {
    group &here = groups[location_text(by->where)];
    ++here.count;
    here.oldest = std::min(here.oldest, by->since);
    if (by->thread == std::this_thread::get_id())
      own = location_text(by->where);
  }
  std::string text =
      "pool exhausted: " + std::to_string(places_ - idle_.size()) + " of " +
      std::to_string(options_.max_size) + " connections are in use " + why;
  const char *separator = ". Held: ";
  for (const auto &[place, here] : groups) {
    char age[32];
    std::snprintf(age, sizeof age, "%.1f",
                  std::chrono::duration<double>(now - here.oldest).count());
    text += separator + std::to_string(here.count) + " at " + place +
            (here.count > 1 ? " (oldest " : " (") + age + " s)";
    separator = ", ";
  }
  if (!own.empty())
    text += ". This thread holds one itself, taken at " + own +
            ": use that session instead of a second one";
  throw pool_exhausted(text);
}

} // namespace dbsafe::detail
