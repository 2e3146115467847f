//===- fork_registry.cpp - The list of live pools -------------------------===//
//
// Locks are always taken in the order registry, then pools; pools never call
// in here while they hold theirs.
//
//===----------------------------------------------------------------------===//
#include "fork_registry.hpp"

#include <algorithm>
#include <mutex>
#include <pthread.h>
#include <vector>

namespace dbsafe::detail {

namespace {

struct registry {
  std::mutex mutex;
  std::vector<fork_aware *> members;

  registry() { pthread_atfork(before, in_parent, in_child); }

  static registry &instance() {
    // Never destroyed: a pool with static lifetime may outlive everything.
    static auto *const only = new registry;
    return *only;
  }

  static void before() {
    registry &self = instance();
    self.mutex.lock();
    for (fork_aware *member : self.members)
      member->before_fork();
  }
  static void in_parent() {
    registry &self = instance();
    for (fork_aware *member : self.members)
      member->after_fork_in_parent();
    self.mutex.unlock();
  }
  static void in_child() {
    registry &self = instance();
    for (fork_aware *member : self.members)
      member->after_fork_in_child();
    self.mutex.unlock();
  }
};

} // namespace

void fork_aware::watch_forks() {
  registry &all = registry::instance();
  const std::lock_guard lock(all.mutex);
  all.members.push_back(this);
}

void fork_aware::ignore_forks() noexcept {
  registry &all = registry::instance();
  const std::lock_guard lock(all.mutex);
  std::erase(all.members, this);
}

} // namespace dbsafe::detail
