#include "rules/UnboundedWrite.h"
#include "rules/SentTexts.h"
#include "sql/UnboundedWrite.h"

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
  sql::TableNames Temporary;
  for (const SentText &T : Texts.all())
    sql::addTemporaryTables(*T.Read, Temporary);
  DistinctFindings Findings;
  for (const SentText &T : Texts.all())
    for (const sql::ReadStatement &S : T.Read->statements())
      if (!T.Read->isExempt(S))
        for (const sql::Remark &R : sql::unboundedWrites(*T.Read, S, Temporary))
          Findings.add(Texts.finding(T, R));
  Findings.report(Report);
}

} // namespace dbsafe::rules
