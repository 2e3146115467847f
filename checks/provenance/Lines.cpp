//===- Lines.cpp - Reading a text without its alternatives ----------------===//
#include "provenance/Text.h"
#include "llvm/ADT/DenseSet.h"
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
      // The first reading is made in any case; alternatives as far as the
      // steps reach, each to its end.
      if (I > 0 && Steps > MaxSteps)
        break;
      Forced = Wanted[I];
      Current.clear();
      Met.clear();
      Repeated = 0;
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

  /// Reads T. A text is a graph: in a program of nested loops a small one
  /// unfolds without end. What a line has read once is read again only as far
  /// as its allowance reaches, so that a line is about as long as the graph is
  /// large.
  void visit(TextRef T) {
    if (T->kind() == Text::Kind::Literal || T->kind() == Text::Kind::Hole) {
      if (mayRead())
        Current.push_back(T);
      return;
    }
    if (Again > 0) {
      if (mayRead())
        unfold(T);
    } else if (Met.insert(T).second) {
      unfold(T);
    } else {
      ++Again;
      unfold(T);
      --Again;
    }
  }

  /// True if what the line has read before has used up its allowance.
  bool isSpent() const { return Again > 0 && Repeated > MaxRepeated; }

  /// Counts a step; false if it is one too many in what was read before.
  bool mayRead() {
    ++Steps;
    Repeated += Again > 0;
    return !isSpent();
  }

  /// True if the text to the left of a concatenation can be read with it: it
  /// is one too, and new to the line.
  bool continues(TextRef Left) {
    return Left->kind() == Text::Kind::Concat &&
           (Again > 0 || Met.insert(Left).second);
  }

  void unfold(TextRef T) {
    switch (T->kind()) {
    case Text::Kind::Empty:
    case Text::Kind::Literal:
    case Text::Kind::Hole:
      break;
    case Text::Kind::Repeat:
      // A loop over a table of pieces adds one after the other.
      if (TextRef Body = T->body(); Body->kind() == Text::Kind::Choice)
        for (TextRef Each : Body->alternatives()) {
          if (isSpent())
            break;
          visit(Each);
        }
      else
        visit(Body);
      break;
    case Text::Kind::Concat: {
      llvm::SmallVector<TextRef, 8> Pieces;
      do {
        Pieces.push_back(T->right());
        T = T->left();
      } while (continues(T));
      visit(T);
      for (TextRef Piece : llvm::reverse(Pieces)) {
        if (isSpent())
          break;
        visit(Piece);
      }
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
  static constexpr unsigned MaxRepeated = 1U << 10;

  unsigned Limit;
  unsigned Steps = 0;
  std::vector<Choices> Wanted;
  llvm::SmallPtrSet<TextRef, 16> Asked;
  Choices Forced;
  Choices Around; ///< The choices that the part at hand is an alternative of.
  Line Current;
  llvm::DenseSet<TextRef> Met; ///< What this line has read.
  unsigned Again = 0;          ///< How deep the reading is in what was met.
  unsigned Repeated = 0;       ///< How much of that this line has.
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
