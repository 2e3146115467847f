#include "rules/ConnectSite.h"
#include "provenance/CallMatcher.h"
#include "provenance/Program.h"
#include "rules/SourceText.h"
#include "llvm/ADT/StringSwitch.h"

namespace dbsafe::rules {

using provenance::Role;
using provenance::Site;
using provenance::SitePart;

conninfo::Grammar grammarOf(const catalog::Connect &Connect) {
  return llvm::StringSwitch<conninfo::Grammar>(Connect.Grammar)
      .Case("libpq", conninfo::Grammar::Libpq)
      .Case("odbc", conninfo::Grammar::Odbc)
      .Case("uri", conninfo::Grammar::Uri)
      .Default(conninfo::Grammar::Any);
}

const SitePart *wholeConninfo(const Site &S) {
  const catalog::Connect &C = *S.Connect;
  if (!C.Conninfo || C.Password || C.User || C.Host || C.Keywords)
    return nullptr;
  return S.part(Role::Conninfo);
}

conninfo::PartialText partialText(const provenance::Line &L) {
  conninfo::PartialText Text;
  for (provenance::TextRef Leaf : L)
    Text.push_back(Leaf->isLiteral() ? std::optional(Leaf->bytes().str())
                                     : std::nullopt);
  return Text;
}

WrittenSecrets::WrittenSecrets(const provenance::Program &Program) {
  for (const Site &S : Program.sites()) {
    if (!S.Connect)
      continue;
    for (const SitePart &Part : S.Parts)
      for (const provenance::Line &L : provenance::lines(Part.Text)) {
        if (Part.What == Role::Conninfo)
          for (const conninfo::Secret &Each :
               conninfo::secretsIn(partialText(L), grammarOf(*S.Connect)))
            Hashes.insert(Each.Hash);
        else if (Part.What == Role::Password && L.size() == 1 &&
                 L[0]->isLiteral() &&
                 !conninfo::isPlaceholder(L[0]->bytes().str()))
          Hashes.insert(conninfo::hashOf(L[0]->bytes().str()));
      }
  }
}

void addPathTo(Finding &F, const Site &S, const clang::ASTContext &Context,
               llvm::StringRef Use) {
  for (const provenance::Trail *T : provenance::shown(S.Calls))
    F.Path.push_back({rangeOf(T->Call, Context), "handed on here"});
  F.Path.push_back({rangeOf(S.Call, Context),
                    S.Callee
                        ? Use.str() + provenance::catalogName(*S.Callee) + "'"
                        : std::string("shown here")});
}

} // namespace dbsafe::rules
