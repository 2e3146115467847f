//===- Knowledge.h - What the catalogue says of a function's calls --------===//
//
// Where a declaration of the program meets the catalogue's sections
// 'resources' and 'statuses'.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_LIFECYCLE_KNOWLEDGE_H
#define DBSAFE_CHECKS_LIFECYCLE_KNOWLEDGE_H

#include "catalog/Catalog.h"
#include "provenance/CallMatcher.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/GlobPattern.h"

namespace dbsafe::lifecycle {

/// What is known of one function.
struct Callee {
  std::string Name; ///< As the catalogue writes it.
  std::vector<const catalog::Handling *> Handlings;
  std::vector<const catalog::Status *> Statuses;
  /// It is a library's own: what it is given, it only looks at.
  bool IsOwn = false;
  /// The argument that is SQL.
  std::optional<unsigned> Sql;

  bool empty() const { return Handlings.empty() && Statuses.empty(); }
};

class Knowledge {
public:
  Knowledge(clang::ASTContext &Context, const catalog::Catalog &Catalog);

  /// False if nothing that this is about is as much as declared.
  bool hasAny() const { return !Files.empty(); }

  const Callee &callee(const clang::FunctionDecl *F);

  /// True if the constant arguments that the entry asks for are there.
  bool holds(const catalog::Entry &E,
             llvm::ArrayRef<const clang::Expr *> Arguments) const {
    return Matcher.holds(E, Arguments);
  }

  /// True if Argument is the constant of that name.
  bool isConstant(const clang::Expr *Argument, llvm::StringRef Name) const {
    return Argument->getType()->isIntegralOrEnumerationType() &&
           Matcher.isConstant(Argument, Name);
  }

  /// The resource that every pointer of that type is; null if there is none.
  std::shared_ptr<const catalog::Resource> ofType(clang::QualType T) const;

  /// What 'delete' takes back, as a call; null if nothing.
  const Callee &ofDelete() const { return Delete; }

  clang::ASTContext &context() const { return Context; }

private:
  bool isLibrarysOwn(const clang::FunctionDecl *F, llvm::StringRef Name) const;

  clang::ASTContext &Context;
  const catalog::Catalog &Catalog;
  provenance::CallMatcher Matcher;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Callee>> Known;
  /// The files that declare what the catalogue knows.
  llvm::DenseSet<clang::FileID> Files;
  struct Own {
    llvm::GlobPattern Name;
    std::vector<llvm::GlobPattern> Headers;
  };
  std::vector<Own> Owns;
  Callee Delete;
};

} // namespace dbsafe::lifecycle

#endif
