//===- session.cpp - The handles that users hold --------------------------===//
//
// Thin: a moved-from handle is found here, everything else is session_state's.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/session.hpp"
#include "location_text.hpp"
#include "session_state.hpp"

namespace dbsafe {

void detail::fail_row_count(const char *function, std::size_t rows,
                            const std::source_location &where) {
  throw row_count_error(std::string(function) + " got " + std::to_string(rows) +
                        " rows, at " + location_text(where));
}

session::session(std::shared_ptr<detail::session_state> state)
    : state_(std::move(state)) {}

session::session(session &&other) noexcept = default;

detail::session_state &session::state() const {
  if (!state_)
    throw usage_error("the session was moved from");
  return *state_;
}

void session::commit() { state().commit(); }

void session::adopt() { state().adopt(); }

bool session::active() const noexcept { return state_ && state_->active(); }

result session::run(const sql_statement &sql, parameter_list parameters) {
  return state().run(sql, parameters);
}

result session::run_and_commit(const sql_statement &sql,
                               parameter_list parameters) {
  return state().run_and_commit(sql, parameters);
}

void session::perform_each(const sql_statement &sql, parameter_list parameters,
                           detail::row_sink &rows) {
  state().run_each(sql, parameters, rows);
}

std::uint64_t session::run_copy_in(const sql_statement &sql,
                                   detail::copy_source &rows) {
  return state().copy_in(sql, rows);
}

std::uint64_t session::run_copy_out(const sql_statement &sql,
                                    detail::copy_sink &rows) {
  return state().copy_out(sql, rows);
}

savepoint session::savepoint() {
  const unsigned number = state().open_savepoint();
  return {state_, number};
}

savepoint::savepoint(std::shared_ptr<detail::session_state> state,
                     unsigned number)
    : state_(std::move(state)), number_(number) {}

savepoint::savepoint(savepoint &&other) noexcept = default;

savepoint::~savepoint() {
  if (state_)
    state_->abandon_savepoint(number_);
}

void savepoint::release() {
  if (!state_)
    throw usage_error("the savepoint was moved from");
  state_->release_savepoint(number_);
}

void savepoint::rollback() {
  if (!state_)
    throw usage_error("the savepoint was moved from");
  state_->rollback_to_savepoint(number_);
}

} // namespace dbsafe
