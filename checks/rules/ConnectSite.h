//===- ConnectSite.h - What rules read of a call that connects ------------===//
//
// Shared by the rules on credentials and transport.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_CONNECTSITE_H
#define DBSAFE_CHECKS_RULES_CONNECTSITE_H

#include "conninfo/Conninfo.h"
#include "provenance/Site.h"
#include "rules/Finding.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
}

namespace dbsafe::rules {

/// How the connection string of such a call is read.
conninfo::Grammar grammarOf(const catalog::Connect &Connect);

/// The part of a site that is a connection string and can be nothing else;
/// null if there is none. A database's name may be one too, and is not meant.
const provenance::SitePart *wholeConninfo(const provenance::Site &S);

/// Adds the calls that lead to the site, and the site, to the finding's path.
void addPathTo(Finding &F, const provenance::Site &S,
               const clang::ASTContext &Context,
               llvm::StringRef Use = "used to connect here, through '");

} // namespace dbsafe::rules

#endif
