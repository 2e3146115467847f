//===- Flow.cpp - The walk over the CFG -----------------------------------===//
#include "lifecycle/FunctionWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace dbsafe::lifecycle {

// Paths with the same lives differ in what variables hold; that many are kept
// apart before only what they agree in is kept.
static constexpr unsigned MaxAlike = 6;
// The same where nothing is alive.
static constexpr unsigned MaxAlikeIdle = 2;
// How many states a block is walked with.
static constexpr size_t MaxStates = 32;
// Places that a finding names.
static constexpr size_t MaxPlaces = 4;

FunctionWalk::FunctionWalk(const Lives &Room, const FunctionDecl *F)
    : Room(Room), What(*Room.What), Function(F), Context(Room.What->context()),
      Tree(F) {}

ResultSummary FunctionWalk::run(std::vector<Trouble> &Into) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddInitializers = true;
  Graph = CFG::buildCFG(Function, const_cast<Stmt *>(Function->getBody()),
                        &Context, Options);
  if (!Graph)
    return {};
  survey();
  flow();
  report(Into);
  ResultSummary Result;
  Result.NeverReturns = !ReachesEnd && !Truncated;
  if (Returns && !ReturnsOther && !Truncated) {
    Result.Of = Returns;
    Result.Status = ReturnsUnasked;
    Result.Sql = ReturnsSql;
    Result.MayGiveNothing = ReturnsNothing;
  }
  return Result;
}

void FunctionWalk::survey() {
  Tree.forEach([&](const Stmt *S) {
    if (const auto *L = dyn_cast<LambdaExpr>(S)) {
      for (const LambdaCapture &C : L->captures())
        if (C.capturesVariable())
          if (const auto *V = dyn_cast<VarDecl>(C.getCapturedVar()))
            Open.insert(V->getCanonicalDecl());
      return;
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!V)
      return;
    Use U = Tree.useOf(Ref);
    if (U.What == Use::Kind::Initializes &&
        U.Variable->getType()->isReferenceType())
      Open.insert(V->getCanonicalDecl());
    if (U.What != Use::Kind::AddressTaken)
      return;
    Use Address = Tree.useOf(cast<Expr>(U.By));
    const auto *Call = Address.What == Use::Kind::Argument
                           ? dyn_cast<CallExpr>(Address.By)
                           : nullptr;
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (Address.What != Use::Kind::Dereferenced &&
        !(Callee && What.callee(Callee).IsOwn))
      Open.insert(V->getCanonicalDecl());
  });
}

void FunctionWalk::flow() {
  unsigned Blocks = Graph->getNumBlockIDs();
  Seen.resize(Blocks);
  Pending.resize(Blocks);
  Order.assign(Blocks, 0);
  unsigned Place = 0;
  for (const CFGBlock *Block : PostOrderCFGView(Graph.get()))
    Order[Block->getBlockID()] = Place++;
  enter(&Graph->getEntry(), State());
  while (!Work.empty()) {
    const CFGBlock *Block = Work.begin()->second;
    Work.erase(Work.begin());
    std::vector<State> Now = std::move(Pending[Block->getBlockID()]);
    Pending[Block->getBlockID()].clear();
    for (State &S : Now)
      walk(*Block, std::move(S));
  }
}

void FunctionWalk::enter(const CFGBlock *Block, State S) {
  S.prune();
  std::vector<State> &Known = Seen[Block->getBlockID()];
  unsigned Alike = 0;
  for (const State &Each : Known)
    if (Each.sameLives(S)) {
      if (Each.covers(S))
        return;
      ++Alike;
    }
  // What only some know is not followed any more.
  llvm::SmallVector<Value, 4> Dropped;
  if (Alike >= (S.lives().empty() ? MaxAlikeIdle : MaxAlike))
    for (const State &Each : Known)
      if (Each.sameLives(S))
        llvm::append_range(Dropped, S.intersect(Each));
  for (Value V : Dropped)
    if (V.isCode() || (V.isHandle() && !S.isHeld(V.Site)))
      letGo(S, V);
  if (Known.size() >= MaxStates) {
    Truncated = true;
    return;
  }
  llvm::erase_if(Known, [&](const State &Each) {
    return Each.sameLives(S) && S.covers(Each);
  });
  Known.push_back(S);
  Pending[Block->getBlockID()].push_back(std::move(S));
  Work[Order[Block->getBlockID()]] = Block;
}

/// True if a function of another file, to judge by its name, does not come
/// back: 'exit_nicely', 'die', 'fatal'.
static bool seemsNotToReturn(const FunctionDecl *F) {
  if (!F->getReturnType()->isVoidType() || !F->getDeclName().isIdentifier())
    return false;
  std::string Name = F->getName().lower();
  llvm::StringRef Rest = Name;
  if (Rest.contains("exit") || Rest.contains("abort") ||
      Rest.contains("fatal") || Rest.contains("panic"))
    return true;
  // As a word of its own: "die", "die_horribly", "db_die".
  for (size_t At = Rest.find("die"); At != llvm::StringRef::npos;
       At = Rest.find("die", At + 1))
    if ((At == 0 || Rest[At - 1] == '_') &&
        (At + 3 == Rest.size() || Rest[At + 3] == '_'))
      return true;
  return false;
}

/// True if a macro says by its name that the program ends with what it does:
/// 'Fatal("no such row")'. What it calls for that may depend on a log level.
static bool isOfFatalMacro(const CallExpr *Call, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  for (SourceLocation At = Call->getBeginLoc(); At.isMacroID();
       At = Sources.getImmediateMacroCallerLoc(At)) {
    if (!Sources.isMacroBodyExpansion(At))
      continue;
    std::string Name =
        Lexer::getImmediateMacroName(At, Sources, Context.getLangOpts())
            .lower();
    llvm::StringRef Words = Name;
    bool Ends = Words.contains("fatal") || Words.contains("panic");
    // CHECK_NO_FATAL_FAILURE(call), PANIC_IF(call).
    if (Ends &&
        llvm::none_of(
            llvm::ArrayRef<llvm::StringRef>{"if", "on", "no", "unless", "check",
                                            "assert", "expect", "test"},
            [&](llvm::StringRef Word) { return Words.contains(Word); }))
      return true;
  }
  return false;
}

/// True if a call says by its name or its level, as PostgreSQL's programs do
/// with elog(ERROR, ...), that it may not come back.
static bool isFatal(const CallExpr *Call, const FunctionDecl *F,
                    const Knowledge &What) {
  if (seemsNotToReturn(F))
    return true;
  return F->getReturnType()->isVoidType() &&
         llvm::any_of(Call->arguments(), [&](const Expr *Argument) {
           return llvm::any_of(
               llvm::ArrayRef<llvm::StringRef>{"ERROR", "FATAL", "PANIC"},
               [&](llvm::StringRef Level) {
                 return What.isConstant(Argument, Level);
               });
         });
}

void FunctionWalk::walk(const CFGBlock &Block, State S) {
  for (const CFGElement &Element : Block) {
    if (auto Init = Element.getAs<CFGInitializer>()) {
      const Expr *E = Init->getInitializer()->getInit();
      letGo(S, value(S, E));
      continue;
    }
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      continue;
    event(S, Statement->getStmt());
    const auto *Call = dyn_cast<CallExpr>(Statement->getStmt());
    if (Call && isOfFatalMacro(Call, Context))
      return;
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || What.callee(Callee).IsOwn)
      continue;
    if (Callee->isDefined() ? Room.result(Callee).NeverReturns
                            : isFatal(Call, Callee, What))
      return;
  }
  if (Block.hasNoReturnElement())
    return;
  for (unsigned I = 0; I < Block.succ_size(); ++I) {
    const CFGBlock *Next = (Block.succ_begin() + I)->getReachableBlock();
    if (!Next)
      continue;
    // Whether a handler takes what is thrown, is not asked.
    if (isa_and_nonnull<CXXTryStmt>(Block.getTerminatorStmt()) &&
        !isa_and_nonnull<CXXCatchStmt>(Next->getLabel()))
      continue;
    State Then = S;
    if (!edge(Then, Block, I))
      continue;
    // What the loop's body calls may have changed what others can.
    if (Order[Next->getBlockID()] <= Order[Block.getBlockID()])
      for (const Predicate *P : Conditions.shared())
        Then.set(holder(P), Value());
    if (Next == &Graph->getExit())
      leave(Then, Block);
    else
      enter(Next, std::move(Then));
  }
}

void FunctionWalk::leave(State &S, const CFGBlock &Last) {
  SourceRange Place(Function->getBody()->getEndLoc());
  bool Throws = false;
  for (const CFGElement &Element : Last)
    if (auto Statement = Element.getAs<CFGStmt>();
        Statement && isa<ReturnStmt, CXXThrowExpr>(Statement->getStmt())) {
      Place = Statement->getStmt()->getSourceRange();
      Throws = isa<CXXThrowExpr>(Statement->getStmt());
    }
  ReachesEnd |= !Throws;
  if (isMain())
    return;
  for (const Life &L : S.lives()) {
    if (L.Is != Life::Kind::Owned)
      continue;
    auto &Places = Sites[L.Site].LostAt;
    if (Places.size() < MaxPlaces && !llvm::is_contained(Places, Place))
      Places.push_back(Place);
  }
}

void FunctionWalk::report(std::vector<Trouble> &Into) {
  // What follows from one release is one mistake, however often it shows.
  std::map<std::pair<const Expr *, Trouble::Kind>, Trouble *> First;
  for (auto &[Key, T] : Direct)
    if (T.Other && (T.What == Trouble::Kind::UsedAfterRelease ||
                    T.What == Trouble::Kind::ReleasedTwice)) {
      Trouble *&Known = First[{T.Other, T.What}];
      if (!Known || T.At->getBeginLoc() < Known->At->getBeginLoc())
        Known = &T;
    }
  for (auto &[Key, T] : Direct) {
    auto Known = First.find({T.Other, T.What});
    if (Known == First.end() || Known->second == &T)
      Into.push_back(std::move(T));
  }
  for (SiteId Id = 0; Id < Sites.size(); ++Id) {
    Site &S = Sites[Id];
    auto Add = [&](Trouble::Kind Kind) -> Trouble & {
      Trouble T;
      T.What = Kind;
      T.At = T.Origin = S.Call;
      T.Callee = S.Callee;
      T.Of = S.Of;
      T.Status = S.Status;
      T.Holder = S.Holder;
      T.Function = Function;
      T.ReleasedElsewhere = S.Released || S.Gone;
      T.Sql = S.Sql;
      T.Statements = Statements;
      Into.push_back(std::move(T));
      return Into.back();
    };
    if (S.Dropped) {
      Add(Trouble::Kind::Dropped);
    } else if (S.Overwritten) {
      Trouble &T = Add(Trouble::Kind::Overwritten);
      T.Other = S.Overwritten;
    } else if (!S.LostAt.empty()) {
      llvm::sort(S.LostAt, [&](SourceRange A, SourceRange B) {
        return A.getBegin() < B.getBegin();
      });
      Add(Trouble::Kind::Lost).Places = S.LostAt;
    }
    if (!S.Status)
      continue;
    bool NeverAsked = !S.Asked && !Truncated;
    if (S.Status->By == catalog::Status::Kind::Code) {
      if (NeverAsked && !S.Gone)
        Add(S.CodeDropped ? Trouble::Kind::CodeDropped
                          : Trouble::Kind::CodeUnread);
    } else if (S.ReadBy) {
      Trouble &T = Add(Trouble::Kind::ReadUnasked);
      T.Other = S.ReadBy;
      T.OtherCallee = S.ReadCallee;
    } else if (S.Status->By == catalog::Status::Kind::Object &&
               !S.Status->MayDrop && NeverAsked && !S.Gone &&
               (S.ReleasedUnasked || S.Dropped || !S.LostAt.empty() ||
                S.Overwritten)) {
      Trouble &T = Add(Trouble::Kind::ReleasedUnasked);
      T.Other = S.ReleasedUnasked;
    }
  }
}

} // namespace dbsafe::lifecycle
