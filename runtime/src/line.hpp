//===- line.hpp - Those who wait for a connection -------------------------===//
//
// First come, first served. Whoever gives a place away prepares everything for
// the next in line under the pool's lock, and wakes it up once that is free
// again: a thread that wakes up with what it needs asks for no lock, on which
// it would only fall asleep once more.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_LINE_HPP
#define DBSAFE_LINE_HPP

#include "connection.hpp"

#include <condition_variable>
#include <mutex>

namespace dbsafe::detail {

struct holder;

/// A place in the pool that was given to somebody.
struct lease {
  std::unique_ptr<connection> with; ///< Null: to be opened.
  bool ask = false;                 ///< Whether the server still answers.
};

/// Somebody in line, on that thread's stack.
class waiter {
public:
  enum class answer : unsigned char { none, served, closed };

  explicit waiter(holder &by) : by(by) {}

  /// What came, or `none` at the deadline. With `none` and no longer in_line()
  /// somebody is about to tell: wait for that, it does not take long.
  answer wait(deadline until);
  /// Not under the pool's lock. Afterwards the waiter may be gone.
  void tell(answer what) noexcept;

  /// Guarded by the pool's lock.
  bool in_line() const noexcept { return in_line_; }

  holder &by;
  lease given;

private:
  friend class waiting_line;
  friend class farewell;

  std::mutex mutex_;
  std::condition_variable told_;
  answer answer_ = answer::none;
  bool in_line_ = false;
  waiter *previous_ = nullptr;
  waiter *next_ = nullptr;
};

/// Guarded by the pool's lock.
class waiting_line {
public:
  bool empty() const noexcept { return !first_; }
  std::size_t size() const noexcept { return size_; }
  void join(waiter &last) noexcept;
  void leave(waiter &one) noexcept;
  waiter &first() const noexcept { return *first_; }
  /// After fork(), in the child, where none of them exists.
  void forget() noexcept;
  template <class Predicate> bool any(Predicate holds) const {
    for (const waiter *one = first_; one; one = one->next_)
      if (holds(*one))
        return true;
    return false;
  }

private:
  waiter *first_ = nullptr;
  waiter *last_ = nullptr;
  std::size_t size_ = 0;
};

/// Those who have left the line and are still to be told. Declare it before
/// the pool's lock: it tells them when it is destroyed, after that is free.
class farewell {
public:
  explicit farewell(waiter::answer what) : what_(what) {}
  farewell(const farewell &) = delete;
  farewell &operator=(const farewell &) = delete;
  ~farewell() { tell(); }

  void add(waiter &left) noexcept;
  bool empty() const noexcept { return !first_; }
  void tell() noexcept;

private:
  waiter *first_ = nullptr;
  const waiter::answer what_;
};

} // namespace dbsafe::detail

#endif
