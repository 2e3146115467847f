#include "rules/UnscopedQuery.h"
#include "config/Configuration.h"
#include "rules/SentTexts.h"
#include "rules/SourceText.h"
#include "sql/Deviance.h"
#include "sql/PlaceholderUse.h"

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
      Name,
      "A statement may read or change rows of other users",
      Cwe,
      "8.1",
      Options,
      /*Covers=*/"dbsafe-unbounded-write",
      /*Reasons=*/true};
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
      for (const SentText &T : Texts.all()) {
        // The same text is often sent from several places.
        auto [It, New] = Verdicts.try_emplace(T.Read);
        if (New)
          It->second = sql::prove(*T.Read, Config.Schema, Config.Ownership);
        for (const sql::Verdict &V : It->second)
          verdict(T, V);
      }
  }

  /// Without a schema, the file's statements are compared with each other.
  void compare() {
    if (Config.HasSchema || !Texts.areAll())
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

  /// What is bound to the statements: by the call itself, by another one, or
  /// by a caller of its function.
  void bindings() {
    for (const provenance::Site &S : Texts.program().sites())
      bindings(S);
    for (const provenance::Site &S : Texts.program().handedOn())
      bindings(S);
  }

private:
  const SentTexts &Texts;
  const config::Configuration &Config;
  bool ReportUnknown;
  DistinctFindings Findings;
  std::map<const sql::ReadText *, std::vector<sql::Verdict>> Verdicts;
  /// The placeholders of a text that must be the principal.
  std::map<const sql::ReadText *, std::vector<std::pair<unsigned, std::string>>>
      Principals;
  /// The texts that have any, by the calls that send them.
  std::multimap<const clang::Expr *, const SentText *> BySink;

  void bindings(const provenance::Site &S) {
    if (S.Values.empty())
      return;
    if (S.Use) {
      if (const SentText *T = Texts.boundBy(S))
        principals(S, *T);
      return;
    }
    for (auto [It, End] = BySink.equal_range(S.Call); It != End; ++It)
      if (S.OnlyValues || It->second->From == &S)
        principals(S, *It->second);
  }

  void principals(const provenance::Site &S, const SentText &T) {
    auto Known = Principals.find(T.Read);
    if (Known == Principals.end())
      return;
    for (const auto &[Number, Spelling] : Known->second)
      principal(S, T, Number, Spelling);
  }

  /// The principal must not be whoever the request says it is.
  void principal(const provenance::Site &S, const SentText &T, unsigned Number,
                 const std::string &Spelling) {
    for (const provenance::BoundValue &V : S.Values) {
      bool Is = V.Name.empty() ? Texts.numberOf(S, T, V) == Number
                               : sql::isNameOf(V.Name, Spelling);
      const catalog::Source *Source = V.From.Source;
      if (!Is || !Source || !isRequest(*Source))
        continue;
      const clang::ASTContext &Context = Texts.program().context();
      Finding F;
      F.Level = Severity::Error;
      F.Range = rangeOf(V.Argument, Context);
      F.Message = "'" + Spelling +
                  "' says whose rows this statement may touch, but is bound to "
                  "a value from " +
                  Source->What +
                  ", which anyone can choose; bind the session's user";
      F.Subject = describe(S.Function) + " principal " + Spelling;
      F.Path.push_back({rangeOf(S.Call, Context), "bound here"});
      Findings.add(std::move(F));
    }
  }

  static bool isRequest(const catalog::Source &Source) {
    llvm::StringRef What = Source.What;
    return What.contains("request") || What.contains("form of the web page") ||
           What.contains("uploaded form");
  }

  void verdict(const SentText &T, const sql::Verdict &V) {
    if (!V.Principals.empty()) {
      Principals[T.Read] = V.Principals;
      BySink.emplace(T.From->Call, &T);
    }

    if (V.Result == sql::Scoped::No || V.Result == sql::Scoped::Unknown)
      add(T, V.Where, V.Length, sql::message(V), V.Table + " " + V.Reason,
          V.Result == sql::Scoped::Unknown && !ReportUnknown);
    if (V.Note == sql::Annotation::Needless)
      add(T, V.NoteWhere, V.NoteLength, sql::needlessAnnotation(),
          "needless annotation");
  }

  void add(const SentText &T, sql::Place Where, size_t Length,
           std::string Message, std::string Subject, bool Undecided = false) {
    Finding F = Texts.finding(
        T, {Where, Length, std::move(Message), std::move(Subject)});
    F.Undecided = Undecided;
    Findings.add(std::move(F));
  }
};

} // namespace

bool UnscopedQuery::applies(const config::Configuration &Config) const {
  return Config.HasSchema || !Config.Ownership.Owned.empty();
}

void UnscopedQuery::checkTexts(const SentTexts &Texts,
                               const config::Configuration &Config,
                               const Report &Report) const {
  Reader Read(Texts, Config);
  Read.prove();
  Read.bindings();
  Read.compare();
  Read.report(Report);
}

} // namespace dbsafe::rules
