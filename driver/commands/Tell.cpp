//===- Tell.cpp - What could not be done, on stderr -----------------------===//
#include "commands/Commands.h"
#include "llvm/Support/raw_ostream.h"

namespace dbsafe::driver {

void tellError(llvm::StringRef Message) {
  llvm::SmallVector<llvm::StringRef> Lines;
  Message.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Line : Lines)
    llvm::errs() << (Line.contains(": error: ") ? "" : "dbsafe: error: ")
                 << Line << '\n';
}

void tellFailures(const std::vector<report::Failure> &Failures,
                  llvm::StringRef Here) {
  for (const report::Failure &F : Failures) {
    if (F.File.empty()) {
      tellError(F.Message);
      continue;
    }
    llvm::errs() << report::relativeTo(Here, F.File) << ':';
    if (F.Line)
      llvm::errs() << F.Line << ':' << F.Column << ':';
    llvm::errs() << " error: " << F.Message << '\n';
  }
}

} // namespace dbsafe::driver
