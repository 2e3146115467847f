//===- FakeRules.cpp - Two rules whose findings a test can foresee --------===//
//
// Linked in place of checks/rules, so that the command and the plugin are
// tested for what they do with findings and not for what the checks find:
//   query(text)          warning dbsafe-fake-query at the argument
//   query_outside(text)  the same as an error, with the variable's
//                        declaration as a step
//   login(secret)        warning dbsafe-fake-secret (CWE-798), whose NOLINT
//                        comments need reasons
//   perhaps(text)        something that dbsafe-fake-query cannot decide
//   crash()              the analysis crashes
// dbsafe-fake-query has an option Loud; with it, messages end in "!".
//
//===----------------------------------------------------------------------===//
#include "config/Configuration.h"
#include "embedded.h"
#include "rules/Analysis.h"
#include "rules/Rule.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace dbsafe;

namespace {

class FakeRule : public rules::Rule {
public:
  explicit FakeRule(rules::RuleInfo Info) : Info(Info) {}
  const rules::RuleInfo &info() const override { return Info; }
  void check(const provenance::Program &, const config::Configuration &,
             const rules::Report &) const override {}

private:
  rules::RuleInfo Info;
};

class Finder : public clang::RecursiveASTVisitor<Finder> {
public:
  Finder(clang::ASTContext &Context, bool Loud,
         llvm::function_ref<bool(llvm::StringRef)> Enabled,
         std::vector<rules::Finding> &Found)
      : Context(Context), Loud(Loud), Enabled(Enabled), Found(Found) {}

  bool VisitFunctionDecl(clang::FunctionDecl *Function) {
    Enclosing = Function->getQualifiedNameAsString();
    return true;
  }

  bool VisitCallExpr(clang::CallExpr *Call) {
    const clang::FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Callee->getIdentifier())
      return true;
    llvm::StringRef Name = Callee->getName();
    if (Name == "crash")
      __builtin_trap();
    if (Call->getNumArgs() != 1)
      return true;
    if (Name == "query")
      report(Call, "dbsafe-fake-query", rules::Severity::Warning);
    if (Name == "query_outside")
      report(Call, "dbsafe-fake-query", rules::Severity::Error);
    if (Name == "perhaps")
      report(Call, "dbsafe-fake-query", rules::Severity::Warning,
             /*Undecided=*/true);
    if (Name == "login")
      report(Call, "dbsafe-fake-secret", rules::Severity::Warning);
    return true;
  }

private:
  void report(const clang::CallExpr *Call, llvm::StringRef Check,
              rules::Severity Level, bool Undecided = false) {
    if (!Enabled(Check))
      return;
    const clang::Expr *Text = Call->getArg(0)->IgnoreParenImpCasts();
    rules::Finding New;
    New.Check = Check;
    New.Level = Level;
    New.Undecided = Undecided;
    New.Range = clang::CharSourceRange::getTokenRange(Text->getSourceRange());
    New.Message =
        std::string("100% fake text reaches the database") + (Loud ? "!" : "");
    New.Subject =
        Enclosing + "|" +
        clang::Lexer::getSourceText(New.Range, Context.getSourceManager(),
                                    Context.getLangOpts())
            .str();
    if (const auto *Ref = llvm::dyn_cast<clang::DeclRefExpr>(Text))
      New.Path.push_back({clang::CharSourceRange::getTokenRange(
                              Ref->getDecl()->getSourceRange()),
                          "the text was declared here"});
    Found.push_back(std::move(New));
  }

  clang::ASTContext &Context;
  bool Loud;
  llvm::function_ref<bool(llvm::StringRef)> Enabled;
  std::vector<rules::Finding> &Found;
  std::string Enclosing;
};

} // namespace

llvm::ArrayRef<const rules::Rule *> rules::allRules() {
  static constexpr unsigned Injection[] = {89}, Password[] = {798};
  static constexpr rules::Option Options[] = {
      {"Loud", "false", "End every message in an exclamation mark."}};
  static const FakeRule Query(
      {"dbsafe-fake-query", "Fake text in a query", Injection, "9.8", Options});
  static const FakeRule Secret({"dbsafe-fake-secret",
                                "A fake secret in the source",
                                Password,
                                "7.5",
                                {},
                                /*Covers=*/"",
                                /*Reasons=*/true});
  static const rules::Rule *const Rules[] = {&Query, &Secret};
  return Rules;
}

const rules::Rule *rules::findRule(llvm::StringRef Name) {
  for (const rules::Rule *Rule : rules::allRules())
    if (Rule->info().Name == Name)
      return Rule;
  return nullptr;
}

std::string rules::helpUri(llvm::StringRef Check) {
  return ("https://example.org/" + Check + ".md").str();
}

rules::AnalysisResult
rules::analyze(clang::ASTContext &Context, const config::Configuration &Config,
               const catalog::Catalog &,
               llvm::function_ref<bool(llvm::StringRef)> Enabled, bool,
               llvm::ArrayRef<clang::SourceLocation>) {
  std::vector<rules::Finding> Found;
  bool Loud = Config.option("dbsafe-fake-query", "Loud", "false") == "true";
  Finder(Context, Loud, Enabled, Found).TraverseAST(Context);
  rules::AnalysisResult Result;
  for (rules::Finding &F : Found)
    (F.Undecided ? Result.Undecided : Result.Findings).push_back(std::move(F));
  return Result;
}

std::span<const embedded::EmbeddedFile> embedded::pages() {
  static constexpr embedded::EmbeddedFile Pages[] = {
      {"dbsafe-fake-query.md", "# dbsafe-fake-query\n\nFake text.\n"},
      {"dbsafe-fake-secret.md", "# dbsafe-fake-secret\n\nFake secret.\n"}};
  return Pages;
}
