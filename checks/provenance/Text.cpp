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
// What is not worth counting.
constexpr unsigned FreeSteps = 64;
// What is left of a condensed text.
constexpr unsigned MaxCondensedWeight = 96;
constexpr unsigned MaxCondensedHoles = 16;
constexpr unsigned MaxCondensedEnd = 8;
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
                              TheHole->Inner, TheHole->Symbol,
                              TheHole->Through);
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

namespace {

/// The common beginning of two left-leaning ropes, and what follows it in
/// each.
struct CommonPrefix {
  TextRef Prefix;
  llvm::SmallVector<TextRef, 8> A, B;
};

TextRef parent(TextRef T, TextRef Empty) {
  return T->kind() == Text::Kind::Concat ? T->left() : Empty;
}

TextRef lastPiece(TextRef T) {
  return T->kind() == Text::Kind::Concat ? T->right() : T;
}

unsigned length(TextRef T) { return T->isEmpty() ? 0 : T->depth() + 1; }

/// Nothing if the way to it is longer than can be paid for.
std::optional<CommonPrefix> commonPrefix(TextRef A, TextRef B,
                                         TextFactory &Texts) {
  CommonPrefix Result;
  unsigned Steps = 0;
  auto Step = [&](TextRef &T, llvm::SmallVectorImpl<TextRef> &Out) {
    Out.push_back(lastPiece(T));
    T = parent(T, Texts.empty());
    return ++Steps % FreeSteps != 0 || Texts.spend(FreeSteps);
  };
  while (A != B) {
    unsigned LengthA = length(A), LengthB = length(B);
    if (LengthA >= LengthB && !Step(A, Result.A))
      return std::nullopt;
    if (LengthB >= LengthA && !Step(B, Result.B))
      return std::nullopt;
  }
  Result.Prefix = A;
  std::ranges::reverse(Result.A);
  std::ranges::reverse(Result.B);
  return Result;
}

} // namespace

TextRef TextFactory::join(TextRef A, TextRef B) {
  if (A == B)
    return A;
  std::optional<CommonPrefix> Shared = commonPrefix(A, B, *this);
  if (!Shared)
    return choice({condensed(A), condensed(B)});
  CommonPrefix &Common = *Shared;
  bool Apart = Common.Prefix->isEmpty();
  TextRef SuffixA = Apart ? A : concatAll(Common.A),
          SuffixB = Apart ? B : concatAll(Common.B);
  // s*  joined with s* s is s* again.
  for (auto [Rest, Other] : {std::pair(SuffixA, SuffixB), {SuffixB, SuffixA}}) {
    TextRef Last = lastPiece(Common.Prefix);
    if (!Other->isEmpty() || Last->kind() != Text::Kind::Repeat)
      continue;
    TextRef Body = Last->body();
    if (Rest == Body || (Body->kind() == Text::Kind::Choice &&
                         llvm::is_contained(Body->alternatives(), Rest)))
      return Common.Prefix;
  }
  return concat(Common.Prefix, choice({SuffixA, SuffixB}));
}

TextRef TextFactory::join(llvm::ArrayRef<TextRef> Texts) {
  if (Texts.empty())
    return TheEmpty;
  TextRef Result = Texts.front();
  for (TextRef T : Texts.drop_front())
    Result = join(Result, T);
  return Result;
}

TextRef TextFactory::widen(TextRef Entry, TextRef Back) {
  if (Entry == Back)
    return Entry;
  std::optional<CommonPrefix> Shared = commonPrefix(Entry, Back, *this);
  if (!Shared)
    return choice({condensed(Entry), condensed(Back)});
  CommonPrefix &Common = *Shared;
  // The turn appended to what was there: entry (suffix)*.
  if (Common.A.empty()) {
    TextRef Suffix = turn(concatAll(Common.B));
    TextRef Last = lastPiece(Entry);
    if (Last->kind() == Text::Kind::Repeat) {
      TextRef Body = join(Last->body(), Suffix);
      if (Body == Last->body() || Suffix == Last)
        return Entry;
      return concat(parent(Entry, TheEmpty),
                    repeat(choice({Last->body(), Suffix})));
    }
    return concat(Entry, repeat(Suffix));
  }
  // A repetition whose content grew.
  if (Common.A.size() == 1 && Common.A.front()->kind() == Text::Kind::Repeat &&
      !Common.B.empty()) {
    llvm::SmallVector<TextRef, 8> Bodies = {Common.A.front()->body()};
    for (TextRef Piece : Common.B)
      Bodies.push_back(Piece->kind() == Text::Kind::Repeat ? Piece->body()
                                                           : Piece);
    return concat(Common.Prefix, repeat(choice(Bodies)));
  }
  // Something was put in front or in the middle: forget the order, keep the
  // pieces.
  if (length(Back) > length(Entry)) {
    llvm::SmallVector<TextRef, 8> Pieces, EntryPieces;
    spine(Back, Pieces);
    spine(Entry, EntryPieces);
    auto At = std::search(Pieces.begin(), Pieces.end(), EntryPieces.begin(),
                          EntryPieces.end());
    if (At != Pieces.end()) {
      auto Front = llvm::ArrayRef(Pieces.data(), At - Pieces.begin());
      auto Behind =
          llvm::ArrayRef(Pieces).drop_front(Front.size() + EntryPieces.size());
      // What earlier turns put there takes this one's in.
      TextRef InFront = repeat(concatAll(Front)),
              After = repeat(concatAll(Behind));
      if (EntryPieces.front() == InFront)
        InFront = TheEmpty;
      if (EntryPieces.back() == After)
        After = TheEmpty;
      return concat(concat(InFront, Entry), After);
    }
  }
  return join(Entry, Back);
}

TextRef TextFactory::map(TextRef T, llvm::function_ref<bool(TextRef)> Enter,
                         llvm::function_ref<TextRef(const Hole &)> Replace) {
  return mapLeaves(T, Enter, [&](TextRef Leaf) {
    return Leaf->isHole() ? Replace(Leaf->hole()) : nullptr;
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
