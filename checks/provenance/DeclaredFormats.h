//===- DeclaredFormats.h - Functions that say that they format ------------===//
//
// A C program's own asprintf is declared in one file and defined in another.
// Its declaration has an attribute, so that compilers compare its format with
// its arguments: __attribute__((format(printf, 2, 3))). That says as much as a
// catalogue entry would.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_DECLAREDFORMATS_H
#define DBSAFE_CHECKS_PROVENANCE_DECLAREDFORMATS_H

#include "catalog/Catalog.h"
#include "clang/AST/Decl.h"
#include <optional>

namespace dbsafe::provenance {

/// What text a call of F makes, and where, by its declaration; nothing if that
/// does not say it.
std::optional<catalog::Builder> declaredFormat(const clang::FunctionDecl *F);

} // namespace dbsafe::provenance

#endif
