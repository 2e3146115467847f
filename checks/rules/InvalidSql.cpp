#include "rules/InvalidSql.h"
#include "rules/SentTexts.h"
#include "sql/InvalidSql.h"

namespace dbsafe::rules {

const RuleInfo &InvalidSql::info() const {
  static constexpr RuleInfo Info = {
      "dbsafe-invalid-sql",
      "A constant statement that the server cannot parse",
      {},
      "3.0",
      {}};
  return Info;
}

void InvalidSql::checkTexts(const SentTexts &Texts,
                            const config::Configuration &,
                            const Report &Report) const {
  DistinctFindings Findings;
  for (const SentText &T : Texts.all())
    for (const sql::Remark &R : sql::syntaxMistakes(*T.Read))
      Findings.add(Texts.finding(T, R));
  Findings.report(Report);
}

} // namespace dbsafe::rules
