#include "rules/ConnectSite.h"
#include "provenance/CallMatcher.h"
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
