//===- session_state.hpp - A transaction and where it stands --------------===//
//
// Shared by a session and its savepoints, so that any order of destruction is
// defined. Knows what has been promised but not yet sent: BEGIN, SAVEPOINT and
// RELEASE wait here for the next statement and travel with it.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SESSION_STATE_HPP
#define DBSAFE_SESSION_STATE_HPP

#include "opening.hpp"
#include "pool_state.hpp"

namespace dbsafe::detail {

class session_state {
public:
  session_state(std::shared_ptr<pool_state> pool,
                std::shared_ptr<const principal> who,
                const transaction_options &options, std::source_location where);
  ~session_state();
  session_state(const session_state &) = delete;
  session_state &operator=(const session_state &) = delete;

  /// Once, before anything else. Sends nothing; throws as pool_state::acquire.
  void take_connection();

  result run(const sql_statement &sql, parameter_list parameters);
  result run_and_commit(const sql_statement &sql, parameter_list parameters);
  void run_each(const sql_statement &sql, parameter_list parameters,
                row_sink &rows);
  std::uint64_t copy_in(const sql_statement &sql, copy_source &rows);
  std::uint64_t copy_out(const sql_statement &sql, copy_sink &rows);
  void commit();
  /// If another thread is in the middle of something with this session, that
  /// one does it when it is done.
  void rollback() noexcept;
  void adopt();
  bool active() const noexcept { return active_; }

  unsigned open_savepoint();
  void release_savepoint(unsigned number);
  void rollback_to_savepoint(unsigned number);
  /// For destructors: if it cannot go back, the whole transaction is undone.
  void abandon_savepoint(unsigned number) noexcept;

private:
  /// One call into the session: from its own thread, one at a time.
  class turn {
  public:
    turn(session_state &of, const char *action);
    ~turn();
    turn(const turn &) = delete;
    turn &operator=(const turn &) = delete;

  private:
    session_state &of_;
  };
  friend class turn;

  bool enter() noexcept {
    return !busy_.exchange(true, std::memory_order_acq_rel);
  }
  /// Does what another thread asked for meanwhile.
  void leave() noexcept;
  const principal &who() const noexcept;
  result exchange_one(const sql_statement &sql, parameter_list parameters);
  result exchange_last(const sql_statement &sql, parameter_list parameters);
  void undo() noexcept;
  /// False if the connection cannot be used again.
  bool send_rollback() noexcept;
  void roll_back_to(unsigned number);
  void require_active(const char *action);
  void require_usable(const char *action);
  void check_statement(const sql_statement &sql);
  std::vector<result> send(std::span<const request> packet, bool commits);
  /// The same; if nothing ran in this transaction yet and the connection's
  /// plans were out of date, once more with new ones.
  std::vector<result> send_first(std::span<const request> packet, bool commits);
  bool commit_matters() const noexcept {
    return may_have_written_ && !options_.read_only;
  }
  /// Ends the session, and says what is known of its transaction.
  [[noreturn]] void fail_lost(const connection_lost &lost, bool commits);
  /// What waits to travel with the next statement.
  struct baggage {
    std::optional<opening> first;
    std::optional<timeout_change> time_left;
    std::vector<request> packet;
  };
  void pack(baggage &with);
  /// Sends it by itself, for what it cannot travel with.
  void send_baggage(const std::source_location &where);
  result stream(const sql_statement &sql, parameter_list parameters,
                row_sink &rows, std::exception_ptr &thrown);
  template <class Copy>
  result copy(const sql_statement &sql, std::exception_ptr &thrown, Copy run);
  result last_of(std::vector<result> results, std::size_t expected,
                 const std::source_location &where);
  void note_status();
  std::size_t place_of_savepoint(unsigned number) const;
  bool is_unsent(unsigned number) const;
  /// What changes the session may also take its plans away.
  plan_use plan_use_of(const sql_statement &sql) const noexcept {
    return dirty_ || sql.made_at_run_time ? plan_use::none
                                          : plan_use::when_repeated;
  }
  request commit_request() const noexcept {
    return {
        "COMMIT", {nullptr, 0}, dirty_ ? plan_use::none : plan_use::at_once};
  }
  void end(bool reusable) noexcept;
  /// What is left of the transaction's time; throws timeout_error if nothing.
  std::chrono::milliseconds statement_limit();
  patience answer_patience() const noexcept;

  std::shared_ptr<pool_state> pool_;
  holder holder_;
  std::unique_ptr<connection> connection_;
  const std::shared_ptr<const principal> who_; ///< None: nobody.
  const transaction_options options_;
  const deadline limit_;

  std::atomic<std::thread::id> owner_;
  std::atomic<bool> busy_ = false;
  /// To be rolled back by who is busy. Written before busy_ is tried, read
  /// after it was given up.
  std::atomic<bool> forsaken_ = false;
  bool active_ = false;
  bool begun_ = false;
  bool dirty_ = false; ///< Something may outlast the transaction.
  /// A statement that would do harm if it were done twice was run: whether it
  /// was committed matters.
  bool may_have_written_ = false;
  bool failed_ = false;
  std::string first_error_;
  std::vector<std::string> unsent_;  ///< SAVEPOINT and RELEASE.
  std::vector<unsigned> savepoints_; ///< Open ones, outermost first.
  unsigned last_savepoint_ = 0;
};

} // namespace dbsafe::detail

#endif
