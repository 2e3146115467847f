//===- FunctionWalk.h - One function, path by path ------------------------===//
//
// Walks a function's CFG with one State a path, as far as paths differ.
// Flow.cpp drives, Branches.cpp reads conditions, Events.cpp and Calls.cpp say
// what each expression does to resources.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_LIFECYCLE_FUNCTIONWALK_H
#define DBSAFE_CHECKS_LIFECYCLE_FUNCTIONWALK_H

#include "lifecycle/Lives.h"
#include "lifecycle/Predicates.h"
#include "lifecycle/State.h"
#include "lifecycle/Uses.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include <map>

namespace dbsafe::lifecycle {

class FunctionWalk {
public:
  FunctionWalk(const Lives &Room, const clang::FunctionDecl *F);

  /// Walks the function; what goes wrong is added to Into.
  ResultSummary run(std::vector<Trouble> &Into);

private:
  /// A call that gives or tells something.
  struct Site {
    const clang::Expr *Call = nullptr;
    std::string Callee;
    std::shared_ptr<const catalog::Resource> Of; ///< Null if it gives nothing.
    catalog::Outcome If = catalog::Outcome::Always;
    const catalog::Status *Status = nullptr; ///< What is to be asked; or null.
    const clang::VarDecl *Holder = nullptr;
    /// It came from somewhere else, and Call releases it as one of these.
    const catalog::Resource *Foreign = nullptr;
    // Of all paths:
    bool Asked = false;    ///< On one it was asked whether it worked.
    bool Gone = false;     ///< On one it went where it cannot be followed.
    bool Released = false; ///< On one it was released.
    bool CodeDropped = false;
    std::optional<llvm::StringRef> Sql; ///< What it sends, if constant.
    const clang::Expr *ReleasedBy = nullptr;
    const clang::Expr *ReadBy = nullptr; ///< Before anybody asked.
    std::string ReadCallee;
    const clang::Expr *ReleasedUnasked = nullptr;
    const clang::Expr *Overwritten = nullptr;
    bool Dropped = false;
    std::vector<clang::SourceRange> LostAt;
  };

  // Flow.cpp
  void survey();
  void flow();
  void enter(const clang::CFGBlock *Block, State S);
  void walk(const clang::CFGBlock &Block, State S);
  /// What is alive when the function is left.
  void leave(State &S, const clang::CFGBlock &Last);
  void report(std::vector<Trouble> &Into);

  // Branches.cpp
  /// What follows if Condition is Truth; false if that cannot be.
  bool assume(State &S, const clang::Expr *Condition, bool Truth);
  bool assumeCompared(State &S, const clang::Expr *E,
                      clang::BinaryOperatorKind Op, int64_t With);
  bool assumeZero(State &S, const clang::Expr *E, bool IsZero);
  /// What Site's call told is now known.
  void resolve(State &S, SiteId Site, bool IsZero, bool IsPositive);
  /// A condition that is not understood: what depends on it is given up.
  void giveUp(State &S, const clang::Expr *Condition);
  /// A condition that is not about resources, and may recur.
  bool assumePredicate(State &S, const Predicate *P, bool Truth);
  /// What was known of D, which is given another value, is no longer so.
  void changed(State &S, const clang::ValueDecl *D);
  bool edge(State &S, const clang::CFGBlock &Block, unsigned Successor);

  // Events.cpp
  void event(State &S, const clang::Stmt *E);
  void returned(State &S, const clang::ReturnStmt *R);
  void reference(State &S, const clang::DeclRefExpr *Ref);
  void assign(State &S, const clang::VarDecl *Into, Value V,
              const clang::Expr *At);
  /// A call's result has been taken; nobody holds it as such any more.
  void consume(State &S, const clang::Expr *E);
  void release(State &S, const clang::Expr *By, const std::string &Name,
               const catalog::Resource *Takes, SiteId What);
  void read(State &S, SiteId What, const clang::Expr *By,
            const std::string &Name);
  void asked(State &S, SiteId What);
  void askedNull(State &S, SiteId What);
  /// It goes where it is not followed.
  void letGo(State &S, Value V);
  /// Its last holder is gone, or has become something else by that.
  void lost(State &S, SiteId What, const clang::Expr *OverwrittenBy);

  // Calls.cpp
  void call(State &S, const clang::Expr *Call, const clang::FunctionDecl *F);
  /// True if somebody takes what the call gives.
  bool isTaken(const clang::Expr *Call) const;
  void asksLast(State &S, const Callee &Known);
  void give(State &S, const clang::Expr *Call, const Callee *Known,
            const clang::FunctionDecl *F, unsigned Index, Value V,
            bool ByAddress);
  /// True if the call keeps nothing of that argument, by what is known of it.
  bool onlyLooks(const clang::Expr *Call, unsigned Index);
  void lookedAt(State &S, SiteId What, const clang::Expr *Call,
                const std::string &Name);
  void releaseOther(State &S, const clang::Expr *Call, const Callee &Known,
                    unsigned Index, const clang::Expr *Argument);
  void deleter(const clang::Expr *Made, SiteId What);

  // Acquiring.cpp
  void acquire(State &S, const clang::Expr *Call, const Callee &Known,
               const clang::FunctionDecl *F);
  std::optional<llvm::StringRef>
  sent(const Callee &Known, const ResultSummary *Inner,
       llvm::ArrayRef<const clang::Expr *> Arguments);
  void renew(State &S, const clang::Expr *Call, SiteId Id, const Use &U,
             const clang::VarDecl *Into);
  void taken(State &S, const clang::Expr *Call, SiteId Id, const Use &U,
             bool ByResult);

  Value value(const State &S, const clang::Expr *E);
  std::optional<int64_t> constant(const clang::Expr *E) const;
  /// The variable that E names, if it is followed; null otherwise.
  const clang::VarDecl *variable(const clang::Expr *E) const;
  HolderId holder(const void *What) {
    return Holders.try_emplace(What, HolderId(Holders.size())).first->second;
  }
  Value get(const State &S, const void *What) const {
    auto Known = Holders.find(What);
    return Known == Holders.end() ? Value() : S.get(Known->second);
  }
  SiteId site(const clang::Expr *Call);
  Trouble &trouble(Trouble::Kind What, const clang::Expr *At, SiteId Of,
                   const clang::Expr *Other = nullptr, std::string Name = {});
  /// What is alive at a process's end is nobody's loss.
  bool isMain() const { return Function->isMain(); }

  const Lives &Room;
  Knowledge &What;
  const clang::FunctionDecl *Function;
  clang::ASTContext &Context;
  Parents Tree;
  std::unique_ptr<clang::CFG> Graph;
  llvm::DenseMap<const void *, HolderId> Holders;
  Predicates Conditions;
  llvm::DenseMap<const clang::Expr *, SiteId> SiteOf;
  std::vector<Site> Sites;
  /// Variables whose value others can see or change.
  llvm::DenseSet<const clang::VarDecl *> Open;
  /// The statements that the function sends; empty if not constant.
  std::vector<llvm::StringRef> Statements;

  std::vector<std::vector<State>> Seen;    ///< By block.
  std::vector<std::vector<State>> Pending; ///< By block.
  std::vector<unsigned> Order;             ///< A block's place in the walk.
  std::map<unsigned, const clang::CFGBlock *> Work;
  bool Truncated = false; ///< There were more paths than are walked.

  std::map<std::pair<const clang::Expr *, int>, Trouble> Direct;
  // Of what is returned:
  std::shared_ptr<const catalog::Resource> Returns;
  const catalog::Status *ReturnsUnasked = nullptr;
  std::optional<llvm::StringRef> ReturnsSql;
  bool ReturnsOther = false;
  bool ReturnsNothing = false;
  bool ReachesEnd = false;
};

} // namespace dbsafe::lifecycle

#endif
