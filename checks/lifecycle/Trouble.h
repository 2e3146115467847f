//===- Trouble.h - What can go wrong in the life of a resource ------------===//
//
// What the walk over a function finds, for the rules to put into words.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_LIFECYCLE_TROUBLE_H
#define DBSAFE_CHECKS_LIFECYCLE_TROUBLE_H

#include "catalog/Lifecycle.h"
#include "clang/AST/Expr.h"
#include <string>
#include <vector>

namespace dbsafe::lifecycle {

struct Trouble {
  enum class Kind {
    Dropped,      ///< What the call gives is kept by nobody.
    Lost,         ///< Some way out of the function does not release it.
    Overwritten,  ///< Its last holder is given something else.
    WrongRelease, ///< At gives it to a call that takes something else.
    ReleasedTwice,
    UsedAfterRelease,
    CodeDropped,     ///< The call's code is thrown away.
    CodeUnread,      ///< The call's code is kept and never looked at.
    ReleasedUnasked, ///< It is released before anybody asked.
    ReadUnasked,     ///< At uses it before anybody asked.
  };
  Kind What = Kind::Dropped;
  const clang::Expr *At = nullptr; ///< Where the finding stands.
  const clang::Expr *Origin =
      nullptr;        ///< The call that gave it; null if not seen.
  std::string Callee; ///< Its function, as the catalogue writes it.
  std::shared_ptr<const catalog::Resource> Of; ///< Null for a mere code.
  const catalog::Status *Status = nullptr;     ///< Of what is not asked.
  const clang::VarDecl *Holder = nullptr; ///< The variable, if there is one.
  const clang::FunctionDecl *Function = nullptr;
  /// Calls that play a part: what releases it, what reads it.
  const clang::Expr *Other = nullptr;
  std::string OtherCallee;
  /// Of UsedAfterRelease, if it is not used itself: the variable that holds
  /// what has lived as long as it.
  const clang::VarDecl *View = nullptr;
  /// Where it gets lost.
  std::vector<clang::SourceRange> Places;
  bool ReleasedElsewhere = false; ///< Other ways out do release it.
  /// The statement that the call sends, if it is constant.
  std::optional<llvm::StringRef> Sql;
  /// All statements that the function sends; what is not constant is empty.
  std::vector<llvm::StringRef> Statements;
};

} // namespace dbsafe::lifecycle

#endif
