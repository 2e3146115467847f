//===- SqlHole.h - A part of a statement that is no literal ---------------===//
//
// What a hole means where it stands, in words: how it got into the SQL, what
// can happen there and what to write instead. Whether it is a finding is the
// rule's business (SqlConcatenation.cpp).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_SQLHOLE_H
#define DBSAFE_CHECKS_RULES_SQLHOLE_H

#include "provenance/Site.h"
#include "sql/Slots.h"
#include <optional>
#include <string>

namespace clang {
class ASTContext;
}

namespace dbsafe::rules {

/// One hole of one line, where it stands.
struct SqlHole {
  const provenance::Site &In;
  const provenance::Hole &What;
  sql::Slot Where;
  bool InQuotes = false;
  bool Backslash = false; ///< In quotes between which a backslash escapes.
  char Quote = 0;         ///< In quotes: which.
  /// The call of what puts the hole in, if the quotes that it does not go with
  /// were written by the caller.
  const clang::Expr *Call = nullptr;
};

/// Where the hole became part of the text. What was never looked at by itself
/// stands where it is sent.
const clang::Expr *splice(const SqlHole &At);

/// "'name' (text from the environment)".
std::string subject(const SqlHole &At, const clang::ASTContext &Context);

/// "concatenated into SQL as a quoted value: ...".
std::string manner(const SqlHole &At);

/// "bind it, without the quotes: PQexecParams(...)"; of a library that does not
/// bind, "let the library quote it: ...".
std::string binding(const SqlHole &At, llvm::StringRef What = "it",
                    llvm::StringRef How = "");

/// "bind it: PQexecParams(...)".
std::string remedy(const SqlHole &At);

/// What is wrong with a sanitized hole in its slot; nothing if it is fine.
std::optional<std::string> misquoted(const SqlHole &At,
                                     const clang::ASTContext &Context);

/// True for what a function has both escaped and put quotes around.
bool addsQuotes(const provenance::Hole &H);

/// True if the hole has no character that ends the quotes around it.
bool isHarmless(const SqlHole &At);

/// A function that the hole went through and that, by its name, quotes, though
/// nothing tells that it does; null if there is none.
const clang::FunctionDecl *unprovenQuoter(const provenance::Hole &H);

} // namespace dbsafe::rules

#endif
