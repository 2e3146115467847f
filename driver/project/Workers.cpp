//===- Workers.cpp - All files, several at a time -------------------------===//
#include "project/Workers.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace dbsafe::driver {

/// Only the pages that are used are ever made, so generosity costs nothing.
static constexpr unsigned StackSize = 64u << 20;

std::vector<report::Outcome>
analyseAll(const std::vector<Source> &Units, unsigned Threads,
           const std::function<report::Outcome(const Source &)> &Analyse,
           const std::function<void(size_t, llvm::StringRef)> &Progress) {
  std::vector<report::Outcome> Outcomes(Units.size());
  std::atomic<size_t> Next = 0, Done = 0;
  std::mutex ProgressLock;
  llvm::CrashRecoveryContext::Enable();
  auto Work = [&] {
    for (size_t I = Next++; I < Units.size(); I = Next++) {
      if (Progress) {
        std::lock_guard Guard(ProgressLock);
        Progress(Done, Units[I].File);
      }
      llvm::CrashRecoveryContext Recovery;
      bool Finished = Recovery.RunSafelyOnThread(
          [&] { Outcomes[I] = Analyse(Units[I]); }, StackSize);
      if (!Finished) {
        Outcomes[I] = {};
        Outcomes[I].File = Units[I].File;
        Outcomes[I].Failures.push_back(
            {Units[I].File, 0, 0,
             "dbsafe crashed while analysing this file; this is a bug in "
             "dbsafe, please report it"});
      }
      ++Done;
    }
  };
  if (Threads == 0)
    Threads = std::max(1u, std::thread::hardware_concurrency());
  Threads = std::min<size_t>(Threads, Units.size());
  std::vector<std::thread> Pool;
  for (unsigned I = 1; I < Threads; ++I)
    Pool.emplace_back(Work);
  Work();
  for (std::thread &Worker : Pool)
    Worker.join();
  llvm::CrashRecoveryContext::Disable();
  return Outcomes;
}

} // namespace dbsafe::driver
