#include "rules/PlaceholderMismatch.h"
#include "rules/ExpectedFailure.h"
#include "rules/SentTexts.h"
#include "rules/SourceText.h"
#include "sql/PlaceholderUse.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::rules {

const RuleInfo &PlaceholderMismatch::info() const {
  static constexpr unsigned Cwe[] = {628};
  static constexpr RuleInfo Info = {
      "dbsafe-placeholder-mismatch",
      "Placeholders and the values bound to them do not fit",
      Cwe,
      "4.0",
      {}};
  return Info;
}

namespace {

using provenance::BoundValue;
using provenance::Site;

std::string counted(unsigned Number, const char *One) {
  return std::to_string(Number) + " " + One + (Number == 1 ? "" : "s");
}

class Reader {
public:
  explicit Reader(const SentTexts &Texts)
      : Texts(Texts), Context(Texts.program().context()) {}

  void run() {
    for (const SentText &T : Texts.all()) {
      if (isExpectedToFail(T.From->Call, Context))
        continue;
      for (const sql::Remark &R :
           sql::placeholderMistakes(*T.Read, /*AsSent=*/true))
        Findings.add(Texts.finding(T, R));
      statements(T);
      values(T);
    }
    for (const Site &S : Texts.program().sites())
      if (S.Use && !isExpectedToFail(S.Call, Context))
        use(S);
  }

  void report(const Report &Report) { Findings.report(Report); }

private:
  const SentTexts &Texts;
  const ASTContext &Context;
  DistinctFindings Findings;

  /// Two statements in a call that takes one.
  void statements(const SentText &T) {
    const sql::Token *Second = sql::secondStatement(*T.Read);
    if (!T.From->Sink->Binds.Single || !Second)
      return;
    sql::Remark R = T.Read->remark(
        *Second, "a parameterised call takes one statement, and the server "
                 "refuses this second one; send it in a call of its own");
    R.Subject = "second statement";
    Findings.add(Texts.finding(T, R));
  }

  /// A call that is given the text and its values.
  void values(const SentText &T) {
    std::optional<sql::PlaceholderUse> Use = sql::placeholderUse(*T.Read);
    if (!Use || !T.From->Count || T.Read->statements().size() != 1 ||
        *T.From->Count == Use->count() ||
        !sql::placeholderMistakes(*T.Read, /*AsSent=*/true).empty())
      return;
    const sql::ReadStatement &S = T.Read->statements()[0];
    sql::Remark R = T.Read->remark(T.Read->tokenized().tokens()[S.Start],
                                   mismatch(*Use, *T.From->Count));
    R.Subject = "count";
    Findings.add(Texts.finding(T, R));
  }

  static std::string mismatch(const sql::PlaceholderUse &Use, unsigned Bound) {
    return "this statement has " + counted(Use.count(), "placeholder") +
           ", but " + counted(Bound, "value") + (Bound == 1 ? " is" : " are") +
           " bound to it";
  }

  void use(const Site &S) {
    const SentText *T = Texts.boundBy(S);
    std::optional<sql::PlaceholderUse> Use =
        T ? sql::placeholderUse(*T->Read) : std::nullopt;
    if (!Use || T->Read->statements().size() != 1)
      return;
    if (S.Count && *S.Count != Use->count())
      add(S, *T, mismatch(*Use, *S.Count), "count");
    if (!S.Use->Binds.bindsOne() ||
        !Context.getSourceManager().isBeforeInTranslationUnit(
            T->From->Call->getBeginLoc(), S.Call->getBeginLoc()))
      return;
    for (const BoundValue &V : S.Values)
      // The call that looks a position up by its name tells of the name.
      if (!S.Use->Binds.Position || V.Name.empty())
        bound(S, *T, *Use, V);
  }

  void bound(const Site &S, const SentText &T, const sql::PlaceholderUse &Use,
             const BoundValue &V) {
    if (!V.Name.empty() && !Use.has(V.Name)) {
      std::string Known;
      for (const std::string &Name : Use.Names)
        Known += (Known.empty() ? "; it has " : ", ") + Name;
      add(S, T, "the statement has no placeholder '" + V.Name + "'" + Known,
          V.Name);
    } else if (V.Name.empty() && V.Number > Use.count()) {
      add(S, T,
          "there is no placeholder " + std::to_string(V.Number) +
              ": the statement has " + counted(Use.count(), "placeholder"),
          std::to_string(V.Number));
    }
  }

  void add(const Site &S, const SentText &T, std::string Message,
           const std::string &Subject) {
    Finding F;
    F.Range = rangeOf(S.Call, Context);
    F.Message = std::move(Message);
    F.Subject = describe(S.Function) + " " + Subject;
    F.Path.push_back(
        {rangeOf(T.From->Call, Context), "the statement is prepared here"});
    Findings.add(std::move(F));
  }
};

} // namespace

void PlaceholderMismatch::checkTexts(const SentTexts &Texts,
                                     const config::Configuration &,
                                     const Report &Report) const {
  Reader Read(Texts);
  Read.run();
  Read.report(Report);
}

} // namespace dbsafe::rules
