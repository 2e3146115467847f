#include "rules/UnboundedWrite.h"
#include "rules/SentTexts.h"
#include "sql/UnboundedWrite.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

namespace dbsafe::rules {

const RuleInfo &UnboundedWrite::info() const {
  static constexpr unsigned Cwe[] = {1284};
  static constexpr RuleInfo Info = {"dbsafe-unbounded-write",
                                    "UPDATE or DELETE of every row of a table",
                                    Cwe,
                                    "5.0",
                                    {}};
  return Info;
}

void UnboundedWrite::checkTexts(const SentTexts &Texts,
                                const config::Configuration &,
                                const Report &Report) const {
  const clang::SourceManager &Sources =
      Texts.program().context().getSourceManager();
  sql::WriteContext Anywhere;
  std::map<const sql::ReadText *, sql::WriteContext> Each;
  for (const SentText &T : Texts.all()) {
    auto [It, New] = Each.try_emplace(T.Read);
    if (New)
      It->second = sql::writeContext(*T.Read);
    Anywhere.Temporary.insert(It->second.Temporary.begin(),
                              It->second.Temporary.end());
  }
  /// What the function does before and behind the text.
  auto Around = [&](const SentText &T) {
    sql::WriteContext Result = Each[T.Read];
    Result.Temporary = Anywhere.Temporary;
    for (const SentText &Other : Texts.all()) {
      if (Other.From->Function != T.From->Function || Other.Read == T.Read)
        continue;
      const sql::WriteContext &There = Each[Other.Read];
      if (Sources.isBeforeInTranslationUnit(Other.From->Call->getBeginLoc(),
                                            T.From->Call->getBeginLoc()))
        Result.Added.insert(There.Added.begin(), There.Added.end());
      else
        Result.Filled.insert(There.Filled.begin(), There.Filled.end());
    }
    return Result;
  };
  DistinctFindings Findings;
  for (const SentText &T : Texts.all())
    for (const sql::ReadStatement &S : T.Read->statements()) {
      if (T.Read->isExempt(S) || sql::unboundedWrites(*T.Read, S, {}).empty())
        continue;
      for (const sql::Remark &R : sql::unboundedWrites(*T.Read, S, Around(T)))
        Findings.add(Texts.finding(T, R));
    }
  Findings.report(Report);
}

} // namespace dbsafe::rules
