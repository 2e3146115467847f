//===- Joining.cpp - Texts where paths meet, and where loops come back ----===//
#include "provenance/Text.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>

namespace dbsafe::provenance {

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
    return ++Steps % TextFactory::FreeSteps != 0 ||
           Texts.spend(TextFactory::FreeSteps);
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

} // namespace dbsafe::provenance
