//===- TidyModule.cpp - dbsafe's checks in clang-tidy ---------------------===//
//
// clang-tidy wants one object a check; dbsafe analyses a translation unit once
// for all of them. So each check asks for the translation unit, the first one
// that is called runs the analysis, and every check reports its own findings.
//
//===----------------------------------------------------------------------===//
#include "config/Configuration.h"
#include "plugin/CheckGlobs.h"
#include "plugin/Compat.h"
#include "plugin/VersionGuard.h"
#include "rules/Analysis.h"
#include "rules/Rule.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>

namespace dbsafe::tidy {

namespace {

class Check;

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

/// What the checks of one module share: who is enabled for the translation
/// unit at hand, and the configurations read so far.
class Session {
public:
  Session() { llvm::sys::fs::current_path(StartedIn); }

  void enter(Check &C) { Enabled.push_back(&C); }
  void leave(Check &C) { llvm::erase(Enabled, &C); }

  /// Runs the analysis for all enabled checks, once for each translation unit.
  void run(clang::ASTContext &Context, Check &First);

private:
  llvm::Expected<config::Configuration> configuration(llvm::StringRef File);
  void report(const rules::Finding &Found);

  llvm::SmallString<256> StartedIn; ///< clang-tidy changes its folder later.
  std::vector<Check *> Enabled;
  config::Discovery Nearest{knownNames()};
  std::map<std::string, config::Configuration> Named; ///< By path.
};

class Check : public clang::tidy::ClangTidyCheck {
public:
  Check(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
        const rules::RuleInfo &Info, std::shared_ptr<Session> Shared)
      : ClangTidyCheck(Name, Context), Info(Info), Context(Context),
        Shared(std::move(Shared)), Config(Options.get("Config", "").str()) {
    for (const rules::Option &Option : Info.Options)
      if (std::optional<llvm::StringRef> Value = Options.get(Option.Name))
        Given[Option.Name.str()] = Value->str();
    this->Shared->enter(*this);
  }
  ~Check() override { Shared->leave(*this); }

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override {
    Options.store(Into, "Config", Config);
    for (const rules::Option &Option : Info.Options) {
      auto It = Given.find(Option.Name.str());
      Options.store(Into, Option.Name,
                    It == Given.end() ? Option.Default : It->second);
    }
  }

  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override {
    Finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"),
                       this);
  }

  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Match) override {
    Shared->run(*Match.Context, *this);
  }

  /// Reports a finding. The messages are no format strings.
  void tell(const rules::Finding &Found) {
    auto Level =
        Found.Level == rules::Severity::Error  ? clang::DiagnosticIDs::Error
        : Found.Level == rules::Severity::Note ? clang::DiagnosticIDs::Remark
                                               : clang::DiagnosticIDs::Warning;
    {
      auto Diagnostic = diag(Found.Range.getBegin(), "%0", Level);
      Diagnostic << Found.Message << Found.Range;
      for (const clang::FixItHint &Fix : Found.Fixes)
        Diagnostic << Fix;
    }
    if (std::string Reach = rules::reachNote(Found.Reaches.size());
        !Reach.empty())
      diag(Found.Range.getBegin(), "%0", clang::DiagnosticIDs::Note)
          << Reach << Found.Range;
    for (const rules::Step &Step : Found.Path)
      diag(Step.Range.getBegin(), "%0", clang::DiagnosticIDs::Note)
          << Step.Message << Step.Range;
  }

  /// Reports what keeps the check from running; clang-tidy then fails.
  void fail(llvm::StringRef Message) {
    llvm::SmallVector<llvm::StringRef> Lines;
    Message.split(Lines, '\n', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Line : Lines)
      Context->configurationDiag("%0", clang::DiagnosticIDs::Error) << Line;
  }

  const rules::RuleInfo &Info;
  clang::tidy::ClangTidyContext *const Context;
  const std::shared_ptr<Session> Shared;
  const std::string Config; ///< Path of a .dbsafe.yaml; empty for the nearest.
  std::map<std::string, std::string> Given; ///< Options set in .clang-tidy.
};

llvm::Expected<config::Configuration>
Session::configuration(llvm::StringRef File) {
  std::string Asked;
  for (const Check *C : Enabled) {
    if (C->Config.empty() || C->Config == Asked)
      continue;
    if (!Asked.empty())
      return llvm::createStringError(
          "the Config options of the dbsafe checks name two files, '" + Asked +
          "' and '" + C->Config + "'; all checks share one configuration");
    Asked = C->Config;
  }
  if (Asked.empty()) {
    auto Found = Nearest.find(File);
    if (!Found)
      return Found.takeError();
    return **Found;
  }
  llvm::SmallString<256> Full;
  if (!llvm::sys::path::is_absolute(Asked))
    Full = StartedIn;
  llvm::sys::path::append(Full, Asked);
  std::string Path = Full.str().str();
  auto It = Named.find(Path);
  if (It != Named.end())
    return It->second;
  auto Read = config::load(Path, knownNames());
  if (!Read)
    return Read.takeError();
  return Named.emplace(Path, std::move(*Read)).first->second;
}

void Session::run(clang::ASTContext &Context, Check &First) {
  if (Enabled.empty() || Enabled.front() != &First)
    return;
  llvm::SmallString<256> File(First.Context->getCurrentFile());
  Context.getSourceManager().getFileManager().makeAbsolutePath(File);
  auto Config = configuration(File);
  if (!Config) {
    First.fail(llvm::toString(Config.takeError()));
    return;
  }
  std::map<llvm::StringRef, Check *> ByName;
  for (Check *C : Enabled) {
    ByName[C->Info.Name] = C;
    for (const auto &[Name, Value] : C->Given)
      Config->Options[(C->Info.Name + "." + Name).str()] = Value;
  }
  // .dbsafe.yaml says the same to both front ends, so its list counts as well.
  clang::tidy::GlobList Configured(combineGlobs(Config->Checks, ""));
  auto IsEnabled = [&](llvm::StringRef Name) {
    return ByName.count(Name) && Configured.contains(Name);
  };
  for (const rules::Finding &Found :
       rules::analyze(Context, *Config, *Config->Catalog, IsEnabled).Findings)
    if (auto It = ByName.find(Found.Check); It != ByName.end())
      It->second->tell(Found);
}

class Module : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    auto Shared = std::make_shared<Session>();
    for (const rules::Rule *Rule : rules::allRules())
      Factories.registerCheckFactory(
          Rule->info().Name,
          [Rule, Shared](llvm::StringRef Name,
                         clang::tidy::ClangTidyContext *Context) {
            return std::make_unique<Check>(Name, Context, Rule->info(), Shared);
          });
  }
};

/// Stops the process when the plugin is loaded into the wrong clang-tidy.
/// There is no other way to be heard: the loader ignores failures, and an
/// error of a check needs the very interfaces that do not fit.
struct Guard {
  Guard() {
    std::string Mismatch =
        versionMismatch(CLANG_VERSION_STRING, clang::getClangFullVersion());
    if (Mismatch.empty())
      return;
    std::fputs(Mismatch.c_str(), stderr);
    std::fflush(nullptr);
    std::_Exit(3);
  }
};

// In this order: the guard must have spoken before anything is registered.
const Guard VersionIsRight;
const clang::tidy::ClangTidyModuleRegistry::Add<Module>
    Registered("dbsafe-module", "Database safety.");

} // namespace

} // namespace dbsafe::tidy
