//===- Lines.cpp - Reading a text without its alternatives ----------------===//
#include "provenance/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"

namespace dbsafe::provenance {

namespace {

/// Reads a text as lines. Choices are numbered in the order in which the
/// first, default reading meets them; every further alternative asks for a
/// line of its own in which that choice, and those around it, are forced.
class LineReader {
public:
  LineReader(unsigned Limit) : Limit(Limit) {}

  std::vector<Line> read(TextRef T) {
    Wanted.push_back({});
    std::vector<Line> Result;
    for (size_t I = 0; I < Wanted.size() && Result.size() < Limit; ++I) {
      Forced = Wanted[I];
      Current.clear();
      visit(T);
      Result.push_back(Current);
    }
    return Result;
  }

private:
  using Choices = llvm::SmallVector<std::pair<TextRef, unsigned>, 4>;

  static unsigned preferred(TextRef Choice) {
    // The default reading contains optional parts.
    for (auto [I, T] : llvm::enumerate(Choice->alternatives()))
      if (!T->isEmpty())
        return I;
    return 0;
  }

  void visit(TextRef T) {
    // Shared parts are read every time they occur: nested loops would make a
    // line of a small text as long as the program runs.
    if (++Steps > MaxSteps || Current.size() >= MaxPieces)
      return;
    switch (T->kind()) {
    case Text::Kind::Empty:
      break;
    case Text::Kind::Literal:
    case Text::Kind::Hole:
      Current.push_back(T);
      break;
    case Text::Kind::Repeat:
      // A loop over a table of pieces adds one after the other.
      if (TextRef Body = T->body(); Body->kind() == Text::Kind::Choice)
        for (TextRef Each : Body->alternatives())
          visit(Each);
      else
        visit(Body);
      break;
    case Text::Kind::Concat: {
      llvm::SmallVector<TextRef, 8> Pieces;
      for (; T->kind() == Text::Kind::Concat; T = T->left())
        Pieces.push_back(T->right());
      visit(T);
      for (TextRef Piece : llvm::reverse(Pieces))
        visit(Piece);
      break;
    }
    case Text::Kind::Choice: {
      unsigned Pick = preferred(T);
      bool IsForced = false;
      for (auto [Choice, Alternative] : Forced)
        if (Choice == T) {
          Pick = Alternative;
          IsForced = true;
        }
      if (!IsForced && Asked.insert(T).second)
        // Of very many alternatives, those with holes are read.
        for (bool WithHole : {true, false})
          for (unsigned I = 0; I < T->alternatives().size(); ++I) {
            if (I == Pick || Wanted.size() >= Limit ||
                T->alternatives()[I]->hasHole() != WithHole)
              continue;
            Choices Path = Around;
            Path.push_back({T, I});
            Wanted.push_back(Path);
          }
      Around.push_back({T, Pick});
      visit(T->alternatives()[Pick]);
      Around.pop_back();
      break;
    }
    }
  }

  static constexpr unsigned MaxSteps = 1U << 18;
  static constexpr size_t MaxPieces = 1U << 16;

  unsigned Limit;
  unsigned Steps = 0;
  std::vector<Choices> Wanted;
  llvm::SmallPtrSet<TextRef, 16> Asked;
  Choices Forced;
  Choices Around; ///< The choices that the part at hand is an alternative of.
  Line Current;
};

} // namespace

std::vector<Line> lines(TextRef T, unsigned Limit) {
  return LineReader(Limit).read(T);
}

std::optional<std::string> constantValue(TextRef T) {
  llvm::SmallVector<TextRef, 8> Pieces;
  for (; T->kind() == Text::Kind::Concat; T = T->left())
    Pieces.push_back(T->right());
  Pieces.push_back(T);
  std::string Result;
  for (TextRef Piece : llvm::reverse(Pieces)) {
    if (Piece->isEmpty())
      continue;
    if (!Piece->isLiteral())
      return std::nullopt;
    Result += Piece->bytes();
  }
  return Result;
}

} // namespace dbsafe::provenance
