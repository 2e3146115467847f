//===- Check.cpp - dbsafe check -------------------------------------------===//
#include "commands/Commands.h"
#include "plugin/CheckGlobs.h"
#include "project/Link.h"
#include "project/ResourceDirectory.h"
#include "project/Sources.h"
#include "project/TranslationUnit.h"
#include "report/Writers.h"
#include "rules/Rule.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/ToolOutputFile.h"
#include <mutex>
#include <optional>
#include <set>

namespace dbsafe::driver {

namespace {

/// The configuration of each file: the one given, or the nearest upwards.
class Configurations {
public:
  static llvm::Expected<Configurations> make(const std::string &File) {
    Configurations Made;
    if (File.empty())
      return Made;
    auto Given = config::load(File, knownNames());
    if (!Given)
      return Given.takeError();
    Made.Given = std::make_unique<config::Configuration>(std::move(*Given));
    return Made;
  }

  llvm::Expected<const config::Configuration *> of(llvm::StringRef File) {
    if (Given)
      return Given.get();
    auto Found = Nearest->find(File);
    if (Found) {
      std::lock_guard Guard(*Lock);
      Used.insert(*Found);
    }
    return Found;
  }

  /// What those used so far could not read of their schemas, each once.
  std::set<std::string> warnings() const {
    std::set<std::string> All;
    if (Given)
      All.insert(Given->Warnings.begin(), Given->Warnings.end());
    for (const config::Configuration *Each : Used)
      All.insert(Each->Warnings.begin(), Each->Warnings.end());
    return All;
  }

private:
  std::unique_ptr<config::Configuration> Given;
  std::unique_ptr<config::Discovery> Nearest =
      std::make_unique<config::Discovery>(knownNames());
  std::unique_ptr<std::mutex> Lock = std::make_unique<std::mutex>();
  std::set<const config::Configuration *> Used;
};

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

/// Failures as a compiler writes its errors.
void tell(const std::vector<report::Failure> &Failures, llvm::StringRef Here) {
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

bool wantsColours() {
  const char *NoColour = ::getenv("NO_COLOR");
  return llvm::sys::Process::StandardOutHasColors() && !(NoColour && *NoColour);
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

/// Writes the report where it is wanted; false if that cannot be done.
bool deliver(const report::Report &Report, const CheckRequest &Asked) {
  if (Asked.Output.empty() || Asked.Output == "-") {
    write(Report, Asked, wantsColours(), llvm::outs());
    llvm::outs().flush();
    if (!llvm::outs().has_error())
      return true;
    tellError("cannot write the report: " + llvm::outs().error().message());
    llvm::outs().clear_error();
    return false;
  }
  std::error_code Error;
  llvm::ToolOutputFile File(Asked.Output, Error, llvm::sys::fs::OF_Text);
  if (!Error) {
    write(Report, Asked, /*Colours=*/false, File.os());
    File.os().close();
    Error = File.os().error();
    File.os().clear_error();
  }
  if (Error) {
    tellError("cannot write '" + Asked.Output + "': " + Error.message());
    return false;
  }
  File.keep();
  return true;
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
  auto Configured = Configurations::make(Asked.ConfigFile);
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
        return analyseOne(Unit, Asked, *Configured, Links, *Headers,
                          /*IsOnly=*/Found->Units.size() == 1);
      },
      ShowProgress);
  if (Progress)
    ProgressLine::clear();
  if (!Asked.Quiet)
    for (const std::string &Warning : Configured->warnings())
      llvm::errs() << Warning << '\n';

  for (report::Failure &Failure : Found->Failures) {
    report::Outcome Missing;
    Missing.File = Failure.File;
    Missing.Failures.push_back(std::move(Failure));
    Outcomes.push_back(std::move(Missing));
  }
  report::Report Report =
      report::collect(std::move(Outcomes), projectRoot(Here), Here.str().str());
  tell(Report.Failures, Here);
  bool Delivered = deliver(Report, Asked);
  if (!Delivered || !Report.Failures.empty())
    return Trouble;
  return Report.active() ? Findings : Clean;
}

} // namespace dbsafe::driver
