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
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <set>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class Expr;
} // namespace clang

namespace dbsafe::provenance {
class Program;
}

namespace dbsafe::rules {

/// How the connection string of such a call is read.
conninfo::Grammar grammarOf(const catalog::Connect &Connect);

/// The part of a site that is a connection string and can be nothing else;
/// null if there is none. A database's name may be one too, and is not meant.
const provenance::SitePart *wholeConninfo(const provenance::Site &S);

/// What of a line is known, and where its holes are.
conninfo::PartialText partialText(const provenance::Line &L);

/// The passwords that are written in a file, by their hashes. Where a text can
/// be read in several ways, one of them may take a password for a host: what is
/// a password anywhere is shown nowhere.
class WrittenSecrets {
public:
  explicit WrittenSecrets(const provenance::Program &Program);

  bool has(llvm::StringRef Value) const {
    return !Value.empty() && Hashes.count(conninfo::hashOf(Value.str()));
  }
  /// Value, if it may be shown; otherwise empty.
  std::string shown(llvm::StringRef Value) const {
    return has(Value) ? std::string() : Value.str();
  }

  /// Where they are written.
  llvm::ArrayRef<const clang::Expr *> places() const { return Places; }

private:
  std::set<std::string> Hashes;
  std::vector<const clang::Expr *> Places;
};

/// Adds the calls that lead to the site, and the site, to the finding's path.
void addPathTo(Finding &F, const provenance::Site &S,
               const clang::ASTContext &Context,
               llvm::StringRef Use = "used to connect here, through '");

} // namespace dbsafe::rules

#endif
