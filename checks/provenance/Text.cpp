//===- Text.cpp - Texts and the pieces they are made of -------------------===//
#include "provenance/Text.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>

namespace dbsafe::provenance {

namespace {
// A set of literals may be large (a table of error messages); alternatives
// with structure are held to what a reader could follow.
constexpr unsigned MaxAlternatives = 256;
constexpr unsigned MaxNesting = 64;
// Longer than any statement, short enough that a text doubled in every line of
// a function stays small.
constexpr unsigned MaxPieces = 1U << 16;
// Of a trail: how many steps at each of its ends.
constexpr unsigned ShownEnd = 6;
} // namespace

size_t Text::hash() const {
  switch (TheKind) {
  case Kind::Empty:
    return 0;
  case Kind::Literal:
    return llvm::hash_combine(Bytes, Source, Offset);
  case Kind::Hole:
    return llvm::hash_combine(TheHole->Where, TheHole->Splice, TheHole->Source,
                              TheHole->Inner, TheHole->Symbol, TheHole->Through,
                              TheHole->Cut);
  case Kind::Concat:
  case Kind::Choice:
  case Kind::Repeat:
    return llvm::hash_combine(
        unsigned(TheKind),
        llvm::hash_combine_range(Parts.begin(), Parts.end()));
  }
  return 0;
}

bool Text::isSame(const Text &Other) const {
  if (TheKind != Other.TheKind)
    return false;
  switch (TheKind) {
  case Kind::Empty:
    return true;
  case Kind::Literal:
    return Source == Other.Source && Offset == Other.Offset &&
           Bytes == Other.Bytes;
  case Kind::Hole:
    return *TheHole == *Other.TheHole;
  case Kind::Concat:
  case Kind::Choice:
  case Kind::Repeat:
    return Parts == Other.Parts;
  }
  return false;
}

TextFactory::TextFactory() { TheEmpty = unique(Text()); }

TextRef TextFactory::unique(const Text &Candidate) {
  // Such as a map has no use for as a key are moved aside.
  Text *&First = Nodes[Candidate.hash() >> 1];
  for (TextRef Known = First; Known; Known = Known->SameHash)
    if (Known->isSame(Candidate))
      return Known;
  auto *Fresh = new (Memory.Allocate<Text>()) Text(Candidate);
  Fresh->Bytes = Fresh->Bytes.copy(Memory);
  Fresh->Parts = Fresh->Parts.copy(Memory);
  if (Fresh->TheHole)
    Fresh->TheHole = new (Memory.Allocate<Hole>()) Hole(*Fresh->TheHole);
  for (TextRef Part : Fresh->Parts) {
    Fresh->Weight = llvm::SaturatingAdd(Fresh->Weight, Part->Weight);
    Fresh->Symbolic |= Part->Symbolic;
    Fresh->Loose |= Part->Loose;
    Fresh->Holey |= Part->Holey;
    Fresh->Own |= Part->Own;
    Fresh->Nesting = std::max(Fresh->Nesting, Part->Nesting);
  }
  Fresh->SameHash = First;
  First = Fresh;
  return Fresh;
}

TextRef TextFactory::literal(llvm::StringRef Bytes, const clang::Expr *Source,
                             unsigned Offset) {
  if (Bytes.empty())
    return TheEmpty;
  Text T;
  T.TheKind = Text::Kind::Literal;
  T.Own = true;
  T.Bytes = Bytes;
  T.Source = Source;
  T.Offset = Offset;
  return unique(T);
}

TextRef TextFactory::hole(const Hole &H) {
  Text T;
  T.TheKind = Text::Kind::Hole;
  T.TheHole = &H;
  T.Symbolic = H.From == Origin::Symbol || (H.Inner && H.Inner->isSymbolic());
  T.Loose = !H.Splice;
  T.Own = H.From != Origin::Symbol;
  T.Holey = H.From != Origin::Constant && H.From != Origin::Number;
  return unique(T);
}

TextRef TextFactory::concat(TextRef A, TextRef B) {
  if (A->isEmpty())
    return B;
  if (B->isEmpty())
    return A;
  if (A->Depth + B->Depth > MaxPieces) {
    A = condensed(A);
    B = condensed(B);
  }
  // Keep ropes left-leaning, so that texts that grow from one beginning share
  // its nodes.
  if (B->kind() == Text::Kind::Concat) {
    if (B->Depth > FreeSteps && !spend(B->Depth))
      B = condensed(B);
    llvm::SmallVector<TextRef, 8> Pieces;
    spine(B, Pieces);
    for (TextRef Piece : Pieces)
      A = concat(A, Piece);
    return A;
  }
  Text T;
  T.TheKind = Text::Kind::Concat;
  TextRef Parts[] = {A, B};
  T.Parts = Parts;
  T.Depth = A->Depth + 1;
  return unique(T);
}

void TextFactory::spine(TextRef T, llvm::SmallVectorImpl<TextRef> &Pieces) {
  for (; T->kind() == Text::Kind::Concat; T = T->left())
    Pieces.push_back(T->right());
  if (!T->isEmpty())
    Pieces.push_back(T);
  std::ranges::reverse(Pieces);
}

TextRef TextFactory::concatAll(llvm::ArrayRef<TextRef> Pieces) {
  TextRef T = TheEmpty;
  for (TextRef Piece : Pieces)
    T = concat(T, Piece);
  return T;
}

TextRef TextFactory::choice(llvm::ArrayRef<TextRef> Alternatives) {
  llvm::SmallVector<TextRef, 8> Flat;
  llvm::SmallPtrSet<TextRef, 16> Seen;
  auto Add = [&](TextRef T) {
    if (Seen.insert(T).second)
      Flat.push_back(T);
  };
  for (TextRef T : Alternatives) {
    if (T->kind() == Text::Kind::Choice)
      llvm::for_each(T->alternatives(), Add);
    else
      Add(T);
  }
  if (Flat.size() == 1)
    return Flat.front();
  if (Flat.size() > MaxAlternatives) {
    // Beyond that, what matters is which holes there are.
    llvm::SmallVector<TextRef, 8> Kept;
    llvm::copy_if(Flat, std::back_inserter(Kept),
                  [](TextRef T) { return T->hasHole(); });
    llvm::copy_if(Flat, std::back_inserter(Kept),
                  [](TextRef T) { return !T->hasHole(); });
    Flat = std::move(Kept);
    Flat.truncate(MaxAlternatives);
  }
  Text T;
  T.TheKind = Text::Kind::Choice;
  T.Parts = Flat;
  for (TextRef Part : Flat)
    T.Nesting = std::max(T.Nesting, Part->Nesting + 1);
  if (T.Nesting > MaxNesting)
    return Flat.front();
  return unique(T);
}

TextRef TextFactory::turn(TextRef Suffix) {
  if (!Suffix->hasHole())
    return Suffix;
  TextRef Whole = nullptr;
  for (const Line &L : lines(Suffix, 16))
    for (TextRef Piece : L) {
      if (!Piece->isHole())
        continue;
      if (!Piece->hole().IsCharacter)
        return Suffix;
      Hole Copy = Piece->hole();
      Copy.IsCharacter = false;
      // The loop copies; where the copy goes is where it is put in.
      Copy.Splice = nullptr;
      TextRef One = hole(Copy);
      Whole = Whole ? join(Whole, One) : One;
    }
  return Whole ? Whole : Suffix;
}

TextRef TextFactory::repeat(TextRef Body) {
  Body = turn(Body);
  if (Body->isEmpty() || Body->kind() == Text::Kind::Repeat)
    return Body;
  Text T;
  T.TheKind = Text::Kind::Repeat;
  TextRef Parts[] = {Body};
  T.Parts = Parts;
  T.Nesting = Body->Nesting + 1;
  if (T.Nesting > MaxNesting)
    return Body;
  return unique(T);
}

TextRef TextFactory::spliced(TextRef T, const clang::Expr *At) {
  return map(
      T, [](TextRef Node) { return Node->hasLooseHole(); },
      [&](const Hole &H) -> TextRef {
        if (H.Splice)
          return nullptr;
        Hole Copy = H;
        Copy.Splice = At;
        return hole(Copy);
      });
}

llvm::SmallVector<const Trail *, 4> shown(const Trail *T) {
  llvm::SmallVector<const Trail *, 4> All;
  for (; T; T = T->Next)
    All.push_back(T);
  if (All.size() > 2 * ShownEnd)
    All.erase(All.begin() + ShownEnd, All.end() - ShownEnd);
  return All;
}

const Trail *TextFactory::trail(const clang::Expr *Call,
                                const clang::Expr *Argument,
                                const Trail *Next) {
  // Equal trails are the same pointer: a loop's second turn finds what the
  // first has left.
  const Trail *&Known = Trails[{Call, {Argument, Next}}];
  if (!Known)
    Known = new (Memory.Allocate<Trail>()) Trail{Call, Argument, Next};
  return Known;
}

} // namespace dbsafe::provenance
