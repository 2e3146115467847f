//===- session_rows.cpp - Row by row, in and out --------------------------===//
//
// While rows come or go the session is in the middle of a call: code of the
// user's runs inside it, which may throw, and may not use the session.
//
//===----------------------------------------------------------------------===//
#include "session_state.hpp"
#include "statement_report.hpp"

namespace dbsafe::detail {

void session_state::send_baggage(const std::source_location &where) {
  baggage with;
  pack(with);
  if (with.packet.empty())
    return;
  std::vector<result> results = send(with.packet, false);
  note_status();
  last_of(std::move(results), with.packet.size(), where);
}

void session_state::run_each(const sql_statement &sql,
                             parameter_list parameters, row_sink &rows) {
  const turn mine(*this, "a statement was run");
  check_statement(sql);
  std::exception_ptr thrown;
  {
    statement_report report(pool_->observer(), sql, parameters);
    report.of([&] { return stream(sql, parameters, rows, thrown); });
  }
  if (thrown)
    std::rethrow_exception(thrown);
}

result session_state::stream(const sql_statement &sql,
                             parameter_list parameters, row_sink &rows,
                             std::exception_ptr &thrown) {
  baggage with;
  pack(with);
  with.packet.push_back({sql.text, parameters, plan_use_of(sql)});
  std::vector<result> results;
  try {
    results = connection_->stream(with.packet, rows, thrown, answer_patience());
    begun_ = true;
    unsent_.clear();
  } catch (const connection_lost &lost) {
    if (!thrown)
      fail_lost(lost, false);
    end(false);
    std::rethrow_exception(thrown);
  } catch (...) {
    end(false);
    throw;
  }
  note_status();
  return last_of(std::move(results), with.packet.size(), sql.where);
}

template <class Copy>
result session_state::copy(const sql_statement &sql, std::exception_ptr &thrown,
                           Copy run) {
  std::vector<result> results;
  try {
    results.push_back(run());
  } catch (const connection_lost &lost) {
    if (!thrown)
      fail_lost(lost, false);
    end(false);
    std::rethrow_exception(thrown);
  } catch (...) {
    end(false);
    throw;
  }
  note_status();
  if (thrown) {
    if (failed_ && first_error_.empty())
      first_error_ = "the rows of copy_in() ended in an exception";
    std::rethrow_exception(thrown);
  }
  return last_of(std::move(results), 1, sql.where);
}

std::uint64_t session_state::copy_in(const sql_statement &sql,
                                     copy_source &rows) {
  const turn mine(*this, "copy_in()");
  check_statement(sql);
  send_baggage(sql.where);
  statement_report report(pool_->observer(), sql, {nullptr, 0});
  std::exception_ptr thrown;
  return report
      .of([&] {
        return copy(sql, thrown, [&] {
          return connection_->copy_in(sql.text, rows, thrown,
                                      answer_patience());
        });
      })
      .affected();
}

std::uint64_t session_state::copy_out(const sql_statement &sql,
                                      copy_sink &rows) {
  const turn mine(*this, "copy_out()");
  check_statement(sql);
  send_baggage(sql.where);
  statement_report report(pool_->observer(), sql, {nullptr, 0});
  std::exception_ptr thrown;
  return report
      .of([&] {
        return copy(sql, thrown, [&] {
          return connection_->copy_out(sql.text, rows, thrown,
                                       answer_patience());
        });
      })
      .affected();
}

} // namespace dbsafe::detail
