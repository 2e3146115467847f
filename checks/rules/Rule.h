//===- Rule.h - One check -------------------------------------------------===//
//
// A rule is a small reader of what the rooms below have found out: the sites
// of a translation unit (provenance/Site.h), the SQL front and the connection
// strings. No rule walks the AST by itself, no rule knows a library by name.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_RULE_H
#define DBSAFE_CHECKS_RULES_RULE_H

#include "rules/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <functional>

namespace dbsafe::config {
class Configuration;
}
namespace dbsafe::lifecycle {
class Lives;
}
namespace dbsafe::provenance {
class Program;
}

namespace dbsafe::rules {

class SentTexts;

/// An option of a check, as in `options: {dbsafe-x.Name: value}` of
/// .dbsafe.yaml and CheckOptions of .clang-tidy.
struct Option {
  llvm::StringRef Name;    ///< "ReportUnknown"
  llvm::StringRef Default; ///< "false"
  llvm::StringRef Meaning; ///< One line.
};

/// What is said about a check without running it.
struct RuleInfo {
  llvm::StringRef Name;    ///< "dbsafe-sql-concatenation"
  llvm::StringRef Summary; ///< One line, a sentence without its stop.
  llvm::ArrayRef<unsigned> Cwe;
  llvm::StringRef SecuritySeverity; ///< CVSS-like, for SARIF: "9.8".
  llvm::ArrayRef<Option> Options;
  /// A check that adds nothing where this one has a finding at the same place.
  llvm::StringRef Covers = "";
  /// The command asks for a reason in NOLINT comments that name the check, and
  /// reports those that suppress nothing.
  bool Reasons = false;
};

using Report = std::function<void(Finding)>;

class Rule {
public:
  virtual ~Rule() = default;
  virtual const RuleInfo &info() const = 0;
  /// False if the configuration leaves it nothing to go by.
  virtual bool applies(const config::Configuration &) const { return true; }
  /// Reports what the rule finds in one translation unit. Thread-safe: rules
  /// have no state.
  virtual void check(const provenance::Program &, const config::Configuration &,
                     const Report &) const {}
  /// The same for a rule that looks at the statements that are sent.
  virtual void checkTexts(const SentTexts &, const config::Configuration &,
                          const Report &) const {}
  /// The same for a rule that looks at the lives of resources.
  virtual void checkLives(const lifecycle::Lives &,
                          const config::Configuration &, const Report &) const {
  }
};

/// Every rule there is, in alphabetical order (Registry.cpp).
llvm::ArrayRef<const Rule *> allRules();

/// The rule of that name, or null.
const Rule *findRule(llvm::StringRef Name);

/// Where a check's documentation page is on the web.
std::string helpUri(llvm::StringRef Check);

} // namespace dbsafe::rules

#endif
