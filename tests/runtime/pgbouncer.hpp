//===- pgbouncer.hpp - PgBouncer in transaction mode, before the server ---===//
//
// What most hosted databases put between program and server. Few server
// connections for many clients, so that every transaction lands on whatever
// connection is free: what leaks from one into the next shows at once.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_PGBOUNCER_HPP
#define DBSAFE_TESTS_PGBOUNCER_HPP

#include "postgres_server.hpp"

#include <string>
#include <sys/types.h>

class pgbouncer {
public:
  /// Starts one in the server's folder; it ends with this object, or with the
  /// thread that made it. Throws std::runtime_error.
  explicit pgbouncer(const postgres_server &server, int pool_size = 2);
  ~pgbouncer();
  pgbouncer(const pgbouncer &) = delete;
  pgbouncer &operator=(const pgbouncer &) = delete;

  /// False if the program is not installed.
  static bool is_installed();

  /// A connection string for the role "app" over TCP, or over a Unix socket.
  std::string url() const;
  std::string socket_url() const;
  int port() const { return port_; }

  /// Kills it and starts another one in its place.
  void restart();

private:
  void start();
  void kill();

  std::string folder_;
  int port_;
  pid_t process_ = -1;
};

#endif
