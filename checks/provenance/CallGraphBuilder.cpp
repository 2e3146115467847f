//===- CallGraphBuilder.cpp - The walk that gathers the call graph --------===//
#include "provenance/BrokenCalls.h"
#include "provenance/CallGraph.h"
#include "provenance/Constructions.h"
#include "provenance/TableWalks.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace dbsafe::provenance {

class CallGraphBuilder : public RecursiveASTVisitor<CallGraphBuilder> {
  using Base = RecursiveASTVisitor<CallGraphBuilder>;

public:
  CallGraphBuilder(CallGraph &Graph, ASTContext &Context, CallMatcher &Matcher)
      : Graph(Graph), Context(Context), Matcher(Matcher) {}

  static bool shouldVisitTemplateInstantiations() { return true; }
  static bool shouldVisitImplicitCode() { return false; }

  bool shouldSkip(const Decl *D) const {
    SourceLocation Where = D->getLocation();
    return Where.isValid() &&
           Context.getSourceManager().isInSystemHeader(
               Context.getSourceManager().getExpansionLoc(Where));
  }

  bool TraverseDecl(Decl *D) {
    if (!D || (isa<TranslationUnitDecl>(D->getDeclContext()) && shouldSkip(D)))
      return true;
    return Base::TraverseDecl(D);
  }

  bool TraverseFunctionDecl(FunctionDecl *D) {
    return function(D, &Base::TraverseFunctionDecl);
  }
  bool TraverseCXXMethodDecl(CXXMethodDecl *D) {
    return function(D, &Base::TraverseCXXMethodDecl);
  }
  bool TraverseCXXConstructorDecl(CXXConstructorDecl *D) {
    return function(D, &Base::TraverseCXXConstructorDecl);
  }
  bool TraverseCXXDestructorDecl(CXXDestructorDecl *D) {
    return function(D, &Base::TraverseCXXDestructorDecl);
  }
  bool TraverseCXXConversionDecl(CXXConversionDecl *D) {
    return function(D, &Base::TraverseCXXConversionDecl);
  }

  bool TraverseLambdaExpr(LambdaExpr *L) {
    // The closure's call operator is a function that the enclosing one calls
    // or hands on.
    if (CXXMethodDecl *Operator = L->getCallOperator()) {
      if (FunctionTemplateDecl *Generic =
              Operator->getDescribedFunctionTemplate())
        for (FunctionDecl *Instance : Generic->specializations()) {
          call(Instance);
          function(Instance, nullptr);
        }
      call(Operator);
      function(Operator, nullptr);
    }
    // A generic one is many.
    if (FunctionTemplateDecl *Generic =
            L->getLambdaClass()->getDependentLambdaCallOperator())
      for (FunctionDecl *Each : Generic->specializations())
        function(Each, nullptr);
    for (Expr *Init : L->capture_inits())
      TraverseStmt(Init);
    return true;
  }

  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *F = E->getDirectCallee();
    if (!F) {
      Graph.Indirect.emplace_back(CurrentKey, E->getCallee());
      for (const Expr *Argument : E->arguments())
        mayWriteThrough(Argument);
      return true;
    }
    call(F);
    const Matches *M = Matcher.match(F);
    if (M)
      for (const catalog::Builder *Each : M->Builders)
        if (Each->Construct && *Each->Construct <= E->getNumArgs())
          if (const CXXRecordDecl *Made = classMade(*Each, E))
            if (const CXXConstructorDecl *Constructor = constructorFor(
                    Made,
                    llvm::ArrayRef<const Expr *>(E->getArgs(), E->getNumArgs())
                        .drop_front(*Each->Construct),
                    Matcher))
              call(Constructor);
    if (M && !isa<CXXOperatorCallExpr>(E))
      for (const catalog::Source *S : M->Sources)
        if (S->Callback && S->Callback->Index < E->getNumArgs())
          Graph.HandedOut.emplace_back(S, E);
    if (const auto *R =
            dyn_cast<DeclRefExpr>(E->getCallee()->IgnoreParenImpCasts()))
      CalledBy.insert(R);
    for (auto [Param, Argument] : llvm::zip(F->parameters(), E->arguments()))
      if (QualType Pointee = Param->getType()->getPointeeType();
          !Pointee.isNull() && !Pointee.isConstQualified())
        mayWriteThrough(Argument);
    arguments(F, isa<CXXOperatorCallExpr>(E) && isa<CXXMethodDecl>(F)
                     ? llvm::ArrayRef(E->getArgs(), E->getNumArgs()).slice(1)
                     : llvm::ArrayRef(E->getArgs(), E->getNumArgs()));
    if (auto *O = dyn_cast<CXXOperatorCallExpr>(E)) {
      const Expr *Object = O->getArg(0);
      if (O->getOperator() == OO_LessLess && CurrentKey &&
          Matcher.streamOf(Object))
        Graph.Functions[CurrentKey].HasOutput = true;
      if (O->getOperator() == OO_Call) {
        Graph.Indirect.emplace_back(CurrentKey, Object);
        if (const auto *R =
                dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts()))
          CalledBy.insert(R);
      } else if (O->getOperator() == OO_Equal) {
        gives(Object, O->getArg(1));
      }
    } else if (const auto *M = dyn_cast<CXXMemberCallExpr>(E);
               M && M->getMethodDecl() && M->getMethodDecl()->isVirtual()) {
      Graph.Indirect.emplace_back(CurrentKey, M);
    }
    return true;
  }

  bool VisitCXXRecordDecl(CXXRecordDecl *Class) {
    if (Class->isThisDeclarationADefinition() && !Class->isInvalidDecl())
      Graph.Reached.inherits(Class);
    return true;
  }

  bool VisitRecoveryExpr(RecoveryExpr *E) {
    if (std::optional<BrokenCall> Meant = brokenCall(E))
      call(Meant->Callee);
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    call(E->getConstructor());
    arguments(E->getConstructor(),
              llvm::ArrayRef(E->getArgs(), E->getNumArgs()));
    return true;
  }

  bool VisitCXXThrowExpr(CXXThrowExpr *) {
    if (CurrentKey) {
      Graph.Functions[CurrentKey].Throws = true;
      Graph.Functions[CurrentKey].HasOutput = true;
    }
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isComparisonOp() || B->isCompoundAssignmentOp())
      for (const Expr *Side : {B->getLHS(), B->getRHS()})
        if (Side->getType()->isPointerType())
          Walks.moves(Side);
    if (B->getOpcode() != BO_Assign)
      return true;
    gives(B->getLHS(), B->getRHS());
    const Expr *Left = B->getLHS()->IgnoreParens();
    if (const auto *R = dyn_cast<DeclRefExpr>(Left))
      if (const auto *V = dyn_cast<VarDecl>(R->getDecl());
          V && walks(V, B->getRHS()))
        Walks.moves(R);
    if (const auto *Cursor = dyn_cast<MemberExpr>(Left))
      pointsInto(Cursor, B->getRHS());
    if (const auto *S = dyn_cast<ArraySubscriptExpr>(Left))
      mayWriteThrough(S->getBase());
    else if (const auto *U = dyn_cast<UnaryOperator>(Left);
             U && U->getOpcode() == UO_Deref)
      mayWriteThrough(U->getSubExpr());
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->isIncrementDecrementOp())
      Walks.moves(U->getSubExpr());
    return true;
  }

  bool VisitVarDecl(VarDecl *V) {
    if (V->hasLocalStorage())
      if (const auto *Class = V->getType()->getAsCXXRecordDecl())
        if (Class->hasDefinition())
          dies(Class->getDestructor());
    if (!V->getInit() || isa<ParmVarDecl>(V) || V->getType()->isDependentType())
      return true;
    Graph.Reached.flows(V, V->getInit());
    walks(V, V->getInit());
    if (V->hasLocalStorage() && Targets::isCallable(V->getType()))
      if (Targets::List Held = Graph.Reached.of(V->getInit()); Held.size() == 1)
        Graph.Closures.insert(Held.front());
    return true;
  }

  bool VisitInitListExpr(InitListExpr *E) {
    if (!E->isSemanticForm() && E->getSemanticForm())
      E = E->getSemanticForm();
    const auto *Record = E->getType()->getAsRecordDecl();
    if (!Record || !Record->getDefinition() || Record->isUnion() ||
        E->isTypeDependent())
      return true;
    unsigned At = 0;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
      At = Class->getNumBases();
    for (const FieldDecl *Field : Record->fields()) {
      if (Field->isUnnamedBitField())
        continue;
      if (At >= E->getNumInits())
        break;
      mention(Field);
      Graph.Reached.flows(Field, E->getInit(At++));
    }
    return true;
  }

  // A statement may be sent when the object that collects it dies.
  bool VisitCXXBindTemporaryExpr(CXXBindTemporaryExpr *E) {
    dies(E->getTemporary()->getDestructor());
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (const auto *F = dyn_cast<FunctionDecl>(R->getDecl())) {
      if (!CalledBy.count(R)) {
        Graph.Functions[F->getCanonicalDecl()].AddressTaken = true;
        // Whoever gets it may call it: it is evaluated first.
        if (CurrentKey)
          Graph.Functions[CurrentKey].Callees.push_back(F->getCanonicalDecl());
      }
    } else if (const auto *V = dyn_cast<VarDecl>(R->getDecl())) {
      Walks.names(R);
      if (!CalledBy.count(R))
        Graph.HandedOn.insert(V->getCanonicalDecl());
      if (V->hasGlobalStorage() && !Reads.count(R))
        Graph.Changed.insert(V->getCanonicalDecl());
    }
    return true;
  }

  bool VisitMemberExpr(MemberExpr *M) {
    const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl());
    if (F)
      mention(F);
    if (F)
      if (!ReadMembers.count(M) && !M->getType().isConstQualified())
        Graph.ChangedFields.insert(F->getCanonicalDecl());
    return true;
  }

  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    if (Init->isAnyMemberInitializer() && Init->isWritten())
      Graph.Initializers[Init->getAnyMember()->getCanonicalDecl()].push_back(
          Init->getInit());
    if (Init->isAnyMemberInitializer())
      Graph.Reached.flows(Init->getAnyMember(), Init->getInit());
    return Base::TraverseConstructorInitializer(Init);
  }

  // A variable that is only loaded, indexed or used as a const object keeps
  // its value. Parents are visited first, so what they allow is noted here.
  bool VisitImplicitCastExpr(ImplicitCastExpr *C) {
    if (C->getCastKind() == CK_LValueToRValue ||
        C->getType().isConstQualified() ||
        (C->getCastKind() == CK_NoOp && C->getType().isConstQualified()))
      noteRead(C->getSubExpr());
    else if (C->getCastKind() == CK_ArrayToPointerDecay)
      if (C->getType()->getPointeeType().isConstQualified() ||
          ReadDecays.count(C))
        noteRead(C->getSubExpr());
    return true;
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    if (const CXXMethodDecl *M = E->getMethodDecl(); M && M->isConst())
      noteRead(E->getImplicitObjectArgument());
    return true;
  }

  bool VisitStringLiteral(StringLiteral *L) {
    if (L->getCharByteWidth() == 1)
      Graph.Literals.push_back(
          {L, CurrentKey ? Graph.Functions[CurrentKey].Definition : nullptr});
    return true;
  }

  /// Tables that are written to through pointers into them.
  void finish() {
    Walks.forEachWritten(
        [&](const VarDecl *Table) { Graph.Changed.insert(Table); });
  }

private:
  /// True if V is set to point into a table, which may then be all that
  /// happens to it.
  bool walks(const VarDecl *V, const Expr *From) {
    const DeclRefExpr *Table = Walks.starts(V, From);
    if (Table)
      Reads.insert(Table);
    return Table;
  }

  template <typename Decl>
  bool function(Decl *D, std::type_identity_t<bool (Base::*)(Decl *)> Go) {
    if (!D->doesThisDeclarationHaveABody() || D->isDependentContext())
      return D->isDependentContext() ? true : walk(D, Go);
    const FunctionDecl *Saved = CurrentKey;
    CurrentKey = D->getCanonicalDecl();
    Graph.Functions[CurrentKey].Definition = D;
    if constexpr (std::is_convertible_v<Decl *, CXXMethodDecl *>)
      Graph.Reached.overrides(D);
    bool Result = walk(D, Go);
    CurrentKey = Saved;
    return Result;
  }

  template <typename Decl> bool walk(Decl *D, bool (Base::*Go)(Decl *)) {
    if (Go)
      return (this->*Go)(D);
    return D->getBody() ? TraverseStmt(D->getBody()) : true;
  }

  void noteRead(const Expr *E) {
    Walks.reads(E);
    for (;;) {
      E = E->IgnoreParens();
      if (const auto *C = dyn_cast<ImplicitCastExpr>(E)) {
        if (C->getCastKind() == CK_ArrayToPointerDecay)
          ReadDecays.insert(C);
        E = C->getSubExpr();
      } else if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
        E = S->getBase();
      } else if (const auto *M = dyn_cast<MemberExpr>(E)) {
        ReadMembers.insert(M);
        if (M->isArrow())
          return;
        E = M->getBase();
      } else {
        break;
      }
    }
    if (const auto *R = dyn_cast<DeclRefExpr>(E))
      Reads.insert(R);
  }

  void call(const FunctionDecl *F) {
    if (CurrentKey)
      Graph.addCall(CurrentKey, F->getCanonicalDecl());
    else
      Graph.Initializing.push_back(F->getCanonicalDecl());
  }

  /// Parameters are given what the call passes.
  void arguments(const FunctionDecl *F, llvm::ArrayRef<Expr *> Given) {
    const FunctionDecl *Definition = F->getDefinition();
    if (!Definition || Definition->isDependentContext())
      return;
    for (auto [Param, Argument] : llvm::zip(Definition->parameters(), Given)) {
      Graph.Reached.flows(Param, Argument);
      // Of what is not seen here, anything may be done with it; and with a
      // copy.
      const auto *Copy = dyn_cast<CXXConstructorDecl>(Definition);
      if ((Copy && Copy->isCopyOrMoveConstructor()) ||
          !Targets::isCallable(Param->getType()) || !Definition->hasBody() ||
          Definition->hasSkippedBody() ||
          Context.getSourceManager().isInSystemHeader(
              Definition->getLocation()))
        continue;
      // What the parameter is used for decides.
      const Expr *E = Argument;
      for (;;) {
        E = E->IgnoreImplicit()->IgnoreParenCasts();
        const auto *K = dyn_cast<CXXConstructExpr>(E);
        if (!K || K->getNumArgs() == 0)
          break;
        E = K->getArg(0);
      }
      if (const auto *L = dyn_cast<LambdaExpr>(E))
        Graph.Closures.insert(L->getCallOperator()->getCanonicalDecl());
      else if (const auto *R = dyn_cast<DeclRefExpr>(E);
               R && isa<VarDecl>(R->getDecl()))
        CalledBy.insert(R);
    }
  }

  void gives(const Expr *Left, const Expr *Right) {
    if (const auto *Record = Left->getType()->getAsRecordDecl())
      Graph.AssignedWhole.insert(Record->getCanonicalDecl());
    if (!Left->isTypeDependent() && Targets::isCallable(Left->getType()))
      if (const ValueDecl *Into = Targets::holder(Left))
        Graph.Reached.flows(Into, Right);
  }

  /// What is stored in a field may be all that a library is told.
  void mention(const FieldDecl *F) {
    if (CurrentKey && Matcher.isSite(F)) {
      Graph.Functions[CurrentKey].HasSite = true;
      Graph.HasSecrets = true;
    }
  }

  /// s->end = s->text + n: a field that marks a place in another's text.
  void pointsInto(const MemberExpr *Cursor, const Expr *Where) {
    const auto *Field = dyn_cast<FieldDecl>(Cursor->getMemberDecl());
    if (!Field || !isCharacterPointer(Field->getType()) ||
        !Field->getType()->isPointerType())
      return;
    for (;;) {
      Where = Where->IgnoreParenCasts();
      const auto *B = dyn_cast<BinaryOperator>(Where);
      const auto *U = dyn_cast<UnaryOperator>(Where);
      const auto *S = dyn_cast<ArraySubscriptExpr>(Where);
      if (B && B->getOpcode() == BO_Assign)
        Where = B->getLHS();
      else if (B && B->isAdditiveOp() && B->getType()->isPointerType())
        Where =
            B->getLHS()->getType()->isIntegerType() ? B->getRHS() : B->getLHS();
      else if (U && U->getOpcode() == UO_AddrOf)
        Where = U->getSubExpr();
      else if (S)
        Where = S->getBase();
      else
        break;
    }
    const auto *Text = dyn_cast<MemberExpr>(Where);
    const auto *Of =
        Text ? dyn_cast<FieldDecl>(Text->getMemberDecl()) : nullptr;
    if (!Of || Of == Field || !isCharacterPointer(Of->getType()) ||
        Of->getParent() != Field->getParent() ||
        !isSameObject(Cursor->getBase(), Text->getBase()) ||
        Graph.Cursors.lookup(Of) == Field)
      return;
    auto [Known, Fresh] = Graph.Cursors.try_emplace(Field, Of);
    if (!Fresh && Known->second != Of)
      Known->second = nullptr;
  }

  static bool isSameObject(const Expr *A, const Expr *B) {
    A = A->IgnoreParenCasts();
    B = B->IgnoreParenCasts();
    if (isa<CXXThisExpr>(A) && isa<CXXThisExpr>(B))
      return true;
    const auto *RefA = dyn_cast<DeclRefExpr>(A);
    const auto *RefB = dyn_cast<DeclRefExpr>(B);
    return RefA && RefB && RefA->getDecl() == RefB->getDecl();
  }

  void mayWriteThrough(const Expr *Pointer) {
    Pointer = Pointer->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(Pointer);
        U && U->isIncrementDecrementOp())
      Pointer = U->getSubExpr()->IgnoreParenCasts();
    if (const auto *M = dyn_cast<MemberExpr>(Pointer))
      if (const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl()))
        Graph.WrittenThrough.insert(Field);
  }

  void dies(const CXXDestructorDecl *D) {
    if (!D || !CurrentKey)
      return;
    if (const Matches *M = Matcher.match(D); M && M->isSite()) {
      Graph.Functions[CurrentKey].HasSite = true;
      Graph.SendOnDestruction.insert(CurrentKey);
    }
  }

  CallGraph &Graph;
  ASTContext &Context;
  CallMatcher &Matcher;
  const FunctionDecl *CurrentKey = nullptr;
  llvm::DenseSet<const DeclRefExpr *> CalledBy, Reads;
  llvm::DenseSet<const ImplicitCastExpr *> ReadDecays;
  llvm::DenseSet<const MemberExpr *> ReadMembers;
  TableWalks Walks;
};

CallGraph::CallGraph(ASTContext &Context, CallMatcher &Matcher, Inquiry &Asking)
    : Context(Context), TheMatcher(Matcher), Asking(Asking) {
  CallGraphBuilder Builder(*this, Context, Matcher);
  for (Decl *D : Context.getTranslationUnitDecl()->decls())
    if (!Builder.shouldSkip(D))
      Builder.TraverseDecl(D);
  Builder.finish();
  for (auto &[Cursor, Of] : Cursors)
    if (!WrittenThrough.count(Cursor))
      Of = nullptr;
  resolveTargets();
  findReaching();
}

} // namespace dbsafe::provenance
