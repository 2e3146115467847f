//===- TranslationUnit.cpp - One source file, parsed and analysed ---------===//
#include "project/TranslationUnit.h"
#include "Compat.h"
#include "conninfo/Conninfo.h"
#include "project/Capture.h"
#include "project/Invocation.h"
#include "project/Paths.h"
#include "rules/Analysis.h"
#include "rules/Rule.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/FrontendAction.h"
#include "llvm/Support/BuryPointer.h"

namespace dbsafe::driver {

namespace {

/// How many of a file's errors are told; the first ones say it all.
constexpr unsigned MaxErrors = 5;

/// Turns the parser's errors into failures. What clang merely grades up from a
/// warning (an implicit declaration in C, a narrowing) compiles elsewhere and
/// is no reason to distrust the tree.
class ParseErrors : public clang::DiagnosticConsumer {
public:
  ParseErrors(report::Outcome &Into, llvm::StringRef Directory)
      : Into(Into), Directory(Directory) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    if (Level < clang::DiagnosticsEngine::Error || compat::isWarning(Info))
      return;
    if (Info.getLocation().isValid())
      Places.push_back(Info.getLocation());
    if (++Count > MaxErrors)
      return;
    llvm::SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    report::Failure New{Into.File, 0, 0, conninfo::redact(Message.str().str())};
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      clang::PresumedLoc At =
          Info.getSourceManager().getPresumedLoc(Info.getLocation());
      if (At.isValid()) {
        New.File = absoluteName(At.getFilename(), Directory);
        New.Line = At.getLine();
        New.Column = At.getColumn();
      }
    }
    Into.Failures.push_back(std::move(New));
  }

  /// Where they are.
  llvm::ArrayRef<clang::SourceLocation> places() const { return Places; }

  void tellRest() {
    if (Count > MaxErrors)
      Into.Failures.push_back({Into.File, 0, 0,
                               "and " + std::to_string(Count - MaxErrors) +
                                   " more errors; is this how the file is "
                                   "compiled?"});
  }

private:
  report::Outcome &Into;
  std::string Directory;
  unsigned Count = 0;
  std::vector<clang::SourceLocation> Places;
};

/// Hands the finished tree to the checks. Nobody's rule looks into a system
/// header, so the bodies of its functions are skipped, which is a third of the
/// whole parse. Clang itself keeps those it needs: constexpr functions and
/// deduced return types.
class Consumer : public clang::ASTConsumer {
public:
  Consumer(const AnalysisSettings &Settings, const std::string &Directory,
           const ParseErrors &Errors, report::Outcome &Into)
      : Settings(Settings), Directory(Directory), Errors(Errors), Into(Into) {}

  bool shouldSkipFunctionBody(clang::Decl *D) override {
    const clang::SourceManager &SM = D->getASTContext().getSourceManager();
    return SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation()));
  }

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    rules::AnalysisResult Result = rules::analyze(
        Context, Settings.Config, Settings.Catalog, Settings.Enabled,
        /*ForOthers=*/!Settings.IsOnly, Errors.places());
    if (!Result.Findings.empty())
      capture(Result.Findings, Result.Secrets, Context, Directory, Into);
    report::Outcome Undecided;
    capture(Result.Undecided, Result.Secrets, Context, Directory, Undecided);
    for (const report::Result &R : Undecided.Results)
      if (!R.Suppressed)
        Into.Undecided.insert(R.Where.File + ':' +
                              std::to_string(R.Where.Begin.Line) + ':' +
                              std::to_string(R.Where.Begin.Column));
    for (const rules::Rule *R : rules::allRules())
      if (R->info().Reasons && Settings.Enabled(R->info().Name) &&
          R->applies(Settings.Config))
        captureNoLints(R->info().Name, Context, Directory, Undecided.Results,
                       Into);
    for (rules::SentStatement &S : Result.Sent) {
      report::Outcome Captured;
      Captured.File = Into.File;
      capture(S.Tables, Result.Secrets, Context, Directory, Captured);
      if (!Captured.Results.empty())
        Into.Sent.push_back({std::move(S.Text), std::move(Captured.Results)});
    }
    Into.Interface = std::move(Result.Interface);
    Into.Analysed = true;
  }

private:
  const AnalysisSettings &Settings;
  const std::string &Directory;
  const ParseErrors &Errors;
  report::Outcome &Into;
};

class Action : public clang::ASTFrontendAction {
public:
  Action(const AnalysisSettings &Settings, const std::string &Directory,
         const ParseErrors &Errors, report::Outcome &Into)
      : Settings(Settings), Directory(Directory), Errors(Errors), Into(Into) {}

private:
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<Consumer>(Settings, Directory, Errors, Into);
  }

  const AnalysisSettings &Settings;
  const std::string &Directory;
  const ParseErrors &Errors;
  report::Outcome &Into;
};

} // namespace

report::Outcome analyse(const Source &Unit, const AnalysisSettings &Settings) {
  report::Outcome Outcome;
  Outcome.File = Unit.File;
  const std::string &Directory = Unit.Command.Directory;
  compat::FileSystem Files(llvm::vfs::createPhysicalFileSystem().release());
  if (std::error_code Error = Files->setCurrentWorkingDirectory(Directory)) {
    Outcome.Failures.push_back({Unit.File, 0, 0,
                                "its compile command runs in '" + Directory +
                                    "': " + Error.message()});
    return Outcome;
  }
  auto Invocation =
      makeInvocation(Unit.Command, Settings.ResourceDirectory, Files);
  if (!Invocation) {
    Outcome.Failures.push_back(
        {Unit.File, 0, 0, llvm::toString(Invocation.takeError())});
    return Outcome;
  }
  clang::FrontendOptions &FrontEnd = (*Invocation)->getFrontendOpts();
  FrontEnd.SkipFunctionBodies = true;
  FrontEnd.DisableFree = Settings.IsOnly;
  clang::DiagnosticOptions &Diagnostics = (*Invocation)->getDiagnosticOpts();
  Diagnostics.IgnoreWarnings = true;
  Diagnostics.ShowCarets = false; // Else clang prints its own count of errors.
  Diagnostics.ErrorLimit = 0;     // A cut-off tree would hide findings.
  (*Invocation)->getLangOpts().SpellChecking = false;
  ParseErrors Errors(Outcome, Directory);
  std::unique_ptr<clang::CompilerInstance> Compiler =
      compat::makeCompiler(*Invocation, Files, Errors);
  // Behind a missing header, clang would instantiate no template any more, and
  // the rest would be judged by its declarations.
  Compiler->getDiagnostics().setFatalsAsError(true);
  Action Run(Settings, Directory, Errors, Outcome);
  bool Executed = Compiler->ExecuteAction(Run);
  Errors.tellRest();
  if (!Executed && !Outcome.Analysed && Outcome.Failures.empty())
    Outcome.Failures.push_back({Unit.File, 0, 0, "clang could not read it"});
  if (Settings.IsOnly)
    llvm::BuryPointer(std::move(Compiler)); // The process ends soon.
  return Outcome;
}

} // namespace dbsafe::driver
