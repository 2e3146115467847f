//===- NoLint.h - NOLINT comments, read by clang-tidy's own code ----------===//
//
// NOLINT, NOLINTNEXTLINE, NOLINTBEGIN/END with check names and globs mean in
// the command what they mean in clang-tidy, because clang-tidy's handler reads
// them in both.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_NOLINT_H
#define DBSAFE_DRIVER_PROJECT_NOLINT_H

#include "rules/Finding.h"
#include "clang/Basic/SourceManager.h"
#include <memory>
#include <string>
#include <vector>

namespace dbsafe::driver {

/// The NOLINT comments of one translation unit.
class NoLint {
public:
  explicit NoLint(clang::SourceManager &SM);
  ~NoLint();

  /// True if a comment suppresses the finding.
  bool suppresses(const rules::Finding &Found);

  /// A comment that is no good: a NOLINTBEGIN without its end.
  struct Mistake {
    std::string File;
    unsigned Offset;
    std::string Message;
  };
  /// The mistakes met so far, each once.
  const std::vector<Mistake> &mistakes() const;

private:
  class Consumer;
  std::unique_ptr<Consumer> Impl;
};

} // namespace dbsafe::driver

#endif
