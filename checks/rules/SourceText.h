//===- SourceText.h - From pieces of text back to the source --------------===//
//
// Rules speak of pieces and holes; findings point at source. Everything here
// is safe to print: secrets are redacted.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_SOURCETEXT_H
#define DBSAFE_CHECKS_RULES_SOURCETEXT_H

#include "provenance/Program.h"
#include "rules/Finding.h"
#include "sql/Template.h"

namespace dbsafe::rules {

/// The range of E as written; the place of use for a macro's expansion.
clang::CharSourceRange rangeOf(const clang::Expr *E,
                               const clang::ASTContext &Context);

/// The range of Length bytes at Offset within a literal piece. The whole
/// literal if it cannot be told, as in a macro.
clang::CharSourceRange rangeIn(provenance::TextRef Literal, size_t Offset,
                               size_t Length, const clang::ASTContext &Context);

/// E as written, on one line, shortened and redacted: for messages.
std::string spelling(const clang::Expr *E, const clang::ASTContext &Context);

/// The qualified name of a function, for messages; "a lambda" for one.
std::string describe(const clang::FunctionDecl *F);

/// A line of a text as SQL. Holes that hold the same in every run become
/// literals: they are nobody's parameter.
sql::Template toTemplate(const provenance::Line &L);

/// The leaf of the line that a template's piece came from.
provenance::TextRef leafOf(const provenance::Line &L, size_t Piece);

} // namespace dbsafe::rules

#endif
