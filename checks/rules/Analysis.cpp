#include "rules/Analysis.h"
#include "config/Configuration.h"
#include "lifecycle/Lives.h"
#include "provenance/Program.h"
#include "provenance/Wrappers.h"
#include "rules/ConnectSite.h"
#include "rules/Rule.h"
#include "rules/SentTexts.h"
#include "rules/SourceText.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace dbsafe::rules {

namespace {

/// One mistake is told once, by the check that says most of it.
void dropCovered(std::vector<Finding> &Findings,
                 llvm::ArrayRef<const Rule *> Rules) {
  for (const Rule *R : Rules) {
    llvm::StringRef Covered = R->info().Covers;
    if (Covered.empty())
      continue;
    llvm::DenseSet<SourceLocation> Told;
    for (const Finding &F : Findings)
      if (F.Check == R->info().Name)
        Told.insert(F.Range.getBegin());
    llvm::erase_if(Findings, [&](const Finding &F) {
      return F.Check == Covered && Told.count(F.Range.getBegin());
    });
  }
}

} // namespace

AnalysisResult analyze(ASTContext &Context, const config::Configuration &Config,
                       const catalog::Catalog &Catalog,
                       llvm::function_ref<bool(llvm::StringRef)> Enabled,
                       bool ForOthers, llvm::ArrayRef<SourceLocation> Errors) {
  std::vector<const Rule *> Rules;
  for (const Rule *R : allRules())
    if (Enabled(R->info().Name))
      Rules.push_back(R);
  if (Rules.empty())
    return {};
  const SourceManager &Sources = Context.getSourceManager();
  std::vector<Finding> Findings;
  provenance::Program Program(Context, Catalog, ForOthers);
  SentTexts Texts(Program, /*AreAll=*/!ForOthers,
                  /*IsBroken=*/!Errors.empty());
  lifecycle::Lives Lives(Context, Catalog, Errors);
  for (const Rule *R : Rules) {
    auto Take = [&](Finding F) {
      SourceLocation Begin = F.Range.getBegin();
      if (Begin.isInvalid() || Sources.isInSystemHeader(Begin))
        return;
      F.Check = R->info().Name.str();
      Findings.push_back(std::move(F));
    };
    R->check(Program, Config, Take);
    R->checkTexts(Texts, Config, Take);
    R->checkLives(Lives, Config, Take);
  }
  dropCovered(Findings, Rules);
  llvm::sort(Findings, [&](const Finding &A, const Finding &B) {
    SourceLocation BeginA = A.Range.getBegin(), BeginB = B.Range.getBegin();
    if (BeginA != BeginB)
      return Sources.isBeforeInTranslationUnit(BeginA, BeginB);
    return std::tie(A.Check, A.Message) < std::tie(B.Check, B.Message);
  });
  AnalysisResult Result;
  for (Finding &F : Findings)
    (F.Undecided ? Result.Undecided : Result.Findings).push_back(std::move(F));
  const WrittenSecrets Written(Program);
  for (const Expr *E : Written.places())
    Result.Secrets.push_back(rangeOf(E, Context));
  if (!ForOthers)
    return Result;
  Result.Interface = provenance::interfaceOf(Program);
  constexpr llvm::StringLiteral Comparing = "dbsafe-unscoped-query";
  if (Config.HasSchema || !Enabled(Comparing))
    return Result;
  for (const SentText &T : Texts.all()) {
    SentStatement S{{T.Template, T.dialect()}, {}};
    for (const sql::Remark &R : sql::tableUses(S.Text)) {
      S.Tables.push_back(Texts.finding(T, R));
      S.Tables.back().Check = Comparing.str();
    }
    if (!S.Tables.empty())
      Result.Sent.push_back(std::move(S));
  }
  return Result;
}

} // namespace dbsafe::rules
