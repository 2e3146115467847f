//===- pool.hpp - Connections, and whose request they serve ---------------===//
//
// The one object that a program makes: it connects when first needed, lends
// connections out for one transaction at a time, and stamps every transaction
// with the user it runs for, so that row-level security has something to hold
// on to (CWE-639; PostgreSQL manual, section 5.8 "Row Security Policies").
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_POOL_HPP
#define DBSAFE_POOL_HPP

#include "dbsafe/config.hpp"
#include "dbsafe/metrics.hpp"
#include "dbsafe/pool_options.hpp"
#include "dbsafe/retry.hpp"
#include "dbsafe/session.hpp"

#include <chrono>
#include <functional>
#include <initializer_list>

namespace dbsafe {

class system_source; // See system.hpp.

namespace detail {
struct principal;
}

/// What may name a user: text, integers and types with a codec around these.
template <class T>
concept principal_id =
    encodable<T> && !std::same_as<T, bool> && !std::floating_point<T> &&
    !std::same_as<T, std::nullopt_t> && !std::same_as<T, std::nullptr_t>;

/// Makes sessions for one principal. Cheap to copy, safe to share between
/// threads. Outlives its pool harmlessly: then it throws pool_closed.
///
/// one(), maybe_one(), all() and execute() run one statement in a transaction
/// of its own. What only reads (and execute()) costs a single round trip; what
/// returns rows of an INSERT, UPDATE or DELETE is committed after its rows were
/// read, so that a row_count_error undoes it.
class session_source : public queries<session_source> {
public:
  /// Starts a transaction; commit() it, or it is rolled back. Waits up to
  /// acquire_timeout. Throws pool_exhausted, pool_closed, connection_error;
  /// usage_error if options.attempts is not 1: only transact() can run again.
  [[nodiscard]] session
  begin(std::source_location where = std::source_location::current()) const {
    return begin({}, where);
  }
  [[nodiscard]] session
  begin(transaction_options options,
        std::source_location where = std::source_location::current()) const;

  /// Runs function(session &) in a transaction: commits when it returns, rolls
  /// back when it throws, and passes on what it returns or throws. Throws what
  /// begin() and session::commit() do. The function is run once, or up to
  /// options.attempts times; what it captures must bear that.
  template <class Function>
  auto
  transact(Function &&function,
           std::source_location where = std::source_location::current()) const
    requires std::invocable<Function, session &>
  {
    return run_once(where, {}, function);
  }
  template <class Function>
  auto
  transact(transaction_options options, Function &&function,
           std::source_location where = std::source_location::current()) const
    requires std::invocable<Function, session &>
  {
    detail::retry_budget budget(options, where);
    for (;;) {
      try {
        return run_once(where, budget.next(), function);
      } catch (const query_error &refused) {
        if (!budget.allows_another(refused, *state_))
          throw;
      }
      budget.pause();
    }
  }

protected:
  /// Without `who` it is nobody's.
  session_source(std::shared_ptr<detail::pool_state> state,
                 std::shared_ptr<const detail::principal> who);
  detail::pool_state &state() const { return *state_; }
  const std::shared_ptr<detail::pool_state> &shared_state() const {
    return state_;
  }

private:
  friend class queries<session_source>;
  friend class pool;
  friend class system_source;

  /// Commits, unless the function itself has ended the session.
  static void finish(session &open) {
    if (open.active())
      open.commit();
  }

  session begin_attempt(transaction_options options,
                        std::source_location where) const;

  template <class Function>
  auto run_once(std::source_location where, transaction_options options,
                Function &function) const {
    session open = begin_attempt(options, where);
    if constexpr (std::is_void_v<std::invoke_result_t<Function, session &>>) {
      std::invoke(function, open);
      finish(open);
    } else {
      auto value = std::invoke(function, open);
      finish(open);
      return value;
    }
  }

  template <class Decode>
  auto perform(const sql_statement &sql, parameter_list parameters,
               Decode &decode) {
    session open = begin({}, sql.where);
    if (sql.facts.only_reads) {
      const result rows = open.run_and_commit(sql, parameters);
      return decode(rows);
    }
    const result rows = open.run(sql, parameters);
    auto value = decode(rows);
    open.commit();
    return value;
  }
  std::uint64_t perform_only(const sql_statement &sql,
                             parameter_list parameters) {
    return begin({}, sql.where).run_and_commit(sql, parameters).affected();
  }
  void perform_each(const sql_statement &sql, parameter_list parameters,
                    detail::row_sink &rows) {
    session open = begin({}, sql.where);
    open.perform_each(sql, parameters, rows);
    open.commit();
  }

  std::shared_ptr<detail::pool_state> state_;
  std::shared_ptr<const detail::principal> who_;
};

/// A pool of connections to one database. Made once, shared by all threads;
/// every function may be called from any of them. Idle connections are reused
/// last in first out; waiting callers are served first come first served.
///
/// Used directly it runs for nobody: the principal setting is empty, and
/// policies that compare with it show no rows. Use as(user) for requests.
///
/// After fork() the child's copy is empty-handed: it makes connections of its
/// own and leaves the parent's alone, and sessions that were open at the fork
/// throw usage_error in the child.
class pool : public session_source {
public:
  /// Reads the environment, connects to nothing. Throws configuration_error.
  static pool from_env(env_name name, pool_options options = {});

  /// From a configuration that was read before.
  explicit pool(connection_config config, pool_options options = {});
  pool(const pool &) = delete;
  pool &operator=(const pool &) = delete;
  template <
      runtime_text T,
      class Why =
          reason::a_connection_string_comes_from_the_environment_use_from_env>
  explicit pool(const T &, pool_options = {}) = delete;
  template <
      std::size_t N,
      class Why =
          reason::a_connection_string_comes_from_the_environment_use_from_env>
  explicit pool(const char (&)[N], pool_options = {}) = delete;
  /// Closes idle connections; those lent out are closed when they come back.
  ~pool();

  /// Sessions for this user: the principal setting holds the id for the length
  /// of each transaction, sent in the same packet as BEGIN and the first
  /// statement. Throws usage_error if the id is empty or NULL: that would be
  /// nobody.
  template <principal_id Id> session_source as(const Id &id) const {
    parameter encoded;
    codec<Id>::encode(id, encoded);
    return for_user(encoded);
  }
  session_source as(std::nullptr_t) const = delete;
  session_source as(const char *id) const {
    parameter encoded;
    codec<const char *>::encode(id, encoded);
    return for_user(encoded);
  }

  /// Sessions for the program itself: migrations, jobs over all users. The
  /// reason stands in the source, where it can be reviewed and found, and in
  /// the system setting. No user is set; what such a session may see beyond
  /// nobody is up to pool_options::system_role and the policies.
  system_source as_system(written_reason why) const;

  /// Connects and runs SELECT 1. For the start of a program.
  void check() const;

  /// Checks that row-level security would protect these tables from the role
  /// of this pool: it is neither superuser nor has BYPASSRLS; each table has
  /// it enabled, with a policy that is not simply `true`; the role does not own
  /// the table, or it is FORCEd; and nobody sees no row of it. Names are as in
  /// SQL ("todo", "app.todo"). Throws rls_not_effective with all findings.
  void verify_rls(std::initializer_list<std::string_view> tables) const;

  /// Refuses new sessions, fails those who wait, closes idle connections, and
  /// waits for those lent out, which are closed when they come back. What is
  /// still out at the end of the time is cut off: running statements are
  /// cancelled, further ones throw pool_closed, nothing of it is committed.
  /// False if a session still did not end, half a second later.
  bool close(std::chrono::milliseconds wait = std::chrono::milliseconds(5000));
  /// Makes a closed pool usable again.
  void reopen();
  /// Replaces all connections: idle ones now, others when they come back. For
  /// a failover, and for rotated credentials: reads the environment variable
  /// again (see connection_config::from_env; a password file is read for each
  /// connection anyway), so no other thread may be changing the environment.
  /// Throws configuration_error, and then changes nothing.
  void expire();

  pool_stats stats() const;
  const pool_options &options() const noexcept;

private:
  session_source for_user(const parameter &id) const;
};

} // namespace dbsafe

#endif
