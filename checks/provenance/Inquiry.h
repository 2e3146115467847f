//===- Inquiry.h - What callers pass, asked and answered ------------------===//
//
// A finding about a parameter that no caller in the whole program gives
// anything but constants is none. This keeps the questions that this file's
// findings depend on, and the answers that its calls give to those of others.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_INQUIRY_H
#define DBSAFE_CHECKS_PROVENANCE_INQUIRY_H

#include "catalog/Questions.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"
#include <optional>

namespace dbsafe::provenance {

class Inquiry {
public:
  /// Asked is what is asked already; null if nobody answers.
  Inquiry(const clang::ASTContext &Context, const catalog::Questions *Asked);

  /// True if there is nothing that a call could answer.
  bool isIdle() const { return Questions.empty(); }

  /// The parameters of F that are asked about.
  llvm::ArrayRef<unsigned> asked(const clang::FunctionDecl *F);

  /// Asks what Param is given; nothing if that cannot be found out.
  std::optional<catalog::QuestionKey> ask(const clang::ParmVarDecl *Param);

  void answer(const clang::FunctionDecl *F, unsigned Index,
              const catalog::Answer &Given);

  const catalog::Questions &questions() const { return Questions; }
  const std::map<catalog::QuestionKey, catalog::Answer> &answers() const {
    return Answers;
  }

private:
  std::string nameOf(const clang::FunctionDecl *F) const;
  catalog::QuestionKey keyOf(const clang::FunctionDecl *F,
                             unsigned Index) const;

  const clang::ASTContext &Context;
  bool IsHeard;
  catalog::Questions Questions;
  llvm::StringSet<> Names; ///< Last components of what is asked about.
  std::map<catalog::QuestionKey, catalog::Answer> Answers;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<unsigned, 2>>
      Known;
};

} // namespace dbsafe::provenance

#endif
