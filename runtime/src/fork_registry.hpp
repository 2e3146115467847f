//===- fork_registry.hpp - Pools that must know about fork() --------------===//
//
// A forked child shares the parent's sockets: both talking on one breaks the
// protocol and mixes up answers. pthread_atfork is the only notice there is,
// and it takes plain functions, hence the one list of live pools in the
// process.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_FORK_REGISTRY_HPP
#define DBSAFE_FORK_REGISTRY_HPP

namespace dbsafe::detail {

/// Someone who owns sockets.
class fork_aware {
public:
  fork_aware() = default;
  virtual ~fork_aware() = default;
  fork_aware(const fork_aware &) = delete;
  fork_aware &operator=(const fork_aware &) = delete;

  /// In the parent, before: take the locks, so that the child's copy of what
  /// they guard is whole.
  virtual void before_fork() noexcept = 0;
  virtual void after_fork_in_parent() noexcept = 0;
  /// In the child: let go of the parent's sockets, release the locks.
  virtual void after_fork_in_child() noexcept = 0;

protected:
  /// Called by the most derived class last in its constructor and first in its
  /// destructor: another thread may fork at any time between.
  void watch_forks();
  void ignore_forks() noexcept;
};

} // namespace dbsafe::detail

#endif
