#include "rules/InvalidSql.h"
#include "rules/ExpectedFailure.h"
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

using provenance::Text;
using provenance::TextRef;

/// True if the text is put together in one way only: parts that depend on
/// conditions may never meet as they are read together here.
static bool isOneWay(TextRef T) {
  for (; T->kind() == Text::Kind::Concat; T = T->left())
    if (TextRef Piece = T->right(); !Piece->isLiteral() && !Piece->isHole())
      return false;
  return T->isLiteral() || T->isHole() || T->isEmpty();
}

/// True if T is whole statements, one or one of several.
static bool isWhole(TextRef T) {
  return isOneWay(T) || (T->kind() == Text::Kind::Choice &&
                         llvm::all_of(T->alternatives(), isOneWay));
}

void InvalidSql::checkTexts(const SentTexts &Texts,
                            const config::Configuration &,
                            const Report &Report) const {
  DistinctFindings Findings;
  for (const SentText &T : Texts.all()) {
    const provenance::SitePart *Sql = T.From->part(provenance::Role::Sql);
    if (!Sql || !isWhole(Sql->Text) ||
        isExpectedToFail(T.From->Call, Texts.program().context()) ||
        // Something may be missing between the pieces.
        (Texts.isBroken() && T.Line.size() > 1))
      continue;
    for (const sql::Remark &R : sql::syntaxMistakes(*T.Read))
      Findings.add(Texts.finding(T, R));
  }
  Findings.report(Report);
}

} // namespace dbsafe::rules
