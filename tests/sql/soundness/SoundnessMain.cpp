//===- SoundnessMain.cpp - Is "scoped" true of a real server? -------------===//
//
// Random statements are judged, and run in two databases that are the same for
// the principal and different for everybody else. A statement judged scoped
// must give the same result in both, leave the principal's rows the same, and
// not touch anybody else's. The others show how cautious the prover is.
//
//   dbsafe_sql_soundness [COUNT [SEED]]
//
//===----------------------------------------------------------------------===//
#include "PrivateServer.h"
#include "RandomStatement.h"
#include "World.h"
#include "sql/Scope.h"
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace dbsafe::sql;
using namespace dbsafe::sql::test;

namespace {

constexpr int Skipped = 77;

Ownership ownership() {
  Ownership O;
  O.Principals.push_back({"user", "users", {"app.user_id"}, {}});
  O.Principals.push_back({"org", "orgs", {"app.org_id"}, {}, true});
  O.Bridges.push_back({"org_members", "user", "org"});
  O.Public = {"tags"};
  return O;
}

/// How two outcomes tell the worlds apart; null if they do not. Which
/// constraint fails is no part of the promise.
const char *difference(const Outcome &A, const Outcome &B, const World &WA,
                       const World &WB) {
  if (!A.Error.empty() || !B.Error.empty()) {
    bool Constraint = A.Error.starts_with("23") || B.Error.starts_with("23") ||
                      A.Error.starts_with("21") || B.Error.starts_with("21");
    return A.Error == B.Error || Constraint ? nullptr : "one fails";
  }
  if (A.Rows != B.Rows)
    return "different results";
  if (A.Mine != B.Mine)
    return "different rows of the principal afterwards";
  if (A.Others != WA.othersBefore() || B.Others != WB.othersBefore())
    return "somebody else's rows have changed";
  return nullptr;
}

} // namespace

int main(int Count, char **Arguments) {
  unsigned long Statements =
      Count > 1 ? std::strtoul(Arguments[1], nullptr, 10) : 2000;
  unsigned long Seed = Count > 2 ? std::strtoul(Arguments[2], nullptr, 10) : 1;

  PrivateServer Server(DBSAFE_POSTGRES_BINDIR);
  if (!Server.running()) {
    std::fprintf(stderr, "no PostgreSQL server in %s: not tested\n",
                 DBSAFE_POSTGRES_BINDIR);
    return Skipped;
  }
  std::ifstream In(DBSAFE_SQL_TEST_DATA "/scope_schema.sql");
  std::stringstream Ddl;
  Ddl << In.rdbuf();
  Schema S;
  S.read(Ddl.str(), "scope_schema.sql");
  {
    PGconn *C = PQconnectdb(Server.conninfo("postgres").c_str());
    for (const char *Sql :
         {"CREATE ROLE app", "CREATE DATABASE a", "CREATE DATABASE b"})
      PQclear(PQexec(C, Sql));
    PQfinish(C);
  }
  World A(Server.conninfo("a"), Ddl.str(), 0);
  World B(Server.conninfo("b"), Ddl.str(), 1);
  if (!A.ready() || !B.ready()) {
    std::fprintf(stderr, "the databases could not be filled\n");
    return 1;
  }

  unsigned long Invalid = 0, Proven = 0, Refused = 0, Leaks = 0, Unknown = 0,
                Bugs = 0;
  RandomStatement Random(Seed);
  static const char *Todos[] = {"100", "200", "201", "102"};
  for (unsigned long I = 0; I < Statements; ++I) {
    std::string Sql = Random.next();
    std::vector<Verdict> Verdicts =
        prove(Template(Sql), Dialect::PostgreSQL, S, ownership());
    Scoped Result = Verdicts.empty() ? Scoped::Unknown : Verdicts[0].Result;
    const char *Found = nullptr;
    Outcome First, Second;
    bool Valid = false;
    for (const char *Todo : Todos) {
      First = A.run(Sql, Todo);
      Second = B.run(Sql, Todo);
      // 42: the generator made nonsense.
      Valid = !First.Error.starts_with("42") && !First.Error.starts_with("0A");
      Found = Valid ? difference(First, Second, A, B) : nullptr;
      if (Found || !Valid)
        break;
    }
    if (!Valid) {
      ++Invalid;
      if (std::getenv("DBSAFE_SOUNDNESS_SHOW_INVALID"))
        std::fprintf(stderr, "%s  %s\n", Sql.c_str(), First.Message.c_str());
      continue;
    }
    if (Result == Scoped::Unknown)
      ++Unknown;
    if (Result != Scoped::Yes) {
      ++Refused;
      Leaks += Found != nullptr;
      if (!Found && std::getenv("DBSAFE_SOUNDNESS_SHOW_REFUSED"))
        std::fprintf(stderr, "%s\n  %s %s\n", Sql.c_str(),
                     Verdicts[0].Table.c_str(), Verdicts[0].Reason.c_str());
      continue;
    }
    ++Proven;
    if (!Found)
      continue;
    ++Bugs;
    std::fprintf(stderr,
                 "UNSOUND (statement %lu): %s\n  %s\n-- a: %s%s\n-- b: %s%s\n",
                 I, Found, Sql.c_str(), First.Error.c_str(), First.Rows.c_str(),
                 Second.Error.c_str(), Second.Rows.c_str());
  }
  std::printf("%lu statements (seed %lu), %lu of them invalid\n"
              "%lu judged scoped, %lu of these leak\n"
              "%lu not judged scoped (%lu unknown), %lu of these leak\n",
              Statements, Seed, Invalid, Proven, Bugs, Refused, Unknown, Leaks);
  return Bugs ? 1 : 0;
}
