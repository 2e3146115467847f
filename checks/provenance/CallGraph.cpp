//===- CallGraph.cpp - What follows from who calls whom -------------------===//
#include "provenance/CallGraph.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace dbsafe::provenance {

void CallGraph::addSender(const FunctionDecl *F) {
  Functions[F].HasSite = true;
  findReaching();
}

std::vector<const FunctionDecl *> CallGraph::givenAway() const {
  std::vector<const FunctionDecl *> Result;
  for (const auto &[F, Node] : Functions)
    if (Node.AddressTaken)
      Result.push_back(F);
  return Result;
}

void CallGraph::addCall(const FunctionDecl *Caller, const FunctionDecl *F) {
  // What it is given is asked for as if it were sent.
  Functions[Caller].HasSite |= !Asking.asked(F).empty();
  if (const Matches *M = TheMatcher.match(F)) {
    Functions[Caller].HasSite |= M->isSite();
    Functions[Caller].HasOutput |= !M->Outputs.empty();
    // A command line may have one written in it.
    HasSecrets |= !M->Connects.empty() || !M->Secrets.empty() ||
                  llvm::any_of(M->Outputs, [](const catalog::Output *O) {
                    return O->What == catalog::Output::Kind::Command;
                  });
    // The catalogue's word is enough; its body is not followed. What another
    // file says may be more in the next round.
    if (!M->isLinked() && !M->onlyShows())
      return;
  }
  Functions[Caller].Callees.push_back(F);
  Functions[F].HasCallers = true;
}

void CallGraph::resolveTargets() {
  Reached.solve();
  for (auto [Caller, Callee] : Indirect) {
    if (!Caller || Callee->isTypeDependent())
      continue;
    const auto *Virtual = dyn_cast<CXXMemberCallExpr>(Callee);
    Targets::List Callees =
        Virtual ? Reached.ofVirtual(Virtual) : Reached.of(Callee);
    for (const FunctionDecl *F : Callees)
      addCall(Caller, F);
    if (const CXXMethodDecl *M =
            Virtual ? Targets::dispatched(Virtual) : nullptr) {
      Functions[M->getCanonicalDecl()].IsDispatched = true;
      if (const Matches *Others = TheMatcher.matchOverriders(M))
        Functions[Caller].HasSite |= Others->isSite();
    }
    const ValueDecl *Held = Virtual ? nullptr : Targets::holder(Callee);
    if (!Callees.empty() || !Held)
      continue;
    if (const Matches *M = TheMatcher.matchHeld(Held))
      Functions[Caller].HasSite |= M->isSite();
    if (Targets::isShared(Held))
      Functions[Caller].CalledThrough.push_back(Held);
  }
  for (auto [Source, Call] : HandedOut) {
    llvm::ArrayRef<const Expr *> Arguments(Call->getArgs(), Call->getNumArgs());
    if (!Call->isTypeDependent() && TheMatcher.holds(*Source, Arguments))
      for (const FunctionDecl *F :
           Reached.of(Arguments[Source->Callback->Index]))
        TheMatcher.addCallback(F, *Source);
  }
  for (const auto &[D, Held] : Reached.held()) {
    const auto *Field = dyn_cast<FieldDecl>(D);
    const catalog::CallModel *Model =
        Field ? TheMatcher.modelOf(Field) : nullptr;
    if (Model)
      for (const catalog::Source &S : Model->Sources)
        if (S.Callback)
          for (const FunctionDecl *F : Held)
            TheMatcher.addCallback(F, S);
  }
  // Whoever may call them otherwise has them from a variable that is handed on.
  CalledByName = std::move(Closures);
  for (const VarDecl *Variable : HandedOn)
    for (const FunctionDecl *F : Reached.heldBy(Variable))
      CalledByName.erase(F);
}

void CallGraph::findReaching() {
  llvm::DenseMap<const FunctionDecl *, llvm::SmallVector<const FunctionDecl *>>
      Callers;
  std::vector<const FunctionDecl *> Work;
  for (auto &[F, Node] : Functions) {
    for (const FunctionDecl *Callee : Node.Callees)
      Callers[Callee].push_back(F);
    if (Node.HasSite || (Node.HasOutput && HasSecrets)) {
      Node.ReachesSite = true;
      Work.push_back(F);
    }
  }
  while (!Work.empty()) {
    const FunctionDecl *F = Work.back();
    Work.pop_back();
    for (const FunctionDecl *Caller : Callers[F]) {
      Function &Node = Functions[Caller];
      if (!Node.ReachesSite) {
        Node.ReachesSite = true;
        Work.push_back(Caller);
      }
    }
  }
}

std::vector<const NamedDecl *> CallGraph::undefined() const {
  std::vector<const NamedDecl *> Result;
  for (const auto &[F, Node] : Functions) {
    if ((!Node.Definition || Node.IsDispatched) && F->isExternallyVisible() &&
        !Context.getSourceManager().isInSystemHeader(F->getLocation()))
      Result.push_back(F);
    Result.insert(Result.end(), Node.CalledThrough.begin(),
                  Node.CalledThrough.end());
  }
  return Result;
}

bool CallGraph::isText(QualType T) const {
  T = T.getNonReferenceType();
  if (isCharacterPointer(T))
    return true;
  const auto *Record = T->getAsRecordDecl();
  return Record && Record->getDeclName().isIdentifier() &&
         TheMatcher.knowsClass(Record->getName());
}

bool CallGraph::isOffered(const FunctionDecl *F, const Function &Node) const {
  // They may call it through a pointer, too.
  if (!Node.Definition || F->isMain() ||
      !(F->isExternallyVisible() || Node.AddressTaken) ||
      !Context.getSourceManager().isInMainFile(Node.Definition->getLocation()))
    return false;
  auto HoldsText = [&](const RecordDecl *Record) {
    Record = Record ? Record->getDefinition() : nullptr;
    return Record && llvm::any_of(Record->fields(), [&](const FieldDecl *F) {
             return isText(F->getType());
           });
  };
  bool TakesText = false, Writes = false;
  for (const ParmVarDecl *Param : F->parameters()) {
    QualType T = Param->getType();
    TakesText |= isText(T);
    QualType Pointee = T->getPointeeType();
    if (Pointee.isNull() || Pointee.isConstQualified())
      continue;
    Writes |= isCharacter(Pointee) || Pointee->isRecordType();
    TakesText |=
        isCharacterPointer(Pointee) || HoldsText(Pointee->getAsRecordDecl());
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F);
      Method && Method->isInstance() && !Method->isConst()) {
    Writes = true;
    TakesText |= HoldsText(Method->getParent());
  }
  QualType Result = F->getReturnType();
  return isText(Result) ||
         (TakesText && (Writes || Node.Throws || Result->isRecordType()));
}

std::vector<const CallGraph::Function *>
CallGraph::order(bool ForOthers) const {
  // What a builder class sends was written by its other methods.
  llvm::DenseSet<const DeclContext *> Classes;
  for (const auto &[F, Node] : Functions)
    if (Node.ReachesSite && isa<CXXMethodDecl>(F))
      Classes.insert(F->getDeclContext()->getPrimaryContext());
  auto IsNeeded = [&](const FunctionDecl *F, const Function &Node) {
    return Node.ReachesSite || (ForOthers && isOffered(F, Node)) ||
           (isa<CXXMethodDecl>(F) &&
            Classes.count(F->getDeclContext()->getPrimaryContext()));
  };
  // Depth-first with an explicit stack: a chain of 5,000 calls is no reason to
  // overflow ours. Within a cycle the order is that of discovery.
  std::vector<const Function *> Result;
  llvm::DenseSet<const FunctionDecl *> Seen;
  std::vector<std::pair<const Function *, size_t>> Stack;
  auto Enter = [&](const FunctionDecl *F) {
    const Function *Node = find(F);
    if (Node && Node->Definition && Seen.insert(F).second)
      Stack.emplace_back(Node, 0);
  };
  auto Drain = [&] {
    while (!Stack.empty()) {
      auto &[Top, Next] = Stack.back();
      if (Next < Top->Callees.size()) {
        Enter(Top->Callees[Next++]);
        continue;
      }
      Result.push_back(Top);
      Stack.pop_back();
    }
  };
  bool AnyNeeded = llvm::any_of(Functions, [&](const auto &Each) {
    return IsNeeded(Each.first, Each.second);
  });
  // What constants are made of is known before they are used.
  if (AnyNeeded)
    for (const FunctionDecl *F : Initializing)
      if (isText(F->getReturnType())) {
        Enter(F);
        Drain();
      }
  for (const auto &[F, Node] : Functions)
    if (IsNeeded(F, Node)) {
      Enter(F);
      Drain();
    }
  return Result;
}

} // namespace dbsafe::provenance
