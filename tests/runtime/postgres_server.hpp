//===- postgres_server.hpp - A real PostgreSQL for the tests --------------===//
//
// Promises about transactions, locks and broken connections are promises about
// a server, so they are tested against one. It lives in a temporary folder,
// listens on a Unix socket and on 127.0.0.1, is started once per test program
// and goes away with it, even if the program crashes.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_POSTGRES_SERVER_HPP
#define DBSAFE_TESTS_POSTGRES_SERVER_HPP

#include <string>

class postgres_server {
public:
  /// The server of this program, started by the first call. Throws
  /// std::runtime_error with the server's log if it does not start.
  static postgres_server &shared();

  /// A connection string for a role over the Unix socket (no password asked)
  /// or over TCP (password asked; role "app" has "hunter2").
  std::string url(const std::string &role = "app") const;
  std::string tcp_url(const std::string &role_and_password) const;
  /// The same over TLS, checking who answers. Only if has_tls(): it takes the
  /// openssl command to make a certificate.
  std::string tls_url(const std::string &role_and_password) const;
  bool has_tls() const;
  std::string certificate() const;

  const std::string &folder() const { return folder_; }
  int port() const { return port_; }

  /// Runs SQL, several statements if need be, as superuser on a connection of
  /// its own; the first field of the last result.
  std::string admin(const std::string &sql) const;

  /// Stops at once, as in a crash, and starts again.
  void restart() const;
  void crash() const;
  void start_again() const;

private:
  postgres_server();
  ~postgres_server();

  std::string folder_;
  int port_ = 0;
  int life_ = -1;   ///< Closed when this program ends, whichever way.
  int status_ = -1; ///< What the keeper has to say.
};

#endif
