//===- session.hpp - A transaction that cannot be forgotten ---------------===//
//
// A session is one transaction on one connection. It ends in exactly one of
// three ways: commit() returned, rollback() was called, or it was destroyed,
// which rolls back. There is no autocommit to fall back into and no way to
// leave a transaction open for the next borrower (CWE-772, CWE-459).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SESSION_HPP
#define DBSAFE_SESSION_HPP

#include "dbsafe/copy.hpp"
#include "dbsafe/queries.hpp"

#include <chrono>

namespace dbsafe {

namespace detail {
class session_state;
}

/// What concurrent transactions may see of each other (PostgreSQL manual,
/// section 13.2). `server_default` is read committed unless configured.
enum class isolation : unsigned char {
  server_default,
  read_committed,
  repeatable_read,
  serializable,
};

struct transaction_options {
  dbsafe::isolation isolation = dbsafe::isolation::server_default;
  bool read_only = false;
  /// With serializable and read_only: waits for a moment in which it can
  /// neither fail nor make others fail.
  bool deferrable = false;
  /// For everything from asking for a connection to the answer to COMMIT. What
  /// is left of it travels with every statement as its statement_timeout; half
  /// a second after its end the server is asked to cancel, a second later the
  /// connection is closed. 0: only the pool's limits hold.
  std::chrono::milliseconds timeout{0};
  /// How often transact() may run its function. More than 1 says that all of
  /// it may be done again: after a serialization failure or a deadlock (40001,
  /// 40P01) it is, in a new transaction, after a short random pause, within
  /// `timeout`. Nothing else is retried, and never a commit_unknown.
  unsigned attempts = 1;
};

/// A point inside a transaction to which it can go back. Destroying it without
/// release() goes back, and never throws. Savepoints nest: ending one ends
/// those made after it. May outlive its session; then it does nothing.
class savepoint {
public:
  savepoint(savepoint &&other) noexcept;
  savepoint &operator=(savepoint &&) = delete;
  ~savepoint();

  /// Keeps what was done since. Costs no round trip of its own. Throws
  /// transaction_aborted if a statement failed since, usage_error if this
  /// savepoint has already ended.
  void release();
  /// Undoes what was done since; one round trip. A failed statement since is
  /// forgiven. Throws as above, and connection_error.
  void rollback();

private:
  friend class session;
  savepoint(std::shared_ptr<detail::session_state> state, unsigned number);

  std::shared_ptr<detail::session_state> state_;
  unsigned number_;
};

/// One transaction. Made by pool and by pool.as(user). Belongs to the thread
/// that began it: used from another one it throws usage_error, until that calls
/// adopt(). May be moved, and a moved-from session throws usage_error. Its
/// connection is taken when it is made and given back when it ends; BEGIN is
/// sent together with the first statement, so a session that runs nothing
/// costs nothing.
class session : public queries<session>, public copies<session> {
public:
  session(session &&other) noexcept;
  session &operator=(session &&) = delete;
  /// Rolls back if neither commit() nor rollback() was called. Never throws,
  /// and waits at most a second for the server before it drops the connection.
  ~session();

  /// Makes the work permanent and gives the connection back.
  /// Throws transaction_aborted if a statement failed (even if that was
  /// caught), query_error if the server refuses, commit_unknown if the
  /// connection broke before the answer, usage_error if the session has ended
  /// or a savepoint is still open. The session has ended in all cases.
  void commit();

  /// Undoes the work and gives the connection back. Does nothing if the
  /// session has ended.
  void rollback() noexcept;

  /// The calling thread goes on with it, the one before no longer uses it: for
  /// work that changes threads. Throws usage_error if it is in use right now.
  void adopt();

  /// True until commit() or rollback() or a broken connection.
  bool active() const noexcept;

  /// Costs no round trip: travels with the next statement.
  [[nodiscard]] dbsafe::savepoint savepoint();

private:
  friend class queries<session>;
  friend class copies<session>;
  friend class session_source;
  friend class system_session;
  explicit session(std::shared_ptr<detail::session_state> state);

  template <class Decode>
  auto perform(const sql_statement &sql, parameter_list parameters,
               Decode &decode) {
    const result rows = run(sql, parameters);
    return decode(rows);
  }
  std::uint64_t perform_only(const sql_statement &sql,
                             parameter_list parameters) {
    return run(sql, parameters).affected();
  }
  void perform_each(const sql_statement &sql, parameter_list parameters,
                    detail::row_sink &rows);
  std::uint64_t run_copy_in(const sql_statement &sql,
                            detail::copy_source &rows);
  std::uint64_t run_copy_out(const sql_statement &sql, detail::copy_sink &rows);

  result run(const sql_statement &sql, parameter_list parameters);
  /// The statement and COMMIT in one round trip.
  result run_and_commit(const sql_statement &sql, parameter_list parameters);
  detail::session_state &state() const;

  std::shared_ptr<detail::session_state> state_;
};

} // namespace dbsafe

#endif
