#include "rules/UnscopedQuery.h"
#include "config/Configuration.h"
#include "provenance/Program.h"
#include "rules/SourceText.h"
#include "sql/Scope.h"
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

void UnscopedQuery::check(const provenance::Program &Program,
                          const config::Configuration &Config,
                          const Report &Report) const {
  // Without knowing which tables have owners there is nothing to prove.
  if (!Config.HasSchema && Config.Ownership.Owned.empty())
    return;
  const ASTContext &Context = Program.context();
  bool ReportUnknown =
      Config.option(Name, Options[0].Name, Options[0].Default) == "true";
  std::map<std::pair<SourceLocation, std::string>, Finding> Findings;
  for (const Site &S : Program.sites()) {
    if (!S.Sink || S.Sink->What != catalog::Sink::Kind::Statement)
      continue;
    const SitePart *Sql = S.part(provenance::Role::Sql);
    for (const Line &L : provenance::lines(Sql->Text)) {
      // A statement that is made elsewhere is judged there.
      if (L.empty() || (L.size() == 1 && L[0]->isHole()))
        continue;
      sql::Template T = toTemplate(L);
      for (const sql::Verdict &V : sql::prove(
               T, S.Sink->Lib->Dialect, Config.Schema, Config.Ownership)) {
        bool Wanted = V.Result == sql::Scoped::No ||
                      (V.Result == sql::Scoped::Unknown && ReportUnknown);
        if (!Wanted)
          continue;
        Finding F;
        TextRef Leaf = leafOf(L, V.Where.Piece);
        F.Range = Leaf && Leaf->isLiteral()
                      ? rangeIn(Leaf, V.Where.Offset, V.Length, Context)
                      : rangeOf(Sql->Argument, Context);
        F.Message = sql::message(V);
        F.Subject = describe(S.Function) + " " + V.Table + " " + V.Reason;
        F.Path.push_back({rangeOf(S.Call, Context),
                          "sent to the database here, through '" +
                              provenance::catalogName(*S.Callee) + "'"});
        Findings.insert({{F.Range.getBegin(), F.Message}, F});
      }
    }
  }
  for (auto &[Key, F] : Findings)
    Report(std::move(F));
}

} // namespace dbsafe::rules
