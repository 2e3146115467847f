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
#include "RandomStatement.h"
#include "World.h"
#include "sql/Scope.h"
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

using namespace dbsafe::sql;
using namespace dbsafe::sql::test;

namespace {

constexpr int Skipped = 77;

Ownership ownership() {
  Ownership O;
  O.Principals.push_back({"user", "users", {"app.user_id"}, {"auth.uid"}});
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

/// True if the statement changes one table twice: where both writes find the
/// same row, PostgreSQL does not say which takes place.
bool writesTwice(const std::string &Sql) {
  std::set<std::string> Written;
  for (const char *Verb : {"UPDATE ", "DELETE FROM ", "MERGE INTO "})
    for (size_t At = Sql.find(Verb); At != Sql.npos;
         At = Sql.find(Verb, At + 1)) {
      size_t Begin = At + std::string_view(Verb).size();
      std::string Table =
          Sql.substr(Begin, Sql.find_first_of(" ;", Begin) - Begin);
      if (Table != "SET" && !Written.insert(Table).second)
        return true;
    }
  return false;
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
unsigned long runCases(const char *File, const Schema &S, World &A, World &B) {
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
        prove(Template(Sql), Dialect::PostgreSQL, S, ownership());
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

  if (Cases) {
    unsigned long Leaks = 0;
    for (int I = 2; I < Count; ++I)
      Leaks += runCases(Arguments[I], S, A, B);
    return Leaks ? 1 : 0;
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
      const Bound Values{{"1", Todo, "a", "10"}, /*Typed=*/true};
      First = A.run(Sql, Values);
      Second = B.run(Sql, Values);
      // 42: the generator made nonsense; 57: it would take forever.
      Valid = !writesTwice(Sql);
      for (const Outcome *Each : {&First, &Second})
        for (const char *Class : {"42", "0A", "57"})
          Valid &= !Each->Error.starts_with(Class);
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
