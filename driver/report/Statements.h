//===- Statements.h - Verdicts on statements, written ---------------------===//
//
// What `dbsafe sql` has to tell: a verdict for every statement, not only for
// those that are wrong.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_REPORT_STATEMENTS_H
#define DBSAFE_DRIVER_REPORT_STATEMENTS_H

#include "report/Writers.h"
#include "sql/Scope.h"

namespace dbsafe::report {

/// One statement and what was found out about it.
struct Statement {
  Place Where;     ///< From its first word to its last.
  std::string Sql; ///< As written, secrets masked.
  sql::Verdict Verdict;
  std::string Message;
  std::vector<Result> Findings; ///< With its place; may be empty.
};

/// A run's statements in the order of the files.
struct StatementReport {
  std::string Root, Here;
  std::vector<Statement> Statements;
  std::vector<Failure> Failures;
  unsigned Files = 0;

  /// The number of findings.
  size_t findings() const;
};

struct StatementStyle {
  bool Colours = false;
  bool Quiet = false; ///< Only what is not scoped, and no summary.
};

/// For people: findings as writeText() writes them, one line for each other
/// statement, a closing summary.
void writeStatements(const StatementReport &R, const StatementStyle &Style,
                     llvm::raw_ostream &OS);

/// For programs: an array of one object for each statement, each on a line of
/// its own; docs/reports.md documents the fields.
void writeStatementsJson(const StatementReport &R, llvm::raw_ostream &OS);

/// "scoped", "unscoped", "unknown" or "exempt".
llvm::StringRef name(sql::Scoped Verdict);

} // namespace dbsafe::report

#endif
