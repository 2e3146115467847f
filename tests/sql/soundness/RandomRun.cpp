#include "RandomRun.h"
#include "RandomStatement.h"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>

namespace dbsafe::sql::test {

namespace {

constexpr unsigned long Portion = 5000;

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

/// What became of the statements so far.
struct Tally {
  unsigned long Made = 0, Invalid = 0;
  unsigned long Proven = 0, Unsound = 0;
  unsigned long Refused = 0, Unknown = 0, Leaks = 0;
};

class Run {
public:
  Run(const Schema &S, const Ownership &Owned, World &A, World &B,
      const volatile std::sig_atomic_t &Stop)
      : S(S), Owned(Owned), A(A), B(B), Stop(Stop),
        ShowInvalid(std::getenv("DBSAFE_SOUNDNESS_SHOW_INVALID")),
        ShowRefused(std::getenv("DBSAFE_SOUNDNESS_SHOW_REFUSED")) {}

  void portion(unsigned long Statements, unsigned long Seed) {
    RandomStatement Random(Seed);
    for (unsigned long I = 0; I < Statements && !Stop; ++I)
      one(Random.next(), Seed, I);
  }

  Tally Count;

private:
  const Schema &S;
  const Ownership &Owned;
  World &A, &B;
  const volatile std::sig_atomic_t &Stop;
  const char *ShowInvalid, *ShowRefused;
  Outcome InA, InB;

  enum Result { Same, Differs, Invalid };

  /// Runs a statement in both, as long as they look alike.
  Result run(const std::string &Sql, const char *&What) {
    if (writesTwice(Sql))
      return Invalid;
    static const char *Todos[] = {"100", "200", "201", "102"};
    bool Asks = Sql.find("$2") != std::string::npos;
    for (const char *Todo : Todos) {
      const Bound Values{{"1", Todo, "a", "10"}, /*Typed=*/true};
      InA = A.run(Sql, Values);
      // 42: the generator made nonsense; 57: it would take forever.
      for (const char *Class : {"42", "0A", "57"})
        if (InA.Error.starts_with(Class))
          return Invalid;
      InB = B.run(Sql, Values);
      if (InB.Error.starts_with("57"))
        return Invalid;
      What = difference(InA, InB, A, B);
      if (What)
        return Differs;
      if (!Asks)
        break;
    }
    return Same;
  }

  void one(const std::string &Sql, unsigned long Seed, unsigned long Number) {
    ++Count.Made;
    const char *What = nullptr;
    Result Ran = run(Sql, What);
    if (Ran == Invalid) {
      ++Count.Invalid;
      if (ShowInvalid)
        std::fprintf(stderr, "%s  %s\n", Sql.c_str(), InA.Message.c_str());
      return;
    }
    std::vector<Verdict> Verdicts =
        prove(Template(Sql), Dialect::PostgreSQL, S, Owned);
    Scoped Judged = Verdicts.empty() ? Scoped::Unknown : Verdicts[0].Result;
    if (Judged != Scoped::Yes) {
      ++Count.Refused;
      Count.Unknown += Judged == Scoped::Unknown;
      Count.Leaks += Ran == Differs;
      if (Ran == Same && ShowRefused)
        std::fprintf(stderr, "%s\n  %s %s\n", Sql.c_str(),
                     Verdicts[0].Table.c_str(), Verdicts[0].Reason.c_str());
      return;
    }
    ++Count.Proven;
    if (Ran != Differs)
      return;
    ++Count.Unsound;
    std::fprintf(stderr,
                 "UNSOUND (seed %lu, statement %lu): %s\n  %s\n"
                 "-- a: %s%s\n-- b: %s%s\n",
                 Seed, Number, What, Sql.c_str(), InA.Error.c_str(),
                 InA.Rows.c_str(), InB.Error.c_str(), InB.Rows.c_str());
  }
};

} // namespace

unsigned long runRandom(unsigned long Count, unsigned long Seed,
                        const Schema &S, const Ownership &Owned, World &A,
                        World &B, const volatile std::sig_atomic_t &Stop) {
  Run R(S, Owned, A, B, Stop);
  const Tally &T = R.Count;
  for (unsigned long Next = Seed; T.Made < Count && !Stop; ++Next) {
    R.portion(std::min(Portion, Count - T.Made), Next);
    if (Count > Portion)
      std::fprintf(stderr, "%lu of %lu: %lu judged scoped, %lu of them leak\n",
                   T.Made, Count, T.Proven, T.Unsound);
  }
  std::printf(
      "%lu statements (from seed %lu), %lu of them invalid\n"
      "%lu judged scoped, %lu of these leak\n"
      "%lu not judged scoped (%lu unknown), %lu of these leak (%lu %%)\n",
      T.Made, Seed, T.Invalid, T.Proven, T.Unsound, T.Refused, T.Unknown,
      T.Leaks, T.Refused ? 100 * T.Leaks / T.Refused : 0);
  return T.Unsound;
}

} // namespace dbsafe::sql::test
