//===- HandingOut.cpp - What a function leaves to its callers -------------===//
//
// At the end of the walk: what is returned, what was written to places that
// outlive the function, and which sites its callers must be asked about.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include <set>

using namespace clang;

namespace dbsafe::provenance {

namespace {

// Enough for any wrapper; a function with more sites than that in terms of its
// parameters is a dispatcher. Through very many calls, fewer are followed.
constexpr size_t MaxPendingSites = 256, MaxDistantSites = 16;
// What a function shows is told to those that call it, and to theirs.
constexpr size_t MaxPendingOutputs = 64;
constexpr unsigned MaxOutputDepth = 3;
constexpr unsigned ManyCalls = 12;

// Of a tree that a function makes, the objects that its callers are told of.
constexpr size_t MaxMadeObjects = 16;

} // namespace

void FunctionEvaluator::returns(const ReturnStmt *S) {
  const Expr *E = S->getRetValue();
  recordResult(S);
  if (!E || E->getType()->isVoidType() || isNumeric(Function->getReturnType()))
    return;
  Value V = value(E);
  if (V.isNone())
    V = Value::text(textOf(E));
  if ((V.isAddress() || V.What == Value::Kind::Copy) && !isOutside(V.P) &&
      Function->getReturnType()->isRecordType() && returnParts(V.P)) {
    Returned = Value::copy(Places.returned(Function));
    return;
  }
  // What dies with the call is handed out as what it holds.
  if ((V.isAddress() || V.What == Value::Kind::Copy) && !isOutside(V.P) &&
      !isHandedOut(V))
    V = Value::text(loadText(V.P, E));
  // Another way out hands out an object's parts, or will.
  if (V.What == Value::Kind::Opaque &&
      Function->getReturnType()->isRecordType()) {
    forget(Places.returned(Function));
    write(Places.returned(Function), V);
  }
  if (Returned && Returned->What == Value::Kind::Copy &&
      Returned->P == Places.returned(Function) && V.What == Value::Kind::Opaque)
    return;
  Returned = Returned ? join(*Returned, V, E) : V;
}

/// True for a pointer to an object with fields that the function has made.
bool FunctionEvaluator::isHandedOut(const Value &V) const {
  if (!V.isAddress() || Places[V.P].What != Place::Kind::Temporary)
    return false;
  return llvm::any_of(Places.children(V.P), [&](PlaceId Child) {
    return Places[Child].What == Place::Kind::Field;
  });
}

void FunctionEvaluator::partsOf(PlaceId P,
                                llvm::function_ref<void(PlaceId)> Visit) const {
  for (PlaceId Child : Places.children(P)) {
    Visit(Child);
    partsOf(Child, Visit);
  }
}

bool FunctionEvaluator::returnParts(PlaceId From) {
  // A copy of a copy of ...
  for (unsigned I = 0; I < 8; ++I) {
    const Value *Stored = Current.get(From);
    if (!Stored || Stored->What != Value::Kind::Copy || isOutside(Stored->P))
      break;
    From = Stored->P;
  }
  PlaceId Into = Places.returned(Function);
  if (From == Into)
    return true;
  auto Handed = [&](Value V) {
    if ((V.isAddress() || V.What == Value::Kind::Copy) && !isOutside(V.P))
      V = Value::text(loadText(V.P, nullptr));
    return V;
  };
  // What it holds now, before anything is written.
  std::vector<std::pair<PlaceId, Value>> Parts;
  auto Gather = [&](auto &Self, PlaceId Around, unsigned Level) -> void {
    for (PlaceId Child : Places.children(Around)) {
      const Place Here = Places[Child];
      if (Here.Index == CharIndex || Level > 4 || Parts.size() > 1024)
        continue;
      const Value *Stored = Current.get(Child);
      if (Stored && !Stored->isNone())
        Parts.emplace_back(Child, Handed(*Stored));
      else if (Here.What == Place::Kind::Field &&
               Places.children(Child).empty())
        Parts.emplace_back(Child, Handed(load(Child, nullptr)));
      Self(Self, Child, Level + 1);
    }
  };
  Gather(Gather, From, 0);
  if (Parts.empty())
    return false;
  forget(Into);
  if (Value Whole = content(From);
      Whole.isText() || Whole.What == Value::Kind::Opaque)
    write(Into, Whole);
  for (const auto &[P, V] : Parts)
    if (!V.isNone())
      write(Places.moved(P, From, Into), V);
  return true;
}

Summary FunctionEvaluator::summarize() {
  Summary Result;
  if (Returned)
    Result.Returns = *Returned;
  if (Result.Returns.isText())
    Result.Returns.T = withQuotes(Result.Returns.T);
  const CFGBlock &Exit = Graph->getExit();
  if (auto It = Exits.find(&Exit); It != Exits.end()) {
    Current = It->second;
    auto IsFollowed = [&](PlaceId P, const Value &V) {
      return !V.isNone() && !V.isNumber() && !V.Was &&
             Places[P].Index != CharIndex;
    };
    auto Write = [&](PlaceId P, const Value &V) {
      Value Out = V;
      if (isHandedOut(V)) {
        if (!llvm::is_contained(Result.Made, V.P))
          Result.Made.push_back(V.P);
      } else if ((Out.isAddress() || Out.What == Value::Kind::Copy) &&
                 !isOutside(Out.P)) {
        Out = Value::text(loadText(Out.P, nullptr));
      }
      if (Out != initial(P, nullptr))
        Result.Writes.emplace_back(P, Out);
    };
    Current.forEach([&](PlaceId P, const Value &V) {
      // Where a text ends is its object's own business.
      if (Places[P].What == Place::Kind::Field &&
          TheProgram.textOfCursor(cast<ValueDecl>(Places[P].Decl)))
        return;
      if (IsFollowed(P, V) && isOutside(P))
        Write(P, V);
    });
    if (Returned && isHandedOut(*Returned) &&
        !llvm::is_contained(Result.Made, Returned->P))
      Result.Made.push_back(Returned->P);
    // What the callers get to know, in all its parts.
    for (size_t I = 0; I < Result.Made.size() && I < MaxMadeObjects; ++I)
      partsOf(Result.Made[I], [&](PlaceId Part) {
        if (const Value *V = Current.get(Part); V && IsFollowed(Part, *V))
          Write(Part, *V);
      });
  }
  summarizeOutcomes(Result);
  // Two ways to one call that hand on the same are one to the callers.
  std::set<std::vector<const void *>> Known;
  size_t Outputs = 0;
  for (auto &[Key, S] : Found) {
    bool Depends = false;
    std::vector<const void *> What = {S.Call, S.Sink, S.Use, S.Connect,
                                      S.Output};
    for (const SitePart &Part : S.Parts) {
      Depends |= Part.Text->isSymbolic();
      What.push_back(Part.Text);
    }
    for (const BoundValue &V : S.Values) {
      Depends |= V.From.isOpen();
      for (const void *Each : {static_cast<const void *>(V.Argument),
                               static_cast<const void *>(V.From.Source),
                               static_cast<const void *>(V.From.Given),
                               static_cast<const void *>(V.From.Text)})
        What.push_back(Each);
    }
    if (Depends && S.CallDepth > 0 && !Known.insert(std::move(What)).second)
      continue;
    if (S.Output) {
      if (Depends && Outputs < MaxPendingOutputs &&
          S.CallDepth < MaxOutputDepth) {
        Result.Pending.push_back(Result.Sites.size());
        ++Outputs;
      }
    } else if (Depends && Result.Pending.size() - Outputs <
                              (S.CallDepth < ManyCalls ? MaxPendingSites
                                                       : MaxDistantSites)) {
      Result.Pending.push_back(Result.Sites.size());
    }
    Result.Sites.push_back(std::move(S));
  }
  return Result;
}

} // namespace dbsafe::provenance
