//===- Constructions.h - Objects that a library's function makes ----------===//
//
// std::make_unique<Statement>(db, sql) and statements.emplace_back(db, sql)
// name no constructor, and the body that calls it is the library's: which one
// it is follows from the class and the arguments.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_CONSTRUCTIONS_H
#define DBSAFE_CHECKS_PROVENANCE_CONSTRUCTIONS_H

#include "provenance/CallMatcher.h"

namespace dbsafe::provenance {

/// The class of the object that a call of Maker makes, from what it returns or
/// what its object holds; null if that is no class.
const clang::CXXRecordDecl *classMade(const catalog::Builder &Maker,
                                      const clang::CallExpr *Call);

/// The definition of Class. The body that would have needed that of an instance
/// of a template is skipped: then it is the template's. Null if there is none.
const clang::CXXRecordDecl *definitionOf(const clang::CXXRecordDecl *Class);

/// The constructor of Class that takes Arguments; null if there is none, or if
/// several do and the catalogue knows of none.
const clang::CXXConstructorDecl *
constructorFor(const clang::CXXRecordDecl *Class,
               llvm::ArrayRef<const clang::Expr *> Arguments,
               CallMatcher &Matcher);

} // namespace dbsafe::provenance

#endif
