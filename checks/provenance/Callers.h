//===- Callers.h - Who may call a function --------------------------------===//
//
// A function whose callers are all known is judged by what they pass. Static
// functions are such; so are private methods, where a file defines the whole of
// their class.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_CALLERS_H
#define DBSAFE_CHECKS_PROVENANCE_CALLERS_H

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace dbsafe::provenance {

class Callers {
public:
  /// True if other files may call F by its name.
  bool mayBeElsewhere(const clang::FunctionDecl *F);

private:
  /// True if whatever has access to the private parts of Class is in this file.
  bool isWhole(const clang::CXXRecordDecl *Class);
  static bool findWhole(const clang::CXXRecordDecl *Class, unsigned Depth);

  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Whole;
};

} // namespace dbsafe::provenance

#endif
