//===- pool_options.hpp - How a pool behaves ------------------------------===//
//
// All that can be chosen, with defaults that fit a web service: bounded waits,
// bounded statements, connections that are replaced before they go stale.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_POOL_OPTIONS_HPP
#define DBSAFE_POOL_OPTIONS_HPP

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace dbsafe {

class pool_observer;

/// What is at the other end of the connection.
enum class endpoint : unsigned char {
  /// transaction_pooler if the address is one by its provider's convention (a
  /// host of Neon's that ends in "-pooler", port 6432 of PgBouncer and Odyssey
  /// or 6543 of Supabase), or if the first connection turns out not to be
  /// answered by the server's own process. Else direct.
  autodetect,
  direct, ///< PostgreSQL, or a pooler in session mode.
  /// PgBouncer in transaction mode and its like: what a statement leaves
  /// behind would reach strangers, so statements that do are refused.
  transaction_pooler,
};

/// For pool_options::ping_if_idle: before every use, as SQLAlchemy's
/// pool_pre_ping does; and at no time.
inline constexpr std::chrono::milliseconds ping_always{0};
inline constexpr std::chrono::milliseconds ping_never =
    std::chrono::milliseconds::max();

/// Durations must be positive and at most a year, unless said otherwise;
/// configuration_error if not.
struct pool_options {
  std::size_t max_size = 10; ///< Connections at most, 1 to 10000.
  /// Connections kept ready, made in the background once the pool has been
  /// used; at most max_size.
  std::size_t min_idle = 0;
  std::size_t max_waiting = 200; ///< Callers that may wait; then errors.
  /// How long a caller waits for a connection, including to be connected.
  std::chrono::milliseconds acquire_timeout{5000};
  /// A connection that was idle for longer is asked whether it is alive before
  /// it is lent: one round trip. Its socket is looked at in any case, which
  /// costs none and finds what the server has closed; asking finds what a
  /// firewall has dropped in silence. Not set: 1 second, and behind a
  /// transaction pooler never, where the question would use up a server.
  std::optional<std::chrono::milliseconds> ping_if_idle = std::nullopt;
  /// After this long (less up to `lifetime_jitter` of it, so that they do not
  /// all end at once) a connection is replaced when it is next handed out.
  std::chrono::milliseconds max_lifetime{3600 * 1000};
  double lifetime_jitter = 0.1; ///< 0 to 1.
  /// A connection that nobody used for this long is closed, down to min_idle.
  /// 0: never.
  std::chrono::milliseconds idle_timeout{600 * 1000};
  /// The server ends a statement after this long (SQLSTATE 57014); a server
  /// that does not answer 2 seconds later is given up. 0: no limit.
  std::chrono::milliseconds statement_timeout{30 * 1000};
  dbsafe::endpoint endpoint = dbsafe::endpoint::autodetect;
  /// Reset connections after every use, not only when a statement is known to
  /// leave something behind. For code that calls functions which change the
  /// session in ways that their callers do not show.
  bool always_reset = false;
  /// A second session on a thread that already has one is a usage_error. It is
  /// how pools deadlock: enough threads that each hold one and want another.
  /// When off, only waits that can never end are refused.
  bool refuse_nested = false;
  /// The observer is told of sessions that hold a connection for longer. 0:
  /// never.
  std::chrono::milliseconds leak_after{60 * 1000};
  /// Told what the pool does (observer.hpp); may be shared by pools.
  std::shared_ptr<pool_observer> observer = nullptr;
  /// The setting that policies read: current_setting('app.user_id', true).
  std::string principal_setting = "app.user_id";
  /// Holds the reason during as_system(), for audit triggers; else empty.
  std::string system_setting = "app.system_reason";
  /// The role that as_system() changes to for its transaction; empty: none.
  std::string system_role = {};
  /// Shown in pg_stat_activity, and by metrics as the pool's name.
  std::string application_name = "dbsafe";
};

} // namespace dbsafe

#endif
