//===- Site.h - A call that speaks to the database ------------------------===//
//
// What rules read: "this call sends this text", "this call connects with
// these settings".
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_SITE_H
#define DBSAFE_CHECKS_PROVENANCE_SITE_H

#include "provenance/Text.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class FunctionDecl;
class NamedDecl;
class ParmVarDecl;
class ValueDecl;
} // namespace clang

namespace dbsafe::provenance {

/// What an argument of a site is.
enum class Role { Sql, Conninfo, Password, User, Host, Setting, Shown };

struct SitePart {
  Role What;
  const clang::Expr *Argument; ///< The expression that is handed over.
  TextRef Text;
  std::string Keyword;  ///< Of a Setting: its name.
  bool Gathers = false; ///< Argument is an object that gathers the text.
};

/// How a value came about, as far as that is known: at most one of these.
struct ValueOrigin {
  /// How it entered the program.
  const catalog::Source *Source = nullptr;
  /// The parameter that it is, or is made of.
  const clang::ParmVarDecl *Given = nullptr;
  /// Text that depends on what the function was given.
  TextRef Text = nullptr;

  /// True if the callers decide.
  bool isOpen() const { return Given || Text; }
};

/// A value that a call binds to a placeholder.
struct BoundValue {
  const clang::Expr *Argument;
  unsigned Number = 0; ///< From 1; 0 if it is bound by name.
  std::string Name;    ///< ":user"; SOCI's have no colon.
  ValueOrigin From;
};

struct Site {
  /// Exactly one of these four is set.
  const catalog::Sink *Sink = nullptr;
  const catalog::Use *Use = nullptr;
  const catalog::Connect *Connect = nullptr;
  const catalog::Output *Output = nullptr;
  const clang::Expr *Call = nullptr; ///< The library call.
  /// What it calls, or calls through, or the field that it stores in.
  const clang::NamedDecl *Callee = nullptr;
  const clang::FunctionDecl *Function = nullptr; ///< What it stands in.
  /// The function whose view this is.
  const clang::FunctionDecl *Outermost = nullptr;
  llvm::SmallVector<SitePart, 2> Parts;
  /// The calls that lead from Outermost to Function, outermost first; null if
  /// they are the same.
  const Trail *Calls = nullptr;
  unsigned CallDepth = 0; ///< How many calls these are.

  /// Of a Connect: it may have settings beyond its Parts.
  bool HasMore = false;

  /// Of a Sink or a Use, as far as it is known: the variable or field that is
  /// the statement, the name it was prepared under, and what is bound to it.
  const clang::ValueDecl *Statement = nullptr;
  std::optional<std::string> Prepared;
  std::optional<unsigned> Count;
  std::vector<BoundValue> Values;
  /// A caller's view of a call whose text it does not decide: only Values say
  /// something new.
  bool OnlyValues = false;

  const catalog::Binding *binding() const {
    return Sink ? &Sink->Binds : Use ? &Use->Binds : nullptr;
  }
  const SitePart *part(Role R) const {
    for (const SitePart &P : Parts)
      if (P.What == R)
        return &P;
    return nullptr;
  }
};

} // namespace dbsafe::provenance

#endif
