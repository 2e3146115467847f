//===- session_state.cpp - Statements, commit, rollback -------------------===//
//
// After every packet the server's own word on the transaction is checked
// (ReadyForQuery); a connection whose state is not what it should be is closed
// rather than repaired.
//
//===----------------------------------------------------------------------===//
#include "session_state.hpp"
#include "location_text.hpp"

namespace dbsafe::detail {

/// How long a rollback may take before the connection is dropped instead.
static constexpr std::chrono::seconds rollback_patience{1};
/// How much longer than statement_timeout the answer may take to arrive.
static constexpr std::chrono::seconds network_grace{2};

session_state::session_state(std::shared_ptr<pool_state> pool, principal who,
                             transaction_options options,
                             std::source_location where)
    : pool_(std::move(pool)), who_(std::move(who)), options_(options) {
  holder_.where = where;
  connection_ = pool_->acquire(holder_);
}

session_state::~session_state() { rollback(); }

struct session_state::opening {
  std::string begin;
  const char *settings;
  std::array<parameter, 7> values;
  std::size_t count;

  opening(const pool_options &pool, const principal &who,
          const transaction_options &options)
      : begin("BEGIN") {
    switch (options.isolation) {
    case isolation::server_default:
      break;
    case isolation::read_committed:
      begin += " ISOLATION LEVEL READ COMMITTED";
      break;
    case isolation::repeatable_read:
      begin += " ISOLATION LEVEL REPEATABLE READ";
      break;
    case isolation::serializable:
      begin += " ISOLATION LEVEL SERIALIZABLE";
      break;
    }
    if (options.read_only)
      begin += " READ ONLY";
    if (options.deferrable)
      begin += " DEFERRABLE";

    // Both are set every time: what another client left in the connection of
    // a pooler must not decide what this transaction sees. Qualified, so that
    // no search_path can put another function in the place.
    values[0].borrow_text(pool.principal_setting);
    values[1].borrow_text(who.user);
    values[2].borrow_text(pool.system_setting);
    values[3].borrow_text(who.system_reason);
    values[4].set_number(pool.statement_timeout.count());
    settings = "select pg_catalog.set_config($1, $2, true), "
               "pg_catalog.set_config($3, $4, true), "
               "pg_catalog.set_config('statement_timeout', $5, true)";
    count = 5;
    if (!who.system_reason.empty() && !pool.system_role.empty()) {
      values[5].borrow_text(pool.system_role);
      settings = "select pg_catalog.set_config($1, $2, true), "
                 "pg_catalog.set_config($3, $4, true), "
                 "pg_catalog.set_config('statement_timeout', $5, true), "
                 "pg_catalog.set_config('role', $6, true)";
      count = 6;
    }
  }

  void append_to(std::vector<request> &packet) const {
    packet.push_back({begin.c_str(), {nullptr, 0}});
    packet.push_back({settings, {values.data(), count}});
  }
};

void session_state::require_active(const char *action) const {
  if (holder_.abandoned)
    throw usage_error(std::string(action) +
                      " on a session of the parent process, after fork(): "
                      "begin one in the child");
  if (!active_)
    throw usage_error(std::string(action) +
                      " on a session that has ended, begun at " +
                      location_text(holder_.where));
}

void session_state::require_usable(const char *action) const {
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
  if (sql.facts.effect == session_effect::none)
    return;
  if (sql.facts.effect == session_effect::certain &&
      pool_->options().endpoint == endpoint::transaction_pooler)
    throw usage_error(
        "the statement at " + location_text(sql.where) +
        " changes the session beyond its transaction (SET, LISTEN, PREPARE, a "
        "temporary table, an advisory lock), and behind a transaction pooler "
        "the next client of the connection would inherit it: use SET LOCAL, "
        "ON COMMIT DROP, pg_advisory_xact_lock, or a direct connection");
  dirty_ = true;
}

deadline session_state::answer_deadline() const {
  const auto limit = pool_->options().statement_timeout;
  return limit.count() == 0 ? no_deadline
                            : clock::now() + limit + network_grace;
}

std::vector<result> session_state::send(std::span<const request> packet,
                                        bool commits) {
  try {
    // A server that is gone already cannot commit: no need to wonder later.
    if (commits && !connection_->alive())
      throw connection_lost{"the server closed the connection", false, false};
    std::vector<result> results =
        connection_->exchange(packet, answer_deadline());
    begun_ = true;
    unsent_.clear();
    return results;
  } catch (const connection_lost &lost) {
    end(false);
    if (commits && lost.sent)
      throw commit_unknown(
          "the connection broke while the transaction committed; whether it "
          "did is not known, so check before doing it again: " +
          lost.message);
    const std::string text = "the transaction was not committed: ";
    if (lost.timed_out)
      throw timeout_error(text + "the server did not answer in time");
    throw connection_error(text + lost.message);
  } catch (...) {
    end(false); // Half a packet may be under way.
    throw;
  }
}

/// Compares the server's idea of the transaction with ours.
void session_state::note_status() {
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
    query_error error = to_query_error(results.back(), pool_->config(), where);
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
  check_statement(sql);
  std::optional<opening> first;
  std::vector<request> packet;
  packet.reserve(3 + unsent_.size());
  if (!begun_)
    first.emplace(pool_->options(), who_, options_).append_to(packet);
  for (const std::string &one : unsent_)
    packet.push_back({one.c_str(), {nullptr, 0}});
  packet.push_back({sql.text, parameters});
  std::vector<result> results = send(packet, false);
  note_status();
  return last_of(std::move(results), packet.size(), sql.where);
}

result session_state::run_and_commit(const sql_statement &sql,
                                     parameter_list parameters) {
  check_statement(sql);
  const opening first(pool_->options(), who_, options_);
  std::vector<request> packet;
  packet.reserve(4);
  first.append_to(packet);
  packet.push_back({sql.text, parameters});
  packet.push_back({"COMMIT", {nullptr, 0}});
  std::vector<result> results = send(packet, true);
  if (results.size() == packet.size() && !is_error(results.back())) {
    end(true);
    result rows = std::move(results[results.size() - 2]);
    return rows;
  }
  result rows = last_of(std::move(results), packet.size(), sql.where);
  return rows; // Not reached: an incomplete answer throws.
}

void session_state::commit() {
  require_active("commit()");
  if (failed_) {
    rollback();
    throw transaction_aborted("commit() of a transaction that cannot commit "
                              "any more; it was rolled back. The cause: " +
                              first_error_);
  }
  if (!savepoints_.empty()) {
    rollback();
    throw usage_error("commit() while a savepoint is still open: release() or "
                      "destroy it first. The transaction was rolled back");
  }
  if (!begun_)
    return end(true);
  const request packet[] = {{"COMMIT", {nullptr, 0}}};
  std::vector<result> results = send(packet, true);
  const bool idle = connection_->status() == transaction_status::idle;
  // A transaction that failed without our noticing answers "ROLLBACK".
  const bool committed = results.size() == 1 && !is_error(results[0]) &&
                         results[0].command() == "COMMIT";
  end(idle);
  if (committed)
    return;
  last_of(std::move(results), 1, holder_.where);
  throw transaction_aborted("the server rolled back instead of committing");
}

void session_state::rollback() noexcept {
  if (!active_)
    return;
  bool reusable = true;
  if (begun_ && !holder_.abandoned &&
      connection_->status() != transaction_status::idle) {
    try {
      const request packet[] = {{"ROLLBACK", {nullptr, 0}}};
      connection_->exchange(packet, clock::now() + rollback_patience);
    } catch (...) {
      reusable = false;
    }
  }
  end(reusable);
}

/// Gives the connection back, if there is one; whoever gets it next gets it
/// outside of a transaction and without anything of ours.
void session_state::end(bool reusable) noexcept {
  if (!active_)
    return;
  active_ = false;
  savepoints_.clear();
  const bool reset = pool_->options().endpoint == endpoint::direct &&
                     (dirty_ || pool_->options().always_reset);
  if (!holder_.abandoned)
    reusable = reusable && connection_->status() == transaction_status::idle &&
               (!reset || !begun_ || connection_->begin_reset());
  pool_->release(holder_, std::move(connection_), reusable);
}

} // namespace dbsafe::detail
