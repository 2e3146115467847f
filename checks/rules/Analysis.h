//===- Analysis.h - One translation unit in, findings out -----------------===//
//
// The single entry that the plugin and the command share.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_ANALYSIS_H
#define DBSAFE_CHECKS_RULES_ANALYSIS_H

#include "rules/Finding.h"
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

/// Runs the rules that Enabled accepts over a parsed translation unit.
/// Findings come in source order, each once, none in a system header.
/// Thread-safe for different contexts.
std::vector<Finding> analyze(clang::ASTContext &Context,
                             const config::Configuration &Config,
                             llvm::function_ref<bool(llvm::StringRef)> Enabled);

} // namespace dbsafe::rules

#endif
