#include "rules/UnscopedQuery.h"
#include "config/Configuration.h"
#include "rules/SentTexts.h"
#include "sql/Deviance.h"

namespace dbsafe::rules {

namespace {

constexpr llvm::StringLiteral Name = "dbsafe-unscoped-query";
constexpr Option Options[] = {
    {"ReportUnknown", "false",
     "also report statements that could not be decided"}};

} // namespace

const RuleInfo &UnscopedQuery::info() const {
  static constexpr unsigned Cwe[] = {639, 566};
  static constexpr RuleInfo Info = {
      Name, "A statement may read or change rows of other users", Cwe, "8.1",
      Options};
  return Info;
}

namespace {

/// Collects the findings of one translation unit.
class Reader {
public:
  Reader(const SentTexts &Texts, const config::Configuration &Config)
      : Texts(Texts), Config(Config),
        ReportUnknown(Config.option(Name, Options[0].Name,
                                    Options[0].Default) == "true") {}

  void prove() {
    if (Config.HasSchema || !Config.Ownership.Owned.empty())
      for (const SentText &T : Texts.all())
        for (const sql::Verdict &V :
             sql::prove(*T.Read, Config.Schema, Config.Ownership))
          verdict(T, V);
  }

  /// Without a schema, the file's statements are compared with each other.
  void compare() {
    if (Config.HasSchema)
      return;
    std::vector<sql::SentText> Sent;
    for (const SentText &T : Texts.all())
      Sent.push_back({T.Template, T.dialect()});
    for (const sql::Deviation &D :
         sql::deviance(Sent, Config.Ownership).Deviations)
      add(Texts.all()[D.Text], D.Where, D.Length,
          "suspicious: " + sql::message(D), D.Table + " " + D.Column);
  }

  void report(const Report &Report) { Findings.report(Report); }

private:
  const SentTexts &Texts;
  const config::Configuration &Config;
  bool ReportUnknown;
  DistinctFindings Findings;

  void verdict(const SentText &T, const sql::Verdict &V) {
    if (V.Result == sql::Scoped::No ||
        (V.Result == sql::Scoped::Unknown && ReportUnknown))
      add(T, V.Where, V.Length, sql::message(V), V.Table + " " + V.Reason);
    if (V.Note == sql::Annotation::Needless)
      add(T, V.NoteWhere, V.NoteLength, sql::needlessAnnotation(),
          "needless annotation");
  }

  void add(const SentText &T, sql::Place Where, size_t Length,
           std::string Message, std::string Subject) {
    Findings.add(Texts.finding(
        T, {Where, Length, std::move(Message), std::move(Subject)}));
  }
};

} // namespace

void UnscopedQuery::checkTexts(const SentTexts &Texts,
                               const config::Configuration &Config,
                               const Report &Report) const {
  Reader Read(Texts, Config);
  Read.prove();
  Read.compare();
  Read.report(Report);
}

} // namespace dbsafe::rules
