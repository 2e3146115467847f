#include "rules/UnknownColumn.h"
#include "config/Configuration.h"
#include "rules/ExpectedFailure.h"
#include "rules/SentTexts.h"
#include "sql/UnknownNames.h"

namespace dbsafe::rules {

const RuleInfo &UnknownColumn::info() const {
  static constexpr RuleInfo Info = {
      "dbsafe-unknown-column",
      "A statement names a table or column that the schema does not have",
      {},
      "3.0",
      {}};
  return Info;
}

void UnknownColumn::checkTexts(const SentTexts &Texts,
                               const config::Configuration &Config,
                               const Report &Report) const {
  if (!Config.HasSchema)
    return;
  // The texts of one library go to one database.
  std::map<const catalog::Library *, sql::OwnTables> Own;
  for (const SentText &T : Texts.all())
    sql::addOwnTables(*T.Read, Config.Schema, Own[T.From->Sink->Lib]);
  DistinctFindings Findings;
  for (const SentText &T : Texts.all()) {
    if (isExpectedToFail(T.From->Call, Texts.program().context()))
      continue;
    for (const sql::Remark &R :
         sql::unknownNames(*T.Read, Config.Schema, Own[T.From->Sink->Lib]))
      Findings.add(Texts.finding(T, R));
  }
  Findings.report(Report);
}

} // namespace dbsafe::rules
