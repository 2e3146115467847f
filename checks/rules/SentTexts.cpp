#include "rules/SentTexts.h"
#include "rules/SourceText.h"
#include "clang/AST/ASTContext.h"

namespace dbsafe::rules {

using provenance::Role;
using provenance::Site;
using provenance::SitePart;
using provenance::TextRef;

const std::vector<SentText> &SentTexts::all() const {
  if (!IsRead)
    read();
  IsRead = true;
  return Texts;
}

void SentTexts::read() const {
  for (const Site &S : Program.sites()) {
    if (!S.Sink || S.Sink->What != catalog::Sink::Kind::Statement)
      continue;
    for (const provenance::Line &L :
         provenance::lines(S.part(Role::Sql)->Text)) {
      // A statement that is made elsewhere is judged there.
      if (L.empty() || (L.size() == 1 && L[0]->isHole()))
        continue;
      sql::Template T = toTemplate(L);
      const sql::ReadText &Read = Reader.read(T, S.Sink->Lib->Dialect);
      Texts.push_back({&S, L, std::move(T), &Read});
    }
  }
}

const SentText *SentTexts::boundBy(const Site &Use) const {
  const SentText *Found = nullptr;
  for (const SentText &T : all()) {
    const Site &S = *T.From;
    bool ByName = Use.Prepared && S.Prepared == Use.Prepared;
    bool ByObject = Use.Statement && S.Statement == Use.Statement &&
                    S.Function == Use.Function;
    if (!ByName && !ByObject)
      continue;
    if (Found && Found->Read != T.Read)
      return nullptr;
    Found = &T;
  }
  return Found;
}

Finding SentTexts::finding(const SentText &Text, const sql::Remark &R) const {
  const clang::ASTContext &Context = Program.context();
  const SitePart *Sql = Text.From->part(Role::Sql);
  Finding F;
  TextRef Leaf = leafOf(Text.Line, R.Where.Piece);
  F.Range = Leaf && Leaf->isLiteral()
                ? rangeIn(Leaf, R.Where.Offset, R.Length, Context)
                : rangeOf(Sql->Argument, Context);
  F.Message = R.Message;
  F.Subject = describe(Text.From->Function) + " " + R.Subject;
  F.Path.push_back({rangeOf(Text.From->Call, Context),
                    "sent to the database here, through '" +
                        provenance::catalogName(*Text.From->Callee) + "'"});
  return F;
}

void DistinctFindings::add(Finding F) {
  Findings.insert({{F.Range.getBegin(), F.Message}, std::move(F)});
}

void DistinctFindings::report(const Report &Report) {
  for (auto &[Key, F] : Findings)
    Report(std::move(F));
}

} // namespace dbsafe::rules
