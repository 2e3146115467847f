//===- SoundnessMain.cpp - Is "scoped" true of a real server? -------------===//
//
// Random statements are judged, and run in two databases that are the same for
// the principal and different for everybody else. A statement judged scoped
// must give the same result in both, leave the principal's rows the same, and
// not touch anybody else's. The others show how cautious the prover is.
//
//   dbsafe_sql_soundness [COUNT [SEED]]
//   dbsafe_sql_soundness --cases FILE...   statements, one a line behind a tab
//
//===----------------------------------------------------------------------===//
#include "PrivateServer.h"
#include "RandomRun.h"
#include "World.h"
#include "sql/Scope.h"
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace dbsafe::sql;
using namespace dbsafe::sql::test;

namespace {

constexpr int Skipped = 77;

/// Set by Ctrl-C: what was found so far is told, and the server stopped.
volatile std::sig_atomic_t Stop = 0;
void stop(int) { Stop = 1; }

std::string contents(const char *File) {
  std::ifstream In(File);
  std::stringstream Text;
  Text << In.rdbuf();
  return Text.str();
}

Ownership ownership() {
  Ownership O;
  O.Principals.push_back({"user", "users", {"app.user_id"}, {"auth.uid"}});
  O.Principals.push_back({"org", "orgs", {"app.org_id"}, {}, true});
  O.Bridges.push_back({"org_members", "user", "org"});
  O.Public = {"tags"};
  return O;
}

/// True if the statement gives something else each time, whoever owns what:
/// the clock, chance, the planner's numbers, the catalogue.
bool variesByItself(const std::string &Sql) {
  for (const char *Word : {"EXPLAIN", "TABLESAMPLE", "now()", "pg_class"})
    if (Sql.find(Word) != std::string::npos)
      return true;
  return false;
}

/// The statements of a table of labelled cases that are judged scoped, run with
/// several values. Returns how many leak.
unsigned long runCases(const char *File, const Schema &S,
                       const Ownership &Owned, World &A, World &B) {
  // No user and no organisation but the principal's has such a number.
  static const char *First[] = {"1", "10", "{10}"};
  static const char *Rest[][3] = {
      {"100", "201", "a"}, {"201", "a", "a"},       {"a", "a", "a"},
      {"1", "100", "a"},   {"10", "1", "a"},        {"b", "102", "x"},
      {"100", "a", "201"}, {"{100,201}", "a", "b"}, {"102", "101", "100"}};
  std::ifstream In(File);
  unsigned long Count = 0, Run = 0, Leaks = 0;
  for (std::string Line; std::getline(In, Line);) {
    size_t Tab = Line.find('\t');
    if (Line.starts_with("#") || Tab == std::string::npos)
      continue;
    std::string Sql = Line.substr(Tab + 1, Line.find('\t', Tab + 1) - Tab - 1);
    std::vector<Verdict> Verdicts =
        prove(Template(Sql), Dialect::PostgreSQL, S, Owned);
    bool Accepted = !Verdicts.empty();
    for (const Verdict &V : Verdicts)
      Accepted &= V.Result == Scoped::Yes;
    if (!Accepted || variesByItself(Sql))
      continue;
    ++Count;
    bool Ran = false;
    for (const char *One : First) {
      // As a user's number, 10 would be one that the statement itself makes.
      if (One != First[0] && Sql.find("users") != Sql.npos)
        continue;
      for (const auto &Others : Rest) {
        Bound Values{{One, Others[0], Others[1], Others[2]}};
        Outcome InA = A.run(Sql, Values), InB = B.run(Sql, Values);
        Ran |= InA.Error.empty() && InB.Error.empty();
        const char *Found = difference(InA, InB, A, B);
        if (!Found)
          continue;
        ++Leaks;
        std::fprintf(stderr,
                     "UNSOUND: %s\n  %s\n  $1 to $4: %s %s %s %s\n"
                     "-- a: %s%s\n-- b: %s%s\n",
                     Found, Sql.c_str(), One, Others[0], Others[1], Others[2],
                     InA.Error.c_str(), InA.Rows.c_str(), InB.Error.c_str(),
                     InB.Rows.c_str());
        break;
      }
    }
    Run += Ran;
    if (!Ran && std::getenv("DBSAFE_SOUNDNESS_SHOW_INVALID"))
      std::fprintf(stderr, "not run: %s\n", Sql.c_str());
  }
  std::printf("%s: %lu judged scoped, %lu of them run, %lu leaks\n", File,
              Count, Run, Leaks);
  return Leaks;
}

} // namespace

int main(int Count, char **Arguments) {
  bool Cases = Count > 2 && Arguments[1] == std::string("--cases");
  unsigned long Statements =
      Count > 1 ? std::strtoul(Arguments[1], nullptr, 10) : 2000;
  unsigned long Seed = Count > 2 ? std::strtoul(Arguments[2], nullptr, 10) : 1;

  std::signal(SIGINT, stop);
  std::signal(SIGTERM, stop);
  PrivateServer Server(DBSAFE_POSTGRES_BINDIR);
  if (!Server.running()) {
    std::fprintf(stderr, "no PostgreSQL server in %s: not tested\n",
                 DBSAFE_POSTGRES_BINDIR);
    return Skipped;
  }
  std::string Ddl = contents(DBSAFE_SQL_TEST_DATA "/scope_schema.sql") +
                    contents(DBSAFE_FURTHER_TABLES);
  Schema S;
  S.read(Ddl, "schema.sql");
  {
    PGconn *C = PQconnectdb(Server.conninfo("postgres").c_str());
    for (const char *Sql :
         {"CREATE ROLE app", "CREATE DATABASE a", "CREATE DATABASE b"})
      PQclear(PQexec(C, Sql));
    PQfinish(C);
  }
  World A(Server.conninfo("a"), Ddl, 0);
  World B(Server.conninfo("b"), Ddl, 1);
  if (!A.ready() || !B.ready()) {
    std::fprintf(stderr, "the databases could not be filled\n");
    return 1;
  }

  if (Cases) {
    unsigned long Leaks = 0;
    for (int I = 2; I < Count; ++I)
      Leaks += runCases(Arguments[I], S, ownership(), A, B);
    return Leaks ? 1 : 0;
  }
  return runRandom(Statements, Seed, S, ownership(), A, B, Stop) ? 1 : 0;
}
