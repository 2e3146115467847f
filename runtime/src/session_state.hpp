//===- session_state.hpp - A transaction and where it stands --------------===//
//
// Shared by a session and its savepoints, so that any order of destruction is
// defined. Knows what has been promised but not yet sent: BEGIN, SAVEPOINT and
// RELEASE wait here for the next statement and travel with it.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SESSION_STATE_HPP
#define DBSAFE_SESSION_STATE_HPP

#include "pool_state.hpp"

namespace dbsafe::detail {

/// Whose transaction it is, as the settings that carry it to the server.
struct principal {
  std::string user;          ///< Empty: nobody, or the system.
  std::string system_reason; ///< Not empty: the system.
};

class session_state {
public:
  /// Takes a connection; sends nothing.
  session_state(std::shared_ptr<pool_state> pool, principal who,
                transaction_options options, std::source_location where);
  ~session_state();
  session_state(const session_state &) = delete;
  session_state &operator=(const session_state &) = delete;

  result run(const sql_statement &sql, parameter_list parameters);
  result run_and_commit(const sql_statement &sql, parameter_list parameters);
  void commit();
  void rollback() noexcept;
  bool active() const noexcept { return active_; }

  unsigned open_savepoint();
  void release_savepoint(unsigned number);
  void rollback_to_savepoint(unsigned number);
  /// For destructors: if it cannot go back, the whole transaction is undone.
  void abandon_savepoint(unsigned number) noexcept;

private:
  /// BEGIN and the settings, with the storage of their parameters.
  struct opening;

  void require_active(const char *action) const;
  void require_usable(const char *action) const;
  void check_statement(const sql_statement &sql);
  std::vector<result> send(std::span<const request> packet, bool commits);
  result last_of(std::vector<result> results, std::size_t expected,
                 const std::source_location &where);
  void note_status();
  std::size_t place_of_savepoint(unsigned number) const;
  bool is_unsent(unsigned number) const;
  void end(bool reusable) noexcept;
  deadline answer_deadline() const;

  std::shared_ptr<pool_state> pool_;
  holder holder_;
  std::unique_ptr<connection> connection_;
  const principal who_;
  const transaction_options options_;

  bool active_ = true;
  bool begun_ = false;
  bool dirty_ = false; ///< Something may outlast the transaction.
  bool failed_ = false;
  std::string first_error_;
  std::vector<std::string> unsent_;  ///< SAVEPOINT and RELEASE.
  std::vector<unsigned> savepoints_; ///< Open ones, outermost first.
  unsigned last_savepoint_ = 0;
};

} // namespace dbsafe::detail

#endif
