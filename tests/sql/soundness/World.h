//===- World.h - One of the two databases ---------------------------------===//
#ifndef DBSAFE_TESTS_SQL_SOUNDNESS_WORLD_H
#define DBSAFE_TESTS_SQL_SOUNDNESS_WORLD_H

#include <libpq-fe.h>
#include <string>
#include <vector>

namespace dbsafe::sql::test {

/// What became of a statement. Everything is undone afterwards.
struct Outcome {
  std::string Error; ///< SQLSTATE; empty if it succeeded.
  std::string Message;
  std::string Rows;   ///< The result, sorted.
  std::string Mine;   ///< The principal's and the public rows afterwards.
  std::string Others; ///< Everybody else's.
};

/// The values of $1 to $4. Without types, the server chooses them.
struct Bound {
  const char *Values[4];
  bool Typed = false; ///< bigint, bigint, text, bigint.
};

/// A database with the schema of the labelled cases. The rows of user 1 and
/// organisation 10 are the same in every world; all others depend on Variant.
class World {
public:
  World(const std::string &Conninfo, const std::string &Schema, int Variant);
  ~World();
  World(const World &) = delete;
  World &operator=(const World &) = delete;

  bool ready() const { return Ready; }
  const std::string &othersBefore() const { return Before; }
  /// Runs a statement as the application's role.
  Outcome run(const std::string &Statement, const Bound &Parameters);

private:
  PGconn *Connection;
  bool Ready = false;
  std::string Before;

  bool command(const std::string &Sql);
  std::string dump(bool Mine);
};

/// How two outcomes tell the worlds apart; null if they do not. Which
/// constraint fails is no part of the promise.
const char *difference(const Outcome &A, const Outcome &B, const World &InA,
                       const World &InB);

} // namespace dbsafe::sql::test

#endif
