//===- Mapping.cpp - Texts with some of their leaves replaced -------------===//
#include "provenance/Text.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace dbsafe::provenance {

TextRef TextFactory::map(TextRef T, llvm::function_ref<bool(TextRef)> Enter,
                         llvm::function_ref<TextRef(const Hole &)> Replace) {
  return mapLeaves(T, Enter, [&](TextRef Leaf) {
    return Leaf->isHole() ? Replace(Leaf->hole()) : nullptr;
  });
}

TextRef TextFactory::cut(TextRef T) {
  return map(
      T, [](TextRef Node) { return Node->hasHole(); },
      [&](const Hole &H) -> TextRef {
        if (H.Cut || H.From == Origin::Number || H.From == Origin::Constant)
          return nullptr;
        Hole Copy = H;
        Copy.Cut = true;
        return hole(Copy);
      });
}

TextRef TextFactory::mapLiterals(TextRef T,
                                 llvm::function_ref<TextRef(TextRef)> Replace) {
  return mapLeaves(
      T, [](TextRef) { return true; },
      [&](TextRef Leaf) {
        return Leaf->isLiteral() ? Replace(Leaf) : nullptr;
      });
}

TextRef TextFactory::mapLeaves(TextRef T,
                               llvm::function_ref<bool(TextRef)> Enter,
                               llvm::function_ref<TextRef(TextRef)> Leaf) {
  if (!Enter(T))
    return T;
  llvm::DenseMap<TextRef, TextRef> Done;
  unsigned Steps = 0;
  bool IsPaid = true;
  // What has been condensed is short.
  bool IsShort = T->weight() <= MaxCondensedWeight;
  auto Step = [&] {
    if (!IsShort && ++Steps % FreeSteps == 0)
      IsPaid = IsPaid && spend(FreeSteps);
    return IsPaid;
  };
  // Depth is bounded by the nesting of choices, not by the rope's length.
  auto Go = [&](auto &Self, TextRef Node) -> TextRef {
    if (!Enter(Node) || !Step())
      return Node;
    if (auto Found = Done.find(Node); Found != Done.end())
      return Found->second;
    TextRef Result = Node;
    switch (Node->kind()) {
    case Text::Kind::Empty:
      break;
    case Text::Kind::Literal:
    case Text::Kind::Hole:
      if (TextRef R = Leaf(Node))
        Result = R;
      break;
    case Text::Kind::Repeat:
      Result = repeat(Self(Self, Node->body()));
      break;
    case Text::Kind::Choice: {
      llvm::SmallVector<TextRef, 8> Parts;
      for (TextRef Part : Node->alternatives())
        Parts.push_back(Self(Self, Part));
      Result = choice(Parts);
      break;
    }
    case Text::Kind::Concat: {
      llvm::SmallVector<TextRef, 8> Pieces;
      TextRef Rest = Node;
      for (; Rest->kind() == Text::Kind::Concat && Enter(Rest) && Step();
           Rest = Rest->left())
        Pieces.push_back(Rest->right());
      Result = Self(Self, Rest);
      for (TextRef Piece : llvm::reverse(Pieces))
        Result = concat(Result, Self(Self, Piece));
      break;
    }
    }
    Done[Node] = Result;
    return Result;
  };
  TextRef Result = Go(Go, T);
  return IsPaid || condensed(T) == T ? Result
                                     : mapLeaves(condensed(T), Enter, Leaf);
}

} // namespace dbsafe::provenance
