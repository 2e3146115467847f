//===- Flow.cpp - The walk over the CFG -----------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "llvm/ADT/PostOrderIterator.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

constexpr unsigned MaxVisits = 6;

/// The method whose `this` the function's body speaks of: a lambda's is that
/// of the method around it.
const FunctionDecl *ownerOfThis(const FunctionDecl *F) {
  const DeclContext *C = F;
  while (C) {
    const auto *Method = dyn_cast<CXXMethodDecl>(C);
    if (!Method) {
      C = C->getParent();
      continue;
    }
    if (!isLambdaCallOperator(Method))
      return Method;
    C = Method->getParent()->getDeclContext();
  }
  return nullptr;
}

/// True for a block that ends in a throw or in a call that does not return.
bool leavesForGood(const CFGBlock &Block) {
  if (Block.hasNoReturnElement())
    return true;
  for (const CFGElement &E : llvm::reverse(Block))
    if (auto S = E.getAs<CFGStmt>())
      return isa<CXXThrowExpr>(S->getStmt()->IgnoreContainers());
  return false;
}

} // namespace

FunctionEvaluator::FunctionEvaluator(Program &Program,
                                     const FunctionDecl *Function)
    : TheProgram(Program), Texts(Program.Texts), Places(Program.Places),
      Context(Program.Context), Function(Function) {
  if (Function)
    ThisOwner = ownerOfThis(Function);
}

Value FunctionEvaluator::evaluateInitializer(const VarDecl *V) {
  const VarDecl *Definition = nullptr;
  const Expr *Init = V->getAnyInitializer(Definition);
  if (!Init || Init->isValueDependent()) {
    // Declared here, defined elsewhere: the same in every run.
    Hole H;
    H.From = Origin::Constant;
    return Value::text(Texts.hole(H));
  }
  if (isNumeric(V->getType()))
    return {};
  Value Result = value(Init);
  if (Result.isAddress() && Init->isPRValue() &&
      Init->getType()->isRecordType())
    Result = Value::copy(Result.P);
  if (Result.isNone())
    Result = Value::text(textOf(Init));
  return Result;
}

Summary FunctionEvaluator::run() {
  const Stmt *Body = Function->getBody();
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddInitializers = true;
  Options.AddEHEdges = false;
  Options.AddImplicitDtors = Options.AddTemporaryDtors =
      TheProgram.SendOnDestruction.count(Function->getCanonicalDecl());
  Graph = CFG::buildCFG(Function, const_cast<Stmt *>(Body), &Context, Options);
  if (!Graph)
    return {};

  // What must be known before the walk.
  class Survey : public RecursiveASTVisitor<Survey> {
  public:
    FunctionEvaluator &Of;
    llvm::SmallDenseSet<unsigned, 8> Characters; ///< Written as constants.
    explicit Survey(FunctionEvaluator &Of) : Of(Of) {}
    bool VisitCXXForRangeStmt(CXXForRangeStmt *S) {
      Of.RangeVariables[S->getLoopVariable()] = S;
      return true;
    }
    bool VisitDeclRefExpr(DeclRefExpr *E) {
      if (const auto *V = dyn_cast<VarDecl>(E->getDecl()))
        ++Of.Mentions[V];
      return true;
    }
    bool VisitStmt(Stmt *S) {
      Of.Elements.note(S, Of.Context);
      return true;
    }
    bool VisitCharacterLiteral(CharacterLiteral *C) {
      Characters.insert(C->getValue());
      return true;
    }
    bool VisitStringLiteral(StringLiteral *L) {
      if (L->getLength() == 1)
        Characters.insert(L->getCodeUnit(0));
      return true;
    }
    bool VisitCallExpr(CallExpr *E) {
      for (const Expr *Argument : E->arguments())
        if (const auto *L = dyn_cast<LambdaExpr>(
                Argument->IgnoreImplicit()->IgnoreParenCasts());
            L && Of.callsArguments(E))
          Of.Awaited.insert(L);
      const FunctionDecl *Callee = E->getDirectCallee();
      const Matches *M = Callee ? Of.TheProgram.Matcher.match(Callee) : nullptr;
      for (const catalog::Quoter *Quoter :
           M ? M->Quoters : decltype(M->Quoters)())
        if (Quoter->Error && Quoter->Error->Index < E->getNumArgs())
          if (const VarDecl *V = errorVariable(E->getArg(Quoter->Error->Index)))
            ++Of.ErrorsGiven[V];
      return true;
    }
    static bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  };
  Survey Seen(*this);
  Seen.TraverseStmt(const_cast<Stmt *>(Body));
  for (char Mark : {'\'', '"', '`'})
    if (Seen.Characters.contains(static_cast<unsigned char>(Mark)))
      Loops.find(Body, Mark);

  PostOrderCFGView View(Graph.get());
  walk(std::vector<const CFGBlock *>(View.begin(), View.end()));
  walkHandlers();
  return summarize();
}

void FunctionEvaluator::walk(llvm::ArrayRef<const CFGBlock *> InOrder) {
  size_t First = Blocks.size();
  for (const CFGBlock *Block : InOrder) {
    Order[Block] = Blocks.size();
    Blocks.push_back(Block);
  }
  std::set<unsigned> Work;
  if (!InOrder.empty())
    Work.insert(First);
  llvm::DenseMap<const CFGBlock *, unsigned> Visits;
  while (!Work.empty()) {
    unsigned Next = *Work.begin();
    Work.erase(Work.begin());
    const CFGBlock *Block = Blocks[Next];
    if (++Visits[Block] > MaxVisits || !visit(*Block))
      continue;
    for (const CFGBlock::AdjacentBlock &Successor : Block->succs())
      if (const CFGBlock *S = Successor.getReachableBlock())
        // What comes behind a handler has been walked on the way without it.
        if (Order[S] >= First)
          Work.insert(Order[S]);
  }
}

/// Anything in the body of a try may throw: its handlers begin with what is
/// known at any point of it.
void FunctionEvaluator::walkHandlers() {
  std::vector<const CFGBlock *> Waiting(Graph->try_blocks_begin(),
                                        Graph->try_blocks_end());
  for (bool Progress = true; Progress;) {
    Progress = false;
    for (const CFGBlock *&Dispatch : Waiting) {
      const auto *Try =
          Dispatch ? dyn_cast_or_null<CXXTryStmt>(Dispatch->getTerminatorStmt())
                   : nullptr;
      if (!Try || Order.count(Dispatch))
        continue;
      llvm::DenseSet<const Stmt *> Body;
      std::vector<const Stmt *> Within = {Try->getTryBlock()};
      while (!Within.empty()) {
        const Stmt *S = Within.back();
        Within.pop_back();
        if (S && Body.insert(S).second)
          Within.insert(Within.end(), S->child_begin(), S->child_end());
      }
      State Known;
      bool IsFirst = true;
      auto Take = [&](const State &S) {
        if (IsFirst)
          Known = S;
        else
          joinInto(Known, S, false);
        IsFirst = false;
      };
      for (const CFGBlock *Block : Blocks) {
        auto Entry = Entries.find(Block);
        auto Exit = Exits.find(Block);
        bool IsWithin = llvm::any_of(*Block, [&](const CFGElement &E) {
          auto S = E.getAs<CFGStmt>();
          return S && Body.count(S->getStmt());
        });
        if (!IsWithin || Entry == Entries.end() || Exit == Exits.end())
          continue;
        Take(Entry->second);
        Take(Exit->second);
      }
      if (IsFirst)
        continue;
      Caught[Dispatch] = Known;
      // Whoever comes first on the way is walked first.
      std::vector<const CFGBlock *> New;
      llvm::DenseSet<const CFGBlock *> Seen;
      std::vector<std::pair<const CFGBlock *, bool>> Stack = {
          {Dispatch, false}};
      while (!Stack.empty()) {
        auto [Block, IsDone] = Stack.back();
        Stack.pop_back();
        if (IsDone) {
          New.push_back(Block);
          continue;
        }
        if (Order.count(Block) || !Seen.insert(Block).second)
          continue;
        Stack.emplace_back(Block, true);
        for (const CFGBlock::AdjacentBlock &Successor : Block->succs())
          if (const CFGBlock *S = Successor.getReachableBlock())
            Stack.emplace_back(S, false);
      }
      std::reverse(New.begin(), New.end());
      walk(New);
      Dispatch = nullptr;
      Progress = true;
    }
  }
}

bool FunctionEvaluator::visit(const CFGBlock &Block) {
  State Entry = entryState(Block);
  auto [It, Fresh] = Entries.try_emplace(&Block, Entry);
  if (!Fresh) {
    if (It->second == Entry)
      return false;
    It->second = Entry;
  }
  Current = Entry;
  for (const CFGElement &E : Block)
    element(E);
  Exits[&Block] = Current;
  return true;
}

State FunctionEvaluator::entryState(const CFGBlock &Block) {
  if (auto Known = Caught.find(&Block); Known != Caught.end())
    return Known->second;
  bool IsHead = false, First = true;
  State Forward, Back;
  bool HasBack = false;
  for (const CFGBlock::AdjacentBlock &Predecessor : Block.preds()) {
    const CFGBlock *P = Predecessor.getReachableBlock();
    if (!P || !Exits.count(P))
      continue;
    // Who throws or aborts does not return.
    if (&Block == &Graph->getExit() && leavesForGood(*P))
      continue;
    State Edge = edgeState(*P, Block);
    if (Order[P] >= Order[&Block]) {
      IsHead = true;
      if (HasBack)
        joinInto(Back, Edge, false);
      else
        Back = Edge;
      HasBack = true;
    } else if (First) {
      Forward = Edge;
      First = false;
    } else {
      joinInto(Forward, Edge, false);
    }
  }
  if (IsHead && HasBack) {
    auto Previous = Entries.find(&Block);
    State Head = Previous != Entries.end() ? Previous->second : Forward;
    joinInto(Head, Back, true);
    return Head;
  }
  return Forward;
}

void FunctionEvaluator::joinInto(State &Into, const State &Other, bool Widen) {
  State Left = Into;
  State Saved = Current;
  auto TextIn = [&](const State &S, const Value &V) {
    Current = S;
    TextRef T = textOf(V, nullptr);
    Current = Saved;
    return T;
  };
  std::optional<std::pair<Facts, Facts>> Sides;
  Into.join(
      Memory, Other, [&](PlaceId P, const Value *A, const Value *B) -> Value {
        auto Missing = [&](const Value *V) { return !V || V->isNone(); };
        if ((A && A->isNumber()) || (B && B->isNumber())) {
          if (Missing(A) || Missing(B))
            return {};
          // An object that is one thing here and another there: a union.
          if (!A->isNumber() || !B->isNumber())
            return A->isNumber() ? *B : *A;
          if (!Sides)
            Sides.emplace(factsIn(Left), factsIn(Other));
          return Value::number(unique(joinOutcomes(
              *A->Numbers, Sides->first, *B->Numbers, Sides->second)));
        }
        if (Places[P].Index == CharIndex && (Missing(A) || Missing(B)))
          return {};
        if (Missing(A) || Missing(B)) {
          const Value *There = Missing(A) ? B : A;
          if (Missing(There))
            return {};
          // What was put into a container on one way only is in it.
          if (isOneOfMany(P)) {
            Current = Missing(A) ? Left : Other;
            Value Before = others(P);
            Current = Saved;
            if (Before.isNone())
              return *There;
          }
          // A local variable of one branch is dead after it; anything
          // else has kept its initial value on the other path.
          if (!isSymbolic(P) && Places[P].Base == NoPlace)
            return *There;
          Current = Missing(A) ? Left : Other;
          Value Here = initial(P, nullptr);
          Current = Saved;
          if (Here.isNone())
            return *There;
          const State &ThereState = Missing(A) ? Other : Left;
          const State &HereState = Missing(A) ? Left : Other;
          TextRef Old = TextIn(HereState, Here);
          // Narrowed on one way only: it is what it was.
          if (There->Was && There->Was == Old)
            return {};
          if (Here == *There)
            return Here;
          if (Value Pointer = joinPointers(Here, *There); !Pointer.isNone())
            return Pointer;
          TextRef New = TextIn(ThereState, *There);
          // What was added to the initial value begins with it, wherever that
          // was read.
          TextRef First = New;
          while (First->kind() == Text::Kind::Concat)
            First = First->left();
          if (First->isHole() && First->hole().From == Origin::Symbol &&
              First->hole().Symbol == P && Old->isHole())
            Old = First;
          return Value::text(Widen && Missing(A) ? Texts.widen(Old, New)
                                                 : Texts.join(Old, New));
        }
        if (*A == *B)
          return *A;
        if (Value Pointer = joinPointers(*A, *B); !Pointer.isNone())
          return Pointer;
        if (A->What == Value::Kind::Opaque && B->What == Value::Kind::Opaque)
          return *A;
        TextRef TextA = TextIn(Left, *A), TextB = TextIn(Other, *B);
        Value Joined = Value::text(Widen ? Texts.widen(TextA, TextB)
                                         : Texts.join(TextA, TextB));
        // What one way has narrowed and the other has not is what it was.
        if (A->Was && !B->Was && A->Was == TextB)
          return *B;
        if (B->Was && !A->Was && B->Was == TextA)
          return *A;
        // What both ways have narrowed is narrowed.
        if (A->Was == B->Was)
          Joined.Was = A->Was;
        return Joined;
      });
}

void FunctionEvaluator::element(const CFGElement &Element) {
  Texts.earn();
  if (auto S = Element.getAs<CFGStmt>()) {
    statement(S->getStmt());
    recordStores(S->getStmt());
    if (Elements.changes(S->getStmt()))
      forgetNarrowedElements();
  } else if (auto I = Element.getAs<CFGInitializer>()) {
    initializeMember(I->getInitializer());
    recordStores(I->getInitializer()->getInit());
  } else if (auto T = Element.getAs<CFGTemporaryDtor>()) {
    destroyTemporary(T->getBindTemporaryExpr());
  } else if (auto D = Element.getAs<CFGAutomaticObjDtor>()) {
    destroyVariable(D->getVarDecl());
  }
}

void FunctionEvaluator::statement(const Stmt *S) {
  if (const auto *E = dyn_cast<Expr>(S)) {
    Values[E] = expression(E);
    if (const auto *Throw = dyn_cast<CXXThrowExpr>(E))
      recordThrow(Throw);
  } else if (const auto *D = dyn_cast<DeclStmt>(S)) {
    for (const Decl *Each : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each))
        declare(V);
  } else if (const auto *R = dyn_cast<ReturnStmt>(S)) {
    returns(R);
  }
}

void FunctionEvaluator::declare(const VarDecl *V) {
  QualType T = V->getType();
  if (!V->hasGlobalStorage() && V->getInit() &&
      T->isIntegralOrEnumerationType() && !isCharacter(T)) {
    storeNumber(V, V->getInit());
    return;
  }
  if (V->hasGlobalStorage() || isNumeric(T))
    return;
  PlaceId P = Places.variable(V);
  if (auto Range = RangeVariables.find(V); Range != RangeVariables.end()) {
    const Expr *Container = Range->second->getRangeInit();
    Value Whole = value(Container);
    if (isCharacter(T.getNonReferenceType()) ||
        !(Whole.isAddress() || Whole.What == Value::Kind::Copy)) {
      store(P, Value::text(partOf(textOf(Whole, Container), Container)));
      return;
    }
    PlaceId Element = Places.element(Whole.P, AnyIndex);
    store(P, T->isReferenceType() ? Value::address(Element)
             : T->isRecordType()  ? Value::copy(Element)
                                  : load(Element, Container));
    return;
  }
  const Expr *Init = V->getInit();
  if (!Init) {
    store(P, Value::text(Texts.empty()));
    return;
  }
  Value Initial = value(Init);
  if (T->isReferenceType()) {
    store(P, Initial.isNone() ? Value::text(textOf(Init)) : Initial);
    return;
  }
  if (Initial.isNone() || isCharacter(T))
    Initial = Value::text(textOf(Init));
  // A class object is copied, not referred to; what a call hands out as an
  // address is itself a reference to something, as an iterator is.
  if (Initial.isAddress() && T->isRecordType() && Init->isGLValue() &&
      !Initial.Later)
    Initial = Value::copy(Initial.P);
  // What was built in a temporary is this variable's content.
  if (Initial.What == Value::Kind::Copy && Initial.P == P)
    return;
  store(P, Initial);
}

void FunctionEvaluator::initializeMember(const CXXCtorInitializer *Init) {
  if (!Init->isAnyMemberInitializer() || !ThisOwner) {
    value(Init->getInit());
    return;
  }
  const FieldDecl *Field = Init->getAnyMember();
  Value V = value(Init->getInit());
  if (isNumeric(Field->getType()))
    return;
  if (V.isNone())
    V = Value::text(textOf(Init->getInit()));
  store(Places.field(Places.thisObject(ThisOwner), Field), V);
}

} // namespace dbsafe::provenance
