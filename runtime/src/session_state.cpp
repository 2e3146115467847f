//===- session_state.cpp - Statements, commit, rollback -------------------===//
//
// After every packet the server's own word on the transaction is checked
// (ReadyForQuery); a connection whose state is not what it should be is closed
// rather than repaired.
//
//===----------------------------------------------------------------------===//
#include "session_state.hpp"
#include "location_text.hpp"
#include "statement_report.hpp"

namespace dbsafe::detail {

/// How long a rollback may take before the connection is dropped instead.
static constexpr std::chrono::seconds rollback_patience{1};
/// How much longer than the pool's statement_timeout, or the transaction's
/// timeout, the answer may take to arrive.
static constexpr std::chrono::seconds network_grace{2};
static constexpr std::chrono::milliseconds deadline_grace{500};
/// How long the server has to obey when it is asked to cancel.
static constexpr std::chrono::seconds cancel_patience{1};

session_state::session_state(std::shared_ptr<pool_state> pool,
                             std::shared_ptr<const principal> who,
                             const transaction_options &options,
                             std::source_location where)
    : pool_(std::move(pool)), who_(std::move(who)), options_(options),
      limit_(options.timeout.count() == 0 ? no_deadline
                                          : clock::now() + options.timeout),
      owner_(std::this_thread::get_id()) {
  holder_.where = where;
}

session_state::~session_state() { undo(); }

static const principal nobody;

session_state::turn::turn(session_state &of, const char *action) : of_(of) {
  const bool own =
      of.owner_.load(std::memory_order_relaxed) == std::this_thread::get_id();
  if (own && of.enter())
    return;
  throw usage_error(
      std::string(action) + " on a session " +
      (own ? "that is in the middle of another call"
           : "that belongs to another thread") +
      ", begun at " + location_text(of.holder_.where) +
      ": begin one per thread, or call adopt() where work changes threads");
}

session_state::turn::~turn() { of_.leave(); }

void session_state::leave() noexcept {
  busy_.exchange(false, std::memory_order_acq_rel);
  if (forsaken_.load(std::memory_order_relaxed))
    rollback();
}

void session_state::adopt() {
  if (!enter())
    throw usage_error("adopt() of a session that another thread is using, "
                      "begun at " +
                      location_text(holder_.where));
  owner_ = std::this_thread::get_id();
  if (active_ && !holder_.abandoned)
    pool_->hand_to_this_thread(holder_);
  leave();
}

void session_state::require_active(const char *action) {
  if (holder_.abandoned)
    throw usage_error(std::string(action) +
                      " on a session of the parent process, after fork(): "
                      "begin one in the child");
  if (!active_)
    throw usage_error(std::string(action) +
                      " on a session that has ended, begun at " +
                      location_text(holder_.where));
  if (holder_.revoked) {
    undo();
    throw pool_closed(std::string(action) +
                      " after the pool was closed and the time to finish was "
                      "over; the transaction was rolled back");
  }
}

void session_state::require_usable(const char *action) {
  require_active(action);
  if (failed_)
    throw transaction_aborted(
        std::string(action) +
        " in a transaction that cannot commit any more, because of: " +
        first_error_ +
        ". Let the error end the transaction, or put a savepoint() around "
        "what may fail");
}

void session_state::check_statement(const sql_statement &sql) {
  require_usable("a statement was run");
  may_have_written_ |= !sql.facts.repeatable;
  if (sql.facts.effect == session_effect::none)
    return;
  if (sql.facts.effect == session_effect::certain && connection_->pooled)
    throw usage_error(
        "the statement at " + location_text(sql.where) +
        " changes the session beyond its transaction (SET, LISTEN, PREPARE, a "
        "temporary table, an advisory lock), and behind a transaction pooler "
        "the next client of the connection would inherit it: use SET LOCAL, "
        "ON COMMIT DROP, pg_advisory_xact_lock, or a direct connection");
  dirty_ = true;
  connection_->forget_plans(); // DEALLOCATE ALL is one of these.
}

std::chrono::milliseconds session_state::statement_limit() {
  const auto limit = pool_->options().statement_timeout;
  if (limit_ == no_deadline)
    return limit;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(limit_ - clock::now());
  if (left.count() <= 0) {
    undo();
    throw timeout_error("the transaction begun at " +
                        location_text(holder_.where) +
                        " used up its time; it was rolled back");
  }
  return limit.count() == 0 ? left : std::min(limit, left);
}

patience session_state::answer_patience() const noexcept {
  deadline ask = limit_ == no_deadline ? limit_ : limit_ + deadline_grace;
  if (const auto limit = pool_->options().statement_timeout; limit.count() != 0)
    ask = std::min(ask, clock::now() + limit + network_grace);
  return {ask, ask == no_deadline ? ask : ask + cancel_patience};
}

std::vector<result> session_state::send(std::span<const request> packet,
                                        bool commits) {
  try {
    // A server that is gone already cannot commit: no need to wonder later.
    // (Before the first packet, that was just looked at.)
    if (commits && begun_ && !connection_->alive())
      throw connection_lost{"the server closed the connection", false, false};
    std::vector<result> results =
        connection_->exchange(packet, answer_patience());
    begun_ = true;
    unsent_.clear();
    return results;
  } catch (const connection_lost &lost) {
    fail_lost(lost, commits);
  } catch (...) {
    end(false); // Half a packet may be under way.
    throw;
  }
}

std::vector<result> session_state::send_first(std::span<const request> packet,
                                              bool commits) {
  const bool alone = !begun_ && unsent_.empty();
  std::vector<result> results = send(packet, commits);
  if (!alone || !connection_->lost_plan())
    return results;
  pool_->change_plans(); // A table changed: others need not find out as well.
  const request back[] = {{"ROLLBACK", {nullptr, 0}}};
  send(back, false);
  return send(packet, commits);
}

void session_state::fail_lost(const connection_lost &lost, bool commits) {
  end(false);
  if (commits && lost.sent && !lost.last_not_run && commit_matters())
    throw commit_unknown(
        "the connection broke while the transaction committed; whether it "
        "did is not known, so check before doing it again: " +
        lost.message);
  const std::string text = "the transaction was not committed: ";
  if (lost.timed_out)
    throw timeout_error(text + "the server did not answer in time");
  throw connection_error(text + lost.message);
}

/// Compares the server's idea of the transaction with ours.
void session_state::note_status() {
  if (connection_->lost_plan())
    pool_->change_plans(); // A table changed: others need not find out as well.
  switch (connection_->status()) {
  case transaction_status::open:
    failed_ = false;
    return;
  case transaction_status::failed:
    failed_ = true;
    return;
  case transaction_status::idle:
  case transaction_status::unknown:
    end(false);
    throw connection_error("the transaction ended behind the session's back; "
                           "the connection was closed");
  }
}

result session_state::last_of(std::vector<result> results, std::size_t expected,
                              const std::source_location &where) {
  if (!results.empty() && is_error(results.back())) {
    query_error error =
        to_query_error(results.back(), connection_->config(), where);
    if (first_error_.empty())
      first_error_ = error.what();
    throw error;
  }
  if (results.size() != expected) {
    end(false);
    throw connection_error("the server's answer is incomplete; the connection "
                           "was closed");
  }
  return std::move(results.back());
}

result session_state::run(const sql_statement &sql, parameter_list parameters) {
  const turn mine(*this, "a statement was run");
  check_statement(sql);
  statement_report report(pool_->observer(), sql, parameters);
  return report.of([&] { return exchange_one(sql, parameters); });
}

const principal &session_state::who() const noexcept {
  return who_ ? *who_ : nobody;
}

void session_state::pack(baggage &with) {
  with.packet.reserve(3 + unsent_.size());
  if (!begun_)
    with.first.emplace(pool_->options(), who(), options_, statement_limit())
        .append_to(with.packet);
  else if (limit_ != no_deadline)
    with.time_left.emplace(statement_limit()).append_to(with.packet);
  for (const std::string &one : unsent_)
    with.packet.push_back({one.c_str(), {nullptr, 0}});
}

result session_state::exchange_one(const sql_statement &sql,
                                   parameter_list parameters) {
  baggage with;
  pack(with);
  with.packet.push_back({sql.text, parameters, plan_use_of(sql)});
  std::vector<result> results = send_first(with.packet, false);
  note_status();
  return last_of(std::move(results), with.packet.size(), sql.where);
}

result session_state::run_and_commit(const sql_statement &sql,
                                     parameter_list parameters) {
  const turn mine(*this, "a statement was run");
  check_statement(sql);
  statement_report report(pool_->observer(), sql, parameters);
  return report.of([&] { return exchange_last(sql, parameters); });
}

result session_state::exchange_last(const sql_statement &sql,
                                    parameter_list parameters) {
  const opening first(pool_->options(), who(), options_, statement_limit());
  std::vector<request> packet;
  packet.reserve(4);
  first.append_to(packet);
  packet.push_back({sql.text, parameters, plan_use_of(sql)});
  packet.push_back(commit_request());
  std::vector<result> results = send_first(packet, true);
  if (results.size() == packet.size() && !is_error(results.back())) {
    end(true);
    result rows = std::move(results[results.size() - 2]);
    return rows;
  }
  result rows = last_of(std::move(results), packet.size(), sql.where);
  return rows; // Not reached: an incomplete answer throws.
}

void session_state::commit() {
  const turn mine(*this, "commit()");
  require_active("commit()");
  if (failed_) {
    undo();
    throw transaction_aborted("commit() of a transaction that cannot commit "
                              "any more; it was rolled back. The cause: " +
                              first_error_);
  }
  if (!savepoints_.empty()) {
    undo();
    throw usage_error("commit() while a savepoint is still open: release() or "
                      "destroy it first. The transaction was rolled back");
  }
  if (!begun_)
    return end(true);
  statement_limit(); // Too late is known, and better than not knowing.
  const request packet[] = {commit_request()};
  std::vector<result> results = send(packet, true);
  const bool idle = connection_->status() == transaction_status::idle;
  // A transaction that failed without our noticing answers "ROLLBACK".
  const bool committed = results.size() == 1 && !is_error(results[0]) &&
                         results[0].command() == "COMMIT";
  if (committed)
    return end(true);
  try {
    last_of(std::move(results), 1, holder_.where);
  } catch (...) {
    end(idle);
    throw;
  }
  end(idle);
  throw transaction_aborted("the server rolled back instead of committing");
}

bool session_state::send_rollback() noexcept {
  try {
    const request packet[] = {{"ROLLBACK", {nullptr, 0}}};
    const deadline until = clock::now() + rollback_patience;
    connection_->exchange(packet, {until, until});
    return true;
  } catch (...) {
    return false;
  }
}

} // namespace dbsafe::detail
