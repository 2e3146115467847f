//===- CallGraph.h - Who calls whom in the user's own code ----------------===//
//
// The one walk over the translation unit. Functions from system headers are
// not entered; templates are seen as instantiated.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_CALLGRAPH_H
#define DBSAFE_CHECKS_PROVENANCE_CALLGRAPH_H

#include "provenance/CallMatcher.h"
#include "provenance/Program.h"
#include "provenance/Targets.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include <vector>

namespace dbsafe::provenance {

class CallGraph {
public:
  struct Function {
    const clang::FunctionDecl *Definition = nullptr;
    std::vector<const clang::FunctionDecl *> Callees; ///< Canonical.
    /// What it calls through without this file's saying what is there.
    std::vector<const clang::ValueDecl *> CalledThrough;
    bool HasSite = false;      ///< Calls a sink or a connect itself.
    bool HasOutput = false;    ///< Shows text to others.
    bool ReachesSite = false;  ///< Does so through its callees.
    bool HasCallers = false;   ///< Is called by name in this file.
    bool AddressTaken = false; ///< Is used other than by being called.
    bool Throws = false;       ///< May refuse what it is given.
    bool IsDispatched = false; ///< A call of it may mean another file's method.
  };

  CallGraph(clang::ASTContext &Context, CallMatcher &Matcher, Inquiry &Asking);

  /// The functions that must be evaluated, callees before callers: those that
  /// can reach a site and, for the program's other files, those that make text.
  std::vector<const Function *> order(bool ForOthers) const;

  /// The user's functions that other files may define: those that are called
  /// and not defined in this file, methods that may be overridden, and the
  /// shared pointers that are called through.
  std::vector<const clang::NamedDecl *> undefined() const;

  /// F sends what it is given, as has been found out.
  void addSender(const clang::FunctionDecl *F);

  /// Functions that are used other than by being called.
  std::vector<const clang::FunctionDecl *> givenAway() const;

  const Function *find(const clang::FunctionDecl *F) const {
    auto Found = Functions.find(F->getCanonicalDecl());
    return Found == Functions.end() ? nullptr : &Found->second;
  }

  /// Fields that are written through, and the field of the same object that
  /// holds the text whose end they mark.
  llvm::DenseMap<const clang::FieldDecl *, const clang::FieldDecl *> Cursors;
  /// Variables of static duration that something may change.
  llvm::DenseSet<const clang::VarDecl *> Changed;
  /// Fields that something other than their initialisers may change.
  llvm::DenseSet<const clang::FieldDecl *> ChangedFields;
  /// Classes whose objects are assigned to as a whole.
  llvm::DenseSet<const clang::Decl *> AssignedWhole;
  /// What constructors initialise a field with.
  FieldInitializers Initializers;
  /// There is something in the file that must not be shown to others.
  bool HasSecrets = false;
  /// Functions in which the destructor of an object is a site.
  llvm::DenseSet<const clang::FunctionDecl *> SendOnDestruction;
  std::vector<Program::Literal> Literals;
  /// What calls through pointers and of virtual methods may reach.
  Targets Reached;
  /// Closures that are only ever called by the name of the variable that holds
  /// them.
  llvm::DenseSet<const clang::FunctionDecl *> CalledByName;

private:
  friend class CallGraphBuilder;
  void addCall(const clang::FunctionDecl *Caller, const clang::FunctionDecl *F);
  void resolveTargets();
  void findReaching();
  bool isText(clang::QualType T) const;
  /// True if other files may call F for the text that it makes.
  bool isOffered(const clang::FunctionDecl *F, const Function &Node) const;

  const clang::ASTContext &Context;
  CallMatcher &TheMatcher;
  Inquiry &Asking;
  llvm::MapVector<const clang::FunctionDecl *, Function> Functions;
  /// Who calls what is in, or overrides, what.
  std::vector<std::pair<const clang::FunctionDecl *, const clang::Expr *>>
      Indirect;
  /// What the initialisers of variables call that belong to no function.
  std::vector<const clang::FunctionDecl *> Initializing;
  /// Closures that are held by variables, or given to functions of this file.
  llvm::DenseSet<const clang::FunctionDecl *> Closures;
  /// Calls that are given a function which they give outside text.
  std::vector<std::pair<const catalog::Source *, const clang::CallExpr *>>
      HandedOut;
  llvm::DenseSet<const clang::VarDecl *> HandedOn;
  llvm::DenseSet<const clang::FieldDecl *> WrittenThrough;
};

} // namespace dbsafe::provenance

#endif
