//===- ListChecks.cpp - dbsafe --list-checks ------------------------------===//
#include "Spelling.h"
#include "commands/Commands.h"
#include "plugin/CheckGlobs.h"
#include "rules/Rule.h"
#include "llvm/Support/raw_ostream.h"

namespace dbsafe::driver {

config::KnownNames knownNames() {
  config::KnownNames Known;
  for (const rules::Rule *Rule : rules::allRules()) {
    const rules::RuleInfo &Info = Rule->info();
    Known.Checks.push_back(Info.Name.str());
    for (const rules::Option &Option : Info.Options)
      Known.Options.push_back((Info.Name + "." + Option.Name).str());
  }
  return Known;
}

llvm::Error verifyGlobs(llvm::StringRef Globs) {
  std::vector<std::string> Names = knownNames().Checks;
  std::vector<std::string> Idle = tidy::idleGlobs(Globs, Names);
  if (!Idle.empty()) {
    std::string Near = nearest(Idle.front(), Names);
    return llvm::createStringError(
        "--checks: '" + Idle.front() + "' matches no check" +
        (Near.empty() ? "" : "; did you mean '" + Near + "'?") +
        " (dbsafe --list-checks shows all)");
  }
  clang::tidy::GlobList Selected(tidy::combineGlobs("", Globs));
  for (const std::string &Name : Names)
    if (Selected.contains(Name))
      return llvm::Error::success();
  return llvm::createStringError("--checks: '" + Globs +
                                 "' leaves no check to run");
}

int listChecks(const ListRequest &Asked) {
  if (!Asked.Checks.empty())
    if (llvm::Error Error = verifyGlobs(Asked.Checks)) {
      tellError(llvm::toString(std::move(Error)));
      return Trouble;
    }
  clang::tidy::GlobList Selected(tidy::combineGlobs("", Asked.Checks));
  size_t Width = 0;
  for (const rules::Rule *Rule : rules::allRules())
    Width = std::max(Width, Rule->info().Name.size());
  for (const rules::Rule *Rule : rules::allRules()) {
    const rules::RuleInfo &Info = Rule->info();
    if (Selected.contains(Info.Name))
      llvm::outs() << llvm::left_justify(Info.Name, Width) << "  "
                   << Info.Summary << '\n';
  }
  return Clean;
}

} // namespace dbsafe::driver
