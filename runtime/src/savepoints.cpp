//===- savepoints.cpp - Going back half the way ---------------------------===//
//
// SAVEPOINT and RELEASE wait for the next statement; going back is sent at
// once, because locks and errors of the part undone should not outlast it.
//
//===----------------------------------------------------------------------===//
#include "session_state.hpp"

#include <algorithm>

namespace dbsafe::detail {

static std::string name_of(unsigned number) {
  return "dbsafe_" + std::to_string(number);
}

static std::string opening_of(unsigned number) {
  return "SAVEPOINT " + name_of(number);
}

unsigned session_state::open_savepoint() {
  const turn mine(*this, "savepoint()");
  require_usable("savepoint()");
  savepoints_.reserve(savepoints_.size() + 1);
  unsent_.push_back(opening_of(last_savepoint_ + 1));
  savepoints_.push_back(++last_savepoint_);
  return last_savepoint_;
}

std::size_t session_state::place_of_savepoint(unsigned number) const {
  const auto found = std::ranges::find(savepoints_, number);
  if (found == savepoints_.end())
    throw usage_error("the savepoint has already ended, by itself or with one "
                      "around it");
  return static_cast<std::size_t>(found - savepoints_.begin());
}

bool session_state::is_unsent(unsigned number) const {
  return std::ranges::find(unsent_, opening_of(number)) != unsent_.end();
}

void session_state::release_savepoint(unsigned number) {
  const turn mine(*this, "release()");
  require_usable("release()");
  const std::size_t place = place_of_savepoint(number);
  if (is_unsent(number)) // Nothing ran since: as if it had never been.
    unsent_.erase(std::ranges::find(unsent_, opening_of(number)),
                  unsent_.end());
  else
    unsent_.push_back("RELEASE SAVEPOINT " + name_of(number));
  savepoints_.resize(place);
}

void session_state::rollback_to_savepoint(unsigned number) {
  const turn mine(*this, "rollback()");
  require_active("rollback()");
  roll_back_to(number);
}

void session_state::roll_back_to(unsigned number) {
  const std::size_t place = place_of_savepoint(number);
  if (is_unsent(number)) {
    unsent_.erase(std::ranges::find(unsent_, opening_of(number)),
                  unsent_.end());
    savepoints_.resize(place);
    return;
  }
  // Whatever waits to be sent was made inside and is undone with it.
  unsent_.clear();
  const std::string back = "ROLLBACK TO SAVEPOINT " + name_of(number);
  const std::string done = "RELEASE SAVEPOINT " + name_of(number);
  const request packet[] = {{back.c_str(), {nullptr, 0}},
                            {done.c_str(), {nullptr, 0}}};
  const std::vector<result> results = send(packet, false);
  savepoints_.resize(place);
  note_status();
  if (failed_) {
    end(false);
    throw connection_error("the server cannot go back to a savepoint; the "
                           "whole transaction was undone");
  }
  first_error_.clear();
}

void session_state::abandon_savepoint(unsigned number) noexcept {
  if (!enter())
    return rollback(); // By the thread that is in the middle of something.
  if (active_ && !holder_.abandoned &&
      std::ranges::find(savepoints_, number) != savepoints_.end()) {
    try {
      roll_back_to(number);
    } catch (...) {
      undo();
    }
  }
  leave();
}

} // namespace dbsafe::detail
