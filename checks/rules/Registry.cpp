#include "rules/CredentialExposure.h"
#include "rules/HardcodedCredentials.h"
#include "rules/InsecureTransport.h"
#include "rules/InvalidSql.h"
#include "rules/PlaceholderMismatch.h"
#include "rules/ResultLeak.h"
#include "rules/Rule.h"
#include "rules/SqlConcatenation.h"
#include "rules/UnboundedWrite.h"
#include "rules/UncheckedResult.h"
#include "rules/UnknownColumn.h"
#include "rules/UnscopedQuery.h"
#include "llvm/ADT/Twine.h"
#include <vector>

namespace dbsafe::rules {

llvm::ArrayRef<const Rule *> allRules() {
  // In alphabetical order; `./dev new-check` adds a line here and an include
  // above.
  static const CredentialExposure CredentialExposureRule;
  static const HardcodedCredentials HardcodedCredentialsRule;
  static const InsecureTransport InsecureTransportRule;
  static const InvalidSql InvalidSqlRule;
  static const PlaceholderMismatch PlaceholderMismatchRule;
  static const ResultLeak ResultLeakRule;
  static const SqlConcatenation SqlConcatenationRule;
  static const UnboundedWrite UnboundedWriteRule;
  static const UncheckedResult UncheckedResultRule;
  static const UnknownColumn UnknownColumnRule;
  static const UnscopedQuery UnscopedQueryRule;
  static const Rule *const Rules[] = {
      &CredentialExposureRule,  &HardcodedCredentialsRule,
      &InsecureTransportRule,   &InvalidSqlRule,
      &PlaceholderMismatchRule, &ResultLeakRule,
      &SqlConcatenationRule,    &UnboundedWriteRule,
      &UncheckedResultRule,     &UnknownColumnRule,
      &UnscopedQueryRule,
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
