//===- Workers.h - All files, several at a time ---------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_WORKERS_H
#define DBSAFE_DRIVER_PROJECT_WORKERS_H

#include "project/Sources.h"
#include "report/Report.h"
#include <functional>

namespace dbsafe::driver {

/// Runs Analyse over every unit, on Threads threads (0: as many as there are
/// cores). Each runs on a stack of its own that is large enough for deeply
/// nested code; one that crashes becomes a failure of its file and the others
/// go on. The outcomes are in the order of the units. Progress, if set, is
/// told the number of units done and the next one's name, one call at a time.
std::vector<report::Outcome>
analyseAll(const std::vector<Source> &Units, unsigned Threads,
           const std::function<report::Outcome(const Source &)> &Analyse,
           const std::function<void(size_t, llvm::StringRef)> &Progress);

} // namespace dbsafe::driver

#endif
