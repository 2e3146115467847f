//===- PrivateServer.h - A PostgreSQL of the test's own -------------------===//
#ifndef DBSAFE_TESTS_SQL_SOUNDNESS_PRIVATESERVER_H
#define DBSAFE_TESTS_SQL_SOUNDNESS_PRIVATESERVER_H

#include <string>

namespace dbsafe::sql::test {

/// A server in a temporary directory, reachable through a Unix socket there.
/// Runs as user postgres if the test runs as root. Stopped and deleted in the
/// end.
class PrivateServer {
public:
  explicit PrivateServer(std::string BinDir);
  ~PrivateServer();
  PrivateServer(const PrivateServer &) = delete;
  PrivateServer &operator=(const PrivateServer &) = delete;

  bool running() const { return Running; }
  /// A connection string for a database of it.
  std::string conninfo(const std::string &Database) const;

private:
  std::string BinDir, Directory;
  bool Running = false;
  bool run(const std::string &Command) const;
};

} // namespace dbsafe::sql::test

#endif
