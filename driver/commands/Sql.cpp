//===- Sql.cpp - dbsafe sql -----------------------------------------------===//
#include "commands/Commands.h"
#include "project/Configurations.h"
#include "project/Sources.h"
#include "project/SqlJudge.h"
#include "report/Delivery.h"
#include "rules/Rule.h"
#include "llvm/Support/FileSystem.h"

namespace dbsafe::driver {

namespace {

/// Findings as the writers of `check` know them.
report::Report asReport(const report::StatementReport &R) {
  std::vector<report::Outcome> Outcomes;
  for (const report::Statement &S : R.Statements) {
    report::Outcome &O = Outcomes.emplace_back();
    O.File = S.Where.File;
    O.Results = S.Findings;
  }
  for (const report::Failure &F : R.Failures) {
    report::Outcome &O = Outcomes.emplace_back();
    O.File = F.File;
    O.Failures = {F};
  }
  return report::collect(std::move(Outcomes), R.Root, R.Here);
}

void write(const report::StatementReport &R, const SqlRequest &Asked,
           bool Colours, llvm::raw_ostream &OS) {
  switch (Asked.Form) {
  case Format::Text:
    report::writeStatements(R, {Colours, Asked.Quiet}, OS);
    break;
  case Format::Json:
    report::writeStatementsJson(R, OS);
    break;
  case Format::Sarif:
    report::writeSarif(asReport(R), rules::allRules(), OS);
    break;
  }
}

constexpr char NothingToGoBy[] =
    "nothing says which tables have owners: name the database's DDL with "
    "--schema or under 'schema:' in a .dbsafe.yaml ('dbsafe init' writes one), "
    "or list the tables under 'owned:'";

} // namespace

int judgeSql(const SqlRequest &Asked) {
  llvm::SmallString<256> Here;
  if (std::error_code Error = llvm::sys::fs::current_path(Here)) {
    tellError("no working directory: " + Error.message());
    return Trouble;
  }
  auto Configured =
      Configurations::make({Asked.ConfigFile, Asked.Schema, Here.str().str()});
  if (!Configured) {
    tellError(llvm::toString(Configured.takeError()));
    return Trouble;
  }
  SqlInput Input = readSql(Asked.Paths, Here);
  report::StatementReport Report;
  Report.Root = projectRoot(Here);
  Report.Here = Here.str().str();
  Report.Failures = std::move(Input.Failures);
  Report.Files = Input.Texts.size();
  std::set<std::string> Misconfigured;
  for (const SqlText &Text : Input.Texts) {
    auto Config = (*Configured)->of(Text.File);
    if (!Config) {
      Misconfigured.insert(llvm::toString(Config.takeError()));
      continue;
    }
    if (!(*Config)->HasSchema && (*Config)->Ownership.Owned.empty()) {
      Misconfigured.insert(NothingToGoBy);
      continue;
    }
    JudgedFile Judged = judge(Text, **Config, Asked.Dialect);
    llvm::move(Judged.Statements, std::back_inserter(Report.Statements));
    llvm::move(Judged.Failures, std::back_inserter(Report.Failures));
  }
  if (!Asked.Quiet)
    for (const std::string &Warning : (*Configured)->warnings())
      llvm::errs() << Warning << '\n';
  for (const std::string &Message : Misconfigured)
    tellError(Message);
  tellFailures(Report.Failures, Here);
  std::string Undelivered =
      report::deliver(Asked.Output, [&](llvm::raw_ostream &OS, bool Colours) {
        write(Report, Asked, Colours, OS);
      });
  tellError(Undelivered);
  if (!Undelivered.empty() || !Misconfigured.empty() ||
      !Report.Failures.empty())
    return Trouble;
  return Report.findings() ? Findings : Clean;
}

} // namespace dbsafe::driver
