//===- Analysis.h - One translation unit in, findings out -----------------===//
//
// The single entry that the plugin and the command share.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_ANALYSIS_H
#define DBSAFE_CHECKS_RULES_ANALYSIS_H

#include "provenance/Interface.h"
#include "rules/Finding.h"
#include "sql/Deviance.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace clang {
class ASTContext;
}
namespace dbsafe::config {
class Configuration;
}

namespace dbsafe::rules {

/// A statement that is to be compared with those of the program's other files.
struct SentStatement {
  sql::SentText Text;
  /// What would be found if it does not do as most others: one for each of its
  /// tables, whose name is the message.
  std::vector<Finding> Tables;
};

struct AnalysisResult {
  std::vector<Finding> Findings;  ///< In source order, each once, none in a
                                  ///< system header.
  std::vector<Finding> Undecided; ///< What could not be decided.
  /// Where passwords are written, whatever was found: no report may quote it.
  std::vector<clang::CharSourceRange> Secrets;
  provenance::Interface Interface; ///< With ForOthers only.
  std::vector<SentStatement> Sent; ///< With ForOthers, without a schema.
};

/// Runs the rules that Enabled accepts over a parsed translation unit. Catalog
/// is what is known of calls: the configuration's, or that and what other
/// files of the program offer. ForOthers asks what those may want to know of
/// this one. Errors is where the parser has found something wrong: what it has
/// left out there, nobody knows. Thread-safe for different contexts.
AnalysisResult analyze(clang::ASTContext &Context,
                       const config::Configuration &Config,
                       const catalog::Catalog &Catalog,
                       llvm::function_ref<bool(llvm::StringRef)> Enabled,
                       bool ForOthers = false,
                       llvm::ArrayRef<clang::SourceLocation> Errors = {});

} // namespace dbsafe::rules

#endif
