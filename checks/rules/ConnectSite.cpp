#include "rules/ConnectSite.h"
#include "conninfo/Shown.h"
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
  auto AddAll = [&](const provenance::Line &L) {
    for (provenance::TextRef Leaf : L)
      if (Leaf->isLiteral() && Leaf->expr())
        Places.push_back(Leaf->expr());
  };
  for (const Site &S : Program.sites())
    for (const SitePart &Part : S.Parts)
      for (const provenance::Line &L : provenance::lines(Part.Text)) {
        if (S.Output && S.Output->What == catalog::Output::Kind::Command) {
          for (size_t Piece : conninfo::secretsInCommand(partialText(L)))
            if (Piece < L.size() && L[Piece]->isLiteral() && L[Piece]->expr())
              Places.push_back(L[Piece]->expr());
        } else if (S.Connect && Part.What == Role::Conninfo) {
          auto Found =
              conninfo::secretsIn(partialText(L), grammarOf(*S.Connect));
          for (const conninfo::Secret &Each : Found)
            Hashes.insert(Each.Hash);
          if (!Found.empty())
            AddAll(L);
        } else if (S.Connect && Part.What == Role::Password) {
          // A piece of a password is one, too.
          AddAll(L);
          if (L.size() == 1 && L[0]->isLiteral() &&
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
