//===- NoLintReasons.h - What a NOLINT comment owes its reader ------------===//
//
// A check whose findings are somebody's decision (rules::RuleInfo::Reasons)
// asks for the reason in the comment that suppresses them, and for the comment
// to go when there is nothing left to suppress. clang-tidy's own handler, which
// the plugin uses, has no such thing.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_NOLINTREASONS_H
#define DBSAFE_DRIVER_PROJECT_NOLINTREASONS_H

#include "llvm/ADT/StringRef.h"
#include <set>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
}

namespace dbsafe::driver {

struct NoLintRemark {
  unsigned Offset, Length; ///< The comment, in the main file.
  std::string Message;
};

/// Remarks on the NOLINT and NOLINTNEXTLINE comments of the main file that name
/// Check itself. Suppressed has the lines on which they suppress a finding.
std::vector<NoLintRemark> noLintRemarks(clang::ASTContext &Context,
                                        llvm::StringRef Check,
                                        const std::set<unsigned> &Suppressed);

} // namespace dbsafe::driver

#endif
