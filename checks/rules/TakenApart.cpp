//===- TakenApart.cpp - Templates that a program fills in by hand ---------===//
#include "rules/TakenApart.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <array>

namespace dbsafe::rules {

using provenance::Origin;
using provenance::Text;
using provenance::TextRef;

namespace {

class Walk {
public:
  /// Reads T behind what may end in an unknown piece or not; tells the same of
  /// what is read then.
  bool read(TextRef T, bool Behind) {
    auto [Known, IsNew] = Seen[Behind].try_emplace(T, false);
    if (!IsNew)
      return Known->second;
    bool Ends = unfold(T, Behind);
    return Seen[Behind][T] = Ends;
  }

  QuotedValues Found;

private:
  bool unfold(TextRef T, bool Behind) {
    switch (T->kind()) {
    case Text::Kind::Empty:
      return Behind;
    case Text::Kind::Literal:
      return false;
    case Text::Kind::Hole: {
      const provenance::Hole &H = T->hole();
      if (Behind && H.From == Origin::Sanitized)
        Found.insert(H.Where);
      return H.From == Origin::Constant && !H.Known;
    }
    case Text::Kind::Concat: {
      llvm::SmallVector<TextRef, 8> Pieces;
      for (; T->kind() == Text::Kind::Concat; T = T->left())
        Pieces.push_back(T->right());
      bool Ends = read(T, Behind);
      for (TextRef Piece : llvm::reverse(Pieces))
        Ends = read(Piece, Ends);
      return Ends;
    }
    case Text::Kind::Choice: {
      bool Ends = false;
      for (TextRef Each : T->alternatives())
        Ends |= read(Each, Behind);
      return Ends;
    }
    case Text::Kind::Repeat: {
      bool Ends = read(T->body(), Behind);
      if (Ends && !Behind)
        read(T->body(), true);
      return Ends || Behind;
    }
    }
    return false;
  }

  std::array<llvm::DenseMap<TextRef, bool>, 2> Seen; ///< By Behind.
};

} // namespace

QuotedValues behindPieces(TextRef T) {
  Walk W;
  W.read(T, false);
  return std::move(W.Found);
}

} // namespace dbsafe::rules
