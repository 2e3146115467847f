//===- RandomRun.h - Random statements against two databases --------------===//
#ifndef DBSAFE_TESTS_SQL_SOUNDNESS_RANDOMRUN_H
#define DBSAFE_TESTS_SQL_SOUNDNESS_RANDOMRUN_H

#include "World.h"
#include "sql/Scope.h"
#include <csignal>

namespace dbsafe::sql::test {

/// Makes Count statements, judges them, and runs them in both databases.
/// Returns how many of those that were judged scoped leak.
///
/// They come in portions, each with a seed of its own (Seed, Seed + 1, ...),
/// and each report names it: "dbsafe_sql_soundness 5000 SEED" meets the
/// statement again. After each portion, a line on stderr tells how far it is.
/// Once Stop is set, no further statement is made.
///
/// With DBSAFE_SOUNDNESS_SHOW_INVALID in the environment, statements that the
/// server refuses are shown; with DBSAFE_SOUNDNESS_SHOW_REFUSED, those that are
/// not judged scoped and do not leak.
unsigned long runRandom(unsigned long Count, unsigned long Seed,
                        const Schema &S, const Ownership &Owned, World &A,
                        World &B, const volatile std::sig_atomic_t &Stop);

} // namespace dbsafe::sql::test

#endif
