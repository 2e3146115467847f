//===- State.h - The values of all places at one point --------------------===//
//
// A persistent map from place to value. Copying it is free, changing one entry
// costs O(log n), and joining two states costs only what differs between them:
// a function of 20,000 branches stays linear.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_STATE_H
#define DBSAFE_CHECKS_PROVENANCE_STATE_H

#include "provenance/Place.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Allocator.h"
#include <array>

namespace dbsafe::provenance {

/// Owns the nodes of the states of one function.
using StateMemory = llvm::BumpPtrAllocator;

class State {
public:
  /// The value of P, or null if nothing was stored.
  const Value *get(PlaceId P) const { return find(P); }

  void set(StateMemory &Memory, PlaceId P, const Value &V) {
    if ((P >> (Bits * Levels)) == 0)
      Root = set(Memory, Root, P, Bits * (Levels - 1), V);
  }

  /// Joins Other into this. Merge is asked for every place whose values
  /// differ; a null stands for a place that was not stored on one side.
  void
  join(StateMemory &Memory, const State &Other,
       llvm::function_ref<Value(PlaceId, const Value *, const Value *)> Merge) {
    Root = join(Memory, Root, Other.Root, 0, Bits * (Levels - 1), Merge);
  }

  /// Calls Visit for every stored place.
  void forEach(llvm::function_ref<void(PlaceId, const Value &)> Visit) const {
    forEach(Root, 0, Bits * (Levels - 1), Visit);
  }

  bool operator==(const State &Other) const { return Root == Other.Root; }

private:
  static constexpr unsigned Bits = 4, Levels = 5; // 2^20 places
  static constexpr unsigned Mask = (1U << Bits) - 1;

  struct Node {
    std::array<const Node *, 1U << Bits> Children{};
    Value Leaf;
  };

  const Value *find(PlaceId P) const {
    const Node *N = Root;
    if (!N || (P >> (Bits * Levels)) != 0)
      return nullptr;
    for (unsigned Shift = Bits * (Levels - 1); Shift > 0; Shift -= Bits) {
      N = N->Children[(P >> Shift) & Mask];
      if (!N)
        return nullptr;
    }
    const Node *Leaf = N->Children[P & Mask];
    return Leaf ? &Leaf->Leaf : nullptr;
  }

  static const Node *leaf(StateMemory &Memory, const Value &V) {
    auto *N = new (Memory.Allocate<Node>()) Node();
    N->Leaf = V;
    return N;
  }

  static const Node *set(StateMemory &Memory, const Node *N, PlaceId P,
                         int Shift, const Value &V) {
    if (Shift < 0)
      return N && N->Leaf == V ? N : leaf(Memory, V);
    unsigned Index = (P >> Shift) & Mask;
    const Node *Old = N ? N->Children[Index] : nullptr;
    const Node *New = set(Memory, Old, P, Shift - int(Bits), V);
    if (N && New == Old)
      return N;
    auto *Copy = N ? new (Memory.Allocate<Node>()) Node(*N)
                   : new (Memory.Allocate<Node>()) Node();
    Copy->Children[Index] = New;
    return Copy;
  }

  static const Node *
  join(StateMemory &Memory, const Node *A, const Node *B, PlaceId Prefix,
       int Shift,
       llvm::function_ref<Value(PlaceId, const Value *, const Value *)> Merge) {
    if (A == B)
      return A;
    if (Shift < 0) {
      Value V = Merge(Prefix, A ? &A->Leaf : nullptr, B ? &B->Leaf : nullptr);
      return A && A->Leaf == V ? A : leaf(Memory, V);
    }
    Node Result;
    bool Changed = !A;
    for (unsigned I = 0; I <= Mask; ++I) {
      const Node *ChildA = A ? A->Children[I] : nullptr;
      const Node *ChildB = B ? B->Children[I] : nullptr;
      Result.Children[I] =
          ChildA == ChildB ? ChildA
                           : join(Memory, ChildA, ChildB, Prefix | (I << Shift),
                                  Shift - int(Bits), Merge);
      Changed |= Result.Children[I] != ChildA;
    }
    return Changed ? new (Memory.Allocate<Node>()) Node(Result) : A;
  }

  static void forEach(const Node *N, PlaceId Prefix, int Shift,
                      llvm::function_ref<void(PlaceId, const Value &)> Visit) {
    if (!N)
      return;
    if (Shift < 0)
      return Visit(Prefix, N->Leaf);
    for (unsigned I = 0; I <= Mask; ++I)
      forEach(N->Children[I], Prefix | (I << Shift), Shift - int(Bits), Visit);
  }

  const Node *Root = nullptr;
};

} // namespace dbsafe::provenance

#endif
