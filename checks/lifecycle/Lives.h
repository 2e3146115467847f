//===- Lives.h - What becomes of resources in one translation unit --------===//
//
// Finds the functions of the user's code that are given resources or codes,
// walks each over Clang's CFG and gathers what goes wrong. Functions of the
// file that pass on, take or look at what they are given are known by
// summaries.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_LIFECYCLE_LIVES_H
#define DBSAFE_CHECKS_LIFECYCLE_LIVES_H

#include "lifecycle/Knowledge.h"
#include "lifecycle/Trouble.h"
#include <memory>
#include <vector>

namespace dbsafe::lifecycle {

/// What a function does with a pointer that it is given.
struct ParameterSummary {
  bool Escapes = false;  ///< It may be kept, or given to others.
  bool Released = false; ///< By a call that takes such a resource.
  bool Returned = false; ///< It may be the function's result.
  bool ToldNull = false; ///< It is compared with null.
  /// The library's calls that it is given to, in the order of the program.
  std::vector<std::string> Calls;
};

/// What a function gives to its callers.
struct ResultSummary {
  /// What every result that is not null is, each a new one; null if not so.
  std::shared_ptr<const catalog::Resource> Of;
  /// How to ask whether it is good, if the function has not.
  const catalog::Status *Status = nullptr;
  /// The constant statement that it is the answer to.
  std::optional<llvm::StringRef> Sql;
  /// There are ways on which it was not even asked for one.
  bool MayGiveNothing = false;
  bool NeverReturns = false;
};

class Lives {
public:
  /// Errors is where the parser has found something wrong.
  Lives(clang::ASTContext &Context, const catalog::Catalog &Catalog,
        llvm::ArrayRef<clang::SourceLocation> Errors = {});
  ~Lives();

  /// All that goes wrong, in the order of the program. Found out when first
  /// asked for.
  const std::vector<Trouble> &all() const;

  clang::ASTContext &context() const { return Context; }

private:
  friend class FunctionWalk;

  void find() const;
  bool isBroken(const clang::FunctionDecl *F) const;
  const ParameterSummary &parameter(const clang::ParmVarDecl *P) const;
  const ResultSummary &result(const clang::FunctionDecl *F) const;

  clang::ASTContext &Context;
  const catalog::Catalog &Catalog;
  /// Where the parser has left something out: offsets, sorted.
  llvm::DenseMap<clang::FileID, std::vector<unsigned>> Broken;
  mutable std::unique_ptr<Knowledge> What;
  mutable bool IsFound = false;
  mutable std::vector<Trouble> Found;
  mutable llvm::DenseMap<const clang::ParmVarDecl *,
                         std::unique_ptr<ParameterSummary>>
      Parameters;
  mutable llvm::DenseMap<const clang::FunctionDecl *,
                         std::unique_ptr<ResultSummary>>
      Results;
  mutable unsigned Depth = 0; ///< Of summaries within summaries.
};

} // namespace dbsafe::lifecycle

#endif
