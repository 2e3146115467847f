//===- Capture.h - Findings outlive their translation unit ----------------===//
//
// A rule's finding points into a syntax tree and its source manager. Before
// those go, it becomes a result: file, line and column, the source line with
// every secret masked, and whether a NOLINT comment covers it.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_CAPTURE_H
#define DBSAFE_DRIVER_PROJECT_CAPTURE_H

#include "report/Report.h"
#include "rules/Finding.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace clang {
class ASTContext;
}

namespace dbsafe::driver {

/// Adds the findings to Into, except those in system headers. Directory is
/// what relative names of files are relative to. Secrets are places that no
/// excerpt may show.
void capture(llvm::ArrayRef<rules::Finding> Findings,
             llvm::ArrayRef<clang::CharSourceRange> Secrets,
             clang::ASTContext &Context, llvm::StringRef Directory,
             report::Outcome &Into);

/// Adds what is to be said of NOLINT comments that name Check, whose findings
/// are in Into already. Undecided are further ones that are not shown.
void captureNoLints(llvm::StringRef Check, clang::ASTContext &Context,
                    llvm::StringRef Directory,
                    llvm::ArrayRef<report::Result> Undecided,
                    report::Outcome &Into);

} // namespace dbsafe::driver

#endif
