//===- Condensing.cpp - Long texts, shortened when the credit runs out ----===//
#include "provenance/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"

namespace dbsafe::provenance {

namespace {
// What is left of a condensed text.
constexpr unsigned MaxCondensedHoles = 16;
constexpr unsigned MaxCondensedEnd = 8;
} // namespace

TextRef TextFactory::condensed(TextRef T) {
  if (T->weight() <= MaxCondensedWeight)
    return T;
  // Beginnings are condensed once, in steps: a text that grows piece by piece
  // costs no more than its growth.
  llvm::SmallVector<TextRef, 8> Stops;
  TextRef Known = nullptr, Rest = T;
  for (;; Rest = Rest->left()) {
    bool IsConcat = Rest->kind() == Text::Kind::Concat;
    if (Rest == T || !IsConcat || Rest->depth() % FreeSteps == 0) {
      if ((Known = Condensed.lookup(Rest)))
        break;
      Stops.push_back(Rest);
    }
    if (!IsConcat)
      break;
  }
  TextRef Before = Known ? Rest : nullptr;
  for (TextRef Stop : llvm::reverse(Stops)) {
    llvm::SmallVector<TextRef, 2 * FreeSteps> Pieces, Added;
    TextRef Piece = Stop;
    for (; Piece != Before && Piece->kind() == Text::Kind::Concat;
         Piece = Piece->left())
      Added.push_back(Piece->right());
    if (Known)
      spine(Known, Pieces);
    else
      Pieces.push_back(Piece);
    Pieces.append(Added.rbegin(), Added.rend());
    Known = condensed(Pieces);
    Condensed[Stop] = Known;
    Before = Stop;
  }
  return Known;
}

namespace {

/// Some of the holes in Pieces, those first that are not of a known kind;
/// whether there is anything else.
struct Holes {
  llvm::SmallVector<TextRef, 8> Found;
  bool Rest = false;

  explicit Holes(llvm::ArrayRef<TextRef> Pieces) {
    llvm::SmallPtrSet<TextRef, 16> Seen;
    llvm::SmallVector<TextRef, 16> Work(Pieces.rbegin(), Pieces.rend());
    while (!Work.empty() && Found.size() < MaxCondensedHoles) {
      TextRef T = Work.pop_back_val();
      Rest |= !T->hasHole();
      if (!T->hasHole() || !Seen.insert(T).second)
        continue;
      switch (T->kind()) {
      case Text::Kind::Hole:
        Found.push_back(T);
        break;
      case Text::Kind::Concat:
        Work.push_back(T->right());
        Work.push_back(T->left());
        break;
      case Text::Kind::Repeat:
        Work.push_back(T->body());
        break;
      case Text::Kind::Choice:
        Work.append(T->alternatives().rbegin(), T->alternatives().rend());
        break;
      case Text::Kind::Empty:
      case Text::Kind::Literal:
        break;
      }
    }
  }
};

} // namespace

TextRef TextFactory::condensed(llvm::ArrayRef<TextRef> Pieces) {
  uint64_t Weight = 0;
  for (TextRef Piece : Pieces)
    Weight += uint64_t(Piece->weight()) + 1;
  if (Weight <= MaxCondensedWeight)
    return concatAll(Pieces);
  auto IsSmall = [](TextRef T) { return T->weight() <= 2; };
  llvm::ArrayRef<TextRef> Head =
      Pieces.take_while(IsSmall).take_front(MaxCondensedEnd);
  Pieces = Pieces.drop_front(Head.size());
  size_t Behind = 0;
  while (Behind < MaxCondensedEnd && Behind < Pieces.size() &&
         IsSmall(Pieces[Pieces.size() - 1 - Behind]))
    ++Behind;
  llvm::ArrayRef<TextRef> Tail = Pieces.take_back(Behind);
  Holes Middle(Pieces.drop_back(Behind));
  if (Middle.Rest) {
    Hole H;
    H.From = Origin::Constant;
    Middle.Found.push_back(hole(H));
  }
  TextRef Result = concat(concatAll(Head), repeat(choice(Middle.Found)));
  for (TextRef Piece : Tail)
    Result = concat(Result, Piece);
  return Result;
}

} // namespace dbsafe::provenance
