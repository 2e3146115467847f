//===- Writers.h - The forms a report is written in -----------------------===//
#ifndef DBSAFE_DRIVER_REPORT_WRITERS_H
#define DBSAFE_DRIVER_REPORT_WRITERS_H

#include "report/Report.h"
#include "rules/Rule.h"
#include "llvm/Support/raw_ostream.h"

namespace dbsafe::report {

struct TextStyle {
  bool Colours = false;
  bool Summary = true;
};

/// For people: clang-tidy's lines, excerpts with a caret, a closing summary.
void writeText(const Report &R, const TextStyle &Style, llvm::raw_ostream &OS);

/// One finding as writeText() shows it; files are named relative to Here.
void writeFinding(const Result &Found, llvm::StringRef Here, bool Colours,
                  llvm::raw_ostream &OS);

/// For programs; docs/reports.md documents every field. Rules describes the
/// checks.
void writeJson(const Report &R, llvm::ArrayRef<const rules::Rule *> Rules,
               llvm::raw_ostream &OS);

/// For code scanning services: SARIF 2.1.0. Rules describes the checks and
/// holds at least those that have results.
void writeSarif(const Report &R, llvm::ArrayRef<const rules::Rule *> Rules,
                llvm::raw_ostream &OS);

/// The closing line of a text report, without a line end.
std::string summary(const Report &R);

} // namespace dbsafe::report

#endif
