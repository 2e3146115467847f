#include "rules/Rule.h"
#include <vector>
#include "llvm/ADT/STLExtras.h"

namespace dbsafe::rules {

// One line a rule, in alphabetical order; `./dev new-check` adds to both
// lists.
// new-check: declarations

llvm::ArrayRef<const Rule *> allRules() {
  static const std::vector<const Rule *> Rules = {
      // new-check: rules
  };
  return Rules;
}

const Rule *findRule(llvm::StringRef Name) {
  for (const Rule *R : allRules())
    if (R->info().Name == Name)
      return R;
  return nullptr;
}

std::string helpUri(llvm::StringRef Check) {
  return (llvm::Twine(DBSAFE_HOMEPAGE "/blob/main/docs/checks/") + Check +
          ".md")
      .str();
}

} // namespace dbsafe::rules
