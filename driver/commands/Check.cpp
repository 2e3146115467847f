//===- Check.cpp - dbsafe check -------------------------------------------===//
#include "commands/Commands.h"
#include "plugin/CheckGlobs.h"
#include "project/Configurations.h"
#include "project/Habits.h"
#include "project/Link.h"
#include "project/ResourceDirectory.h"
#include "project/Sources.h"
#include "project/TranslationUnit.h"
#include "report/Delivery.h"
#include "report/Writers.h"
#include "rules/Rule.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/TargetSelect.h"
#include <optional>

namespace dbsafe::driver {

namespace {

/// A line on the terminal that is always the current one.
class ProgressLine {
public:
  ProgressLine(size_t Total, std::string Here)
      : Total(Total), Here(std::move(Here)) {}

  void show(size_t Done, llvm::StringRef File) {
    std::string Name = report::relativeTo(Here, File);
    size_t Room = std::max(20u, llvm::sys::Process::StandardErrColumns()) - 20;
    if (Name.size() > Room)
      Name = "..." + Name.substr(Name.size() - Room + 3);
    llvm::errs() << "\r\033[K[" << Done << '/' << Total << "] " << Name;
    llvm::errs().flush();
  }
  static void clear() { llvm::errs() << "\r\033[K"; }

private:
  size_t Total;
  std::string Here;
};

report::Outcome analyseOne(const Source &Unit, const CheckRequest &Asked,
                           Configurations &Configured, const Linkage &Links,
                           const std::string &ResourceDirectory, bool IsOnly) {
  auto Config = Configured.of(Unit.File);
  if (!Config) {
    report::Outcome Failed;
    Failed.File = Unit.File;
    Failed.Failures.push_back({"", 0, 0, llvm::toString(Config.takeError())});
    return Failed;
  }
  clang::tidy::GlobList Globs(
      tidy::combineGlobs((*Config)->Checks, Asked.Checks));
  auto Enabled = [&](llvm::StringRef Check) { return Globs.contains(Check); };
  bool Any = llvm::any_of(rules::allRules(), [&](const rules::Rule *Rule) {
    return Enabled(Rule->info().Name);
  });
  if (!Any) {
    report::Outcome Off;
    Off.File = Unit.File;
    return Off;
  }
  std::shared_ptr<const catalog::Catalog> Catalog =
      Links.extend((*Config)->Catalog);
  return analyse(Unit,
                 {**Config, *Catalog, Enabled, ResourceDirectory, IsOnly});
}

void write(const report::Report &Report, const CheckRequest &Asked,
           bool Colours, llvm::raw_ostream &OS) {
  switch (Asked.Form) {
  case Format::Text:
    report::writeText(Report, {Colours, !Asked.Quiet}, OS);
    break;
  case Format::Json:
    report::writeJson(Report, rules::allRules(), OS);
    break;
  case Format::Sarif:
    report::writeSarif(Report, rules::allRules(), OS);
    break;
  }
}

int refuse(llvm::Error Error) {
  tellError(llvm::toString(std::move(Error)));
  return Trouble;
}

} // namespace

int check(const CheckRequest &Asked, llvm::StringRef Executable) {
  llvm::SmallString<256> Here;
  if (std::error_code Error = llvm::sys::fs::current_path(Here))
    return refuse(
        llvm::createStringError("no working directory: " + Error.message()));
  if (!Asked.Checks.empty())
    if (llvm::Error Error = verifyGlobs(Asked.Checks))
      return refuse(std::move(Error));
  auto Configured =
      Configurations::make({Asked.ConfigFile, {}, Here.str().str()});
  if (!Configured)
    return refuse(Configured.takeError());
  auto Headers = resourceDirectory(Asked.ResourceDirectory, Executable,
                                   DBSAFE_RESOURCE_DIR);
  if (!Headers)
    return refuse(Headers.takeError());
  // Names of cross compilers tell their target.
  llvm::InitializeAllTargetInfos();
  auto Found = findSources(
      {Asked.Paths, Asked.BuildFolder, Asked.Flags, Here.str().str()});
  if (!Found)
    return refuse(Found.takeError());
  if (!Asked.Quiet)
    for (const std::string &Notice : Found->Notices)
      llvm::errs() << "dbsafe: note: " << Notice << '\n';

  std::optional<ProgressLine> Progress;
  if (!Asked.Quiet && llvm::sys::Process::StandardErrIsDisplayed())
    Progress.emplace(Found->Units.size(), Here.str().str());
  std::function<void(size_t, llvm::StringRef)> ShowProgress;
  if (Progress)
    ShowProgress = [&](size_t Done, llvm::StringRef File) {
      Progress->show(Done, File);
    };
  std::vector<report::Outcome> Outcomes = analyseProgram(
      Found->Units, Asked.Threads,
      [&](const Source &Unit, const Linkage &Links) {
        return analyseOne(Unit, Asked, **Configured, Links, *Headers,
                          /*IsOnly=*/Found->Units.size() == 1);
      },
      ShowProgress);
  // Of some files alone, other callers may be in the rest.
  if (llvm::none_of(Asked.Paths, [](const std::string &Path) {
        return llvm::sys::fs::is_regular_file(Path);
      }))
    settle(Outcomes);
  compareHabits(Outcomes, **Configured);
  if (Progress)
    ProgressLine::clear();
  if (!Asked.Quiet)
    for (const std::string &Warning : (*Configured)->warnings())
      llvm::errs() << Warning << '\n';

  for (report::Failure &Failure : Found->Failures) {
    report::Outcome Missing;
    Missing.File = Failure.File;
    Missing.Failures.push_back(std::move(Failure));
    Outcomes.push_back(std::move(Missing));
  }
  report::Report Report =
      report::collect(std::move(Outcomes), projectRoot(Here), Here.str().str());
  tellFailures(Report.Failures, Here);
  std::string Undelivered =
      report::deliver(Asked.Output, [&](llvm::raw_ostream &OS, bool Colours) {
        write(Report, Asked, Colours, OS);
      });
  tellError(Undelivered);
  if (!Undelivered.empty() || !Report.Failures.empty())
    return Trouble;
  return Report.active() > Report.active(rules::Severity::Note) ? Findings
                                                                : Clean;
}

} // namespace dbsafe::driver
