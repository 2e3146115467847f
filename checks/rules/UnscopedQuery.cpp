#include "rules/UnscopedQuery.h"
#include "config/Configuration.h"
#include "provenance/Program.h"
#include "rules/SourceText.h"
#include "sql/Deviance.h"
#include "clang/AST/ASTContext.h"
#include <map>

using namespace clang;

namespace dbsafe::rules {

namespace {

constexpr llvm::StringLiteral Name = "dbsafe-unscoped-query";
constexpr Option Options[] = {
    {"ReportUnknown", "false",
     "also report statements that could not be decided"}};

using provenance::Line;
using provenance::Site;
using provenance::SitePart;
using provenance::TextRef;

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
  Reader(const provenance::Program &Program,
         const config::Configuration &Config)
      : Context(Program.context()), Config(Config),
        ReportUnknown(
            Config.option(Name, Options[0].Name, Options[0].Default) == "true"),
        CanProve(Config.HasSchema || !Config.Ownership.Owned.empty()) {}

  void site(const Site &S) {
    const SitePart *Sql = S.part(provenance::Role::Sql);
    for (const Line &L : provenance::lines(Sql->Text)) {
      // A statement that is made elsewhere is judged there.
      if (L.empty() || (L.size() == 1 && L[0]->isHole()))
        continue;
      Sent.push_back({&S, L});
      Texts.push_back({toTemplate(L), S.Sink->Lib->Dialect});
      if (CanProve)
        prove(Sent.back(), Texts.back());
    }
  }

  /// Without a schema, the file's statements are compared with each other.
  void compare() {
    if (Config.HasSchema)
      return;
    for (const sql::Deviation &D :
         sql::deviance(Texts, Config.Ownership).Deviations)
      add(Sent[D.Text], D.Where, D.Length, "suspicious: " + sql::message(D),
          D.Table + " " + D.Column);
  }

  void report(const Report &Report) {
    for (auto &[Key, F] : Findings)
      Report(std::move(F));
  }

private:
  /// One text of a call.
  struct SentLine {
    const Site *From;
    Line Text;
  };

  const ASTContext &Context;
  const config::Configuration &Config;
  bool ReportUnknown, CanProve;
  std::vector<SentLine> Sent;
  std::vector<sql::SentText> Texts;
  std::map<std::pair<SourceLocation, std::string>, Finding> Findings;

  void prove(const SentLine &At, const sql::SentText &Text) {
    for (const sql::Verdict &V :
         sql::prove(Text.Text, Text.Lang, Config.Schema, Config.Ownership)) {
      if (V.Result == sql::Scoped::No ||
          (V.Result == sql::Scoped::Unknown && ReportUnknown))
        add(At, V.Where, V.Length, sql::message(V), V.Table + " " + V.Reason);
      if (V.Note == sql::Annotation::Needless)
        add(At, V.NoteWhere, V.NoteLength, sql::needlessAnnotation(),
            "needless annotation");
    }
  }

  void add(const SentLine &At, sql::Place Where, size_t Length,
           std::string Message, const std::string &Subject) {
    const SitePart *Sql = At.From->part(provenance::Role::Sql);
    Finding F;
    TextRef Leaf = leafOf(At.Text, Where.Piece);
    F.Range = Leaf && Leaf->isLiteral()
                  ? rangeIn(Leaf, Where.Offset, Length, Context)
                  : rangeOf(Sql->Argument, Context);
    F.Message = std::move(Message);
    F.Subject = describe(At.From->Function) + " " + Subject;
    F.Path.push_back({rangeOf(At.From->Call, Context),
                      "sent to the database here, through '" +
                          provenance::catalogName(*At.From->Callee) + "'"});
    Findings.insert({{F.Range.getBegin(), F.Message}, F});
  }
};

} // namespace

void UnscopedQuery::check(const provenance::Program &Program,
                          const config::Configuration &Config,
                          const Report &Report) const {
  Reader Read(Program, Config);
  for (const Site &S : Program.sites())
    if (S.Sink && S.Sink->What == catalog::Sink::Kind::Statement)
      Read.site(S);
  Read.compare();
  Read.report(Report);
}

} // namespace dbsafe::rules
