//===- line.cpp - Joining, leaving, being told ----------------------------===//
#include "line.hpp"

namespace dbsafe::detail {

waiter::answer waiter::wait(deadline until) {
  std::unique_lock own(mutex_);
  const auto told = [this] { return answer_ != answer::none; };
  if (until == no_deadline)
    told_.wait(own, told);
  else
    told_.wait_until(own, until, told);
  return answer_;
}

void waiter::tell(answer what) noexcept {
  // Notified under its own lock, so that it cannot be gone before.
  const std::lock_guard own(mutex_);
  answer_ = what;
  told_.notify_one();
}

void waiting_line::join(waiter &last) noexcept {
  last.in_line_ = true;
  last.previous_ = last_;
  last.next_ = nullptr;
  (last_ ? last_->next_ : first_) = &last;
  last_ = &last;
  ++size_;
}

void waiting_line::leave(waiter &one) noexcept {
  (one.previous_ ? one.previous_->next_ : first_) = one.next_;
  (one.next_ ? one.next_->previous_ : last_) = one.previous_;
  one.in_line_ = false;
  one.next_ = nullptr;
  --size_;
}

void waiting_line::forget() noexcept {
  first_ = last_ = nullptr;
  size_ = 0;
}

void farewell::add(waiter &left) noexcept {
  left.next_ = first_;
  first_ = &left;
}

void farewell::tell() noexcept {
  while (first_) {
    waiter &one = *first_;
    first_ = one.next_;
    one.tell(what_);
  }
}

} // namespace dbsafe::detail
