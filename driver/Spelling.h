//===- Spelling.h - "did you mean" ----------------------------------------===//
#ifndef DBSAFE_DRIVER_SPELLING_H
#define DBSAFE_DRIVER_SPELLING_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace dbsafe::driver {

/// The name of Names closest to Word; empty if there is none at all. A part of
/// a name counts as closer than a misspelling: "credentials" means
/// "dbsafe-hardcoded-credentials".
template <typename Range>
std::string nearest(llvm::StringRef Word, const Range &Names) {
  std::string Best;
  unsigned BestDistance = ~0u;
  for (llvm::StringRef Name : Names) {
    unsigned Distance = Word.size() > 2 && Name.contains(Word)
                            ? 0
                            : 1 + Word.edit_distance(Name);
    if (Distance < BestDistance) {
      BestDistance = Distance;
      Best = Name.str();
    }
  }
  return Best;
}

} // namespace dbsafe::driver

#endif
