//===- TextTest.cpp - What is known of a string ---------------------------===//
#include "provenance/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"
#include <array>
#include <set>

using namespace dbsafe;
using namespace dbsafe::provenance;

namespace {

class TextTest : public testing::Test {
protected:
  /// Expressions are told apart by their address alone.
  const clang::Expr *expr(unsigned Number) const {
    return reinterpret_cast<const clang::Expr *>(&Addresses.at(Number));
  }

  TextRef literal(llvm::StringRef Bytes) {
    return Texts.literal(Bytes, nullptr);
  }
  TextRef hole(unsigned Number, const clang::Expr *Splice = nullptr) {
    Hole H;
    H.Where = expr(Number);
    H.Splice = Splice;
    return Texts.hole(H);
  }
  TextRef concat(std::initializer_list<TextRef> Pieces) {
    TextRef T = Texts.empty();
    for (TextRef Piece : Pieces)
      T = Texts.concat(T, Piece);
    return T;
  }
  TextRef choice(TextRef One, TextRef Other) { return Texts.join(One, Other); }

  /// The heads of a loop that Turn goes through, until they no longer change.
  std::vector<TextRef> heads(TextRef Entry,
                             llvm::function_ref<TextRef(TextRef)> Turn) {
    std::vector<TextRef> Result = {Entry};
    while (Result.size() < 10) {
      TextRef Next = Texts.widen(Result.back(), Turn(Result.back()));
      if (Next == Result.back())
        break;
      Result.push_back(Next);
    }
    return Result;
  }

  alignas(64) std::array<std::array<char, 64>, 128> Addresses;
  TextFactory Texts;
  TextRef A = literal("a"), B = literal("b"), C = literal("c"),
          P = literal("SELECT ");
};

std::set<TextRef> pieces(const std::vector<Line> &Lines) {
  std::set<TextRef> Result;
  for (const Line &L : Lines)
    Result.insert(L.begin(), L.end());
  return Result;
}

TEST_F(TextTest, EqualTextsAreTheSame) {
  EXPECT_EQ(literal("a"), A);
  EXPECT_NE(Texts.literal("a", expr(1)), A);
  EXPECT_NE(Texts.literal("a", expr(1), 1), Texts.literal("a", expr(1), 2));
  EXPECT_EQ(hole(1), hole(1));
  EXPECT_NE(hole(1), hole(2));
  EXPECT_EQ(literal(""), Texts.empty());
}

TEST_F(TextTest, ConcatenationIsAssociativeAndHasANeutralText) {
  EXPECT_EQ(Texts.concat(Texts.concat(A, B), C),
            Texts.concat(A, Texts.concat(B, C)));
  EXPECT_EQ(Texts.concat(A, Texts.empty()), A);
  EXPECT_EQ(Texts.concat(Texts.empty(), A), A);
}

TEST_F(TextTest, AppendingSharesWhatWasThere) {
  TextRef Long = concat({P, A, B});
  EXPECT_EQ(Texts.concat(Long, C)->left(), Long);
}

TEST_F(TextTest, JoiningKeepsACommonBeginning) {
  EXPECT_EQ(Texts.join(concat({P, A}), concat({P, B})),
            concat({P, choice(A, B)}));
  EXPECT_EQ(Texts.join(concat({P, A, B, C}), concat({P, A, C})),
            concat({P, A, choice(concat({B, C}), C)}));
  TextRef Apart = Texts.join(A, B);
  ASSERT_EQ(Apart->kind(), Text::Kind::Choice);
  EXPECT_EQ(Apart->alternatives(), llvm::ArrayRef<TextRef>({A, B}));
}

TEST_F(TextTest, JoiningAgainAddsNothing) {
  EXPECT_EQ(Texts.join(A, A), A);
  TextRef Joined = Texts.join(concat({P, A}), concat({P, B}));
  EXPECT_EQ(Texts.join(Joined, concat({P, A})), Joined);
  EXPECT_EQ(Texts.join(Joined, concat({P, B})), Joined);
  EXPECT_EQ(Texts.join(Joined, Joined), Joined);
}

TEST_F(TextTest, ASuffixOfOnePathIsOptional) {
  TextRef T = Texts.join(P, concat({P, A}));
  ASSERT_EQ(T->kind(), Text::Kind::Concat);
  EXPECT_EQ(T->left(), P);
  EXPECT_EQ(T->right()->alternatives(),
            llvm::ArrayRef<TextRef>({Texts.empty(), A}));
}

TEST_F(TextTest, ChoicesOfChoicesAreOneChoice) {
  TextRef T = Texts.join(choice(A, B), choice(B, C));
  EXPECT_EQ(T->alternatives(), llvm::ArrayRef<TextRef>({A, B, C}));
}

TEST_F(TextTest, AHoleAmongManyLiteralsIsNotLost) {
  std::vector<TextRef> Many;
  for (unsigned I = 0; I < 1000; ++I)
    Many.push_back(literal("message " + std::to_string(I)));
  Many.push_back(hole(1));
  for (unsigned I = 0; I < 1000; ++I)
    Many.push_back(literal("other message " + std::to_string(I)));
  TextRef T = Texts.join(Many);
  EXPECT_TRUE(T->hasHole());
  EXPECT_LE(T->alternatives().size(), 256u);
}

TEST_F(TextTest, NestingEnds) {
  TextRef T = A;
  for (unsigned I = 0; I < 1000; ++I)
    T = Texts.concat(P, Texts.join(T, hole(I % 16)));
  EXPECT_LE(T->nesting(), 64u);
  for (unsigned I = 0; I < 1000; ++I)
    T = Texts.repeat(Texts.concat(T, A));
  EXPECT_LE(T->nesting(), 64u);
}

TEST_F(TextTest, ALoopThatAppendsRepeats) {
  auto Heads = heads(P, [&](TextRef T) { return Texts.concat(T, A); });
  ASSERT_EQ(Heads.size(), 2u);
  EXPECT_EQ(Heads.back(), concat({P, Texts.repeat(A)}));
}

TEST_F(TextTest, ALoopThatMayAppendRepeats) {
  auto Heads = heads(P, [&](TextRef T) {
    return Texts.join(T, Texts.join(Texts.concat(T, A), Texts.concat(T, B)));
  });
  EXPECT_LE(Heads.size(), 3u);
  EXPECT_EQ(Heads.back()->left(), P);
  EXPECT_EQ(Heads.back()->right()->kind(), Text::Kind::Repeat);
}

TEST_F(TextTest, ALoopThatPrependsRepeatsInFront) {
  auto Heads = heads(P, [&](TextRef T) { return Texts.concat(A, T); });
  ASSERT_EQ(Heads.size(), 2u);
  EXPECT_EQ(Heads.back(), concat({Texts.repeat(A), P}));
}

TEST_F(TextTest, ALoopThatEnclosesRepeatsOnBothSides) {
  auto Heads = heads(P, [&](TextRef T) { return concat({A, T, B}); });
  ASSERT_EQ(Heads.size(), 2u);
  EXPECT_EQ(Heads.back(), concat({Texts.repeat(A), P, Texts.repeat(B)}));
}

TEST_F(TextTest, ALoopThatInsertsBehindTheBeginningRepeatsThere) {
  // s = "(" + part + s: every turn puts a different piece first.
  auto Heads =
      heads(P, [&](TextRef T) { return concat({A, choice(B, hole(1)), T}); });
  ASSERT_EQ(Heads.size(), 2u);
  EXPECT_EQ(Heads.back(),
            concat({Texts.repeat(concat({A, choice(B, hole(1))})), P}));
}

TEST_F(TextTest, NestedLoopsReachAFixpoint) {
  auto Inner = [&](TextRef T) {
    auto Heads = heads(T, [&](TextRef U) { return Texts.concat(U, B); });
    EXPECT_LE(Heads.size(), 3u);
    return Heads.back();
  };
  auto Heads = heads(P, [&](TextRef T) { return Inner(Texts.concat(T, A)); });
  ASSERT_LE(Heads.size(), 3u);
  EXPECT_EQ(Heads.back(),
            concat({P, Texts.repeat(concat({A, Texts.repeat(B)}))}));
}

TEST_F(TextTest, ALoopThatStartsAnewIsAChoice) {
  auto Heads = heads(A, [&](TextRef) { return B; });
  ASSERT_EQ(Heads.size(), 2u);
  EXPECT_EQ(Heads.back(), choice(A, B));
}

TEST_F(TextTest, LinesContainEveryPiece) {
  TextRef H = hole(1);
  const struct {
    TextRef T;
    size_t Lines;
  } Cases[] = {
      {Texts.empty(), 1},
      {concat({P, A}), 1},
      {choice(A, B), 2},
      {concat({P, choice(A, B), choice(C, H)}), 3},
      {concat({P, choice(A, Texts.empty())}), 2},
      {concat({P, choice(A, concat({B, choice(C, H)}))}), 3},
      {Texts.repeat(concat({A, choice(B, H)})), 2},
  };
  for (const auto &Case : Cases) {
    std::vector<Line> Lines = lines(Case.T);
    EXPECT_EQ(Lines.size(), Case.Lines);
    std::set<TextRef> Expected;
    auto Collect = [&](auto &Self, TextRef T) -> void {
      switch (T->kind()) {
      case Text::Kind::Empty:
        break;
      case Text::Kind::Literal:
      case Text::Kind::Hole:
        Expected.insert(T);
        break;
      case Text::Kind::Repeat:
        Self(Self, T->body());
        break;
      case Text::Kind::Concat:
        Self(Self, T->left());
        Self(Self, T->right());
        break;
      case Text::Kind::Choice:
        for (TextRef Each : T->alternatives())
          Self(Self, Each);
        break;
      }
    };
    Collect(Collect, Case.T);
    EXPECT_EQ(pieces(Lines), Expected);
  }
}

TEST_F(TextTest, LinesReadTheOptionalFirst) {
  std::vector<Line> Lines =
      lines(concat({P, choice(Texts.empty(), A), choice(Texts.empty(), B)}));
  EXPECT_EQ(Lines.front(), (Line{P, A, B}));
}

TEST_F(TextTest, LinesStayWithinTheirLimit) {
  std::vector<TextRef> Many;
  for (unsigned I = 0; I < 200; ++I)
    Many.push_back(literal(std::to_string(I)));
  TextRef T = concat({Texts.join(Many), Texts.join(Many)});
  EXPECT_EQ(lines(T).size(), 64u);
  EXPECT_EQ(lines(T, 5).size(), 5u);
  EXPECT_EQ(lines(T, 1).size(), 1u);
}

TEST_F(TextTest, OnlyLiteralsHaveAConstantValue) {
  EXPECT_EQ(constantValue(Texts.empty()), "");
  EXPECT_EQ(constantValue(A), "a");
  EXPECT_EQ(constantValue(concat({P, A, B})), "SELECT ab");
  EXPECT_EQ(constantValue(hole(1)), std::nullopt);
  EXPECT_EQ(constantValue(concat({P, hole(1), B})), std::nullopt);
  EXPECT_EQ(constantValue(concat({P, choice(A, B)})), std::nullopt);
  EXPECT_EQ(constantValue(Texts.repeat(A)), std::nullopt);
}

TEST_F(TextTest, SplicingNamesTheOperandOfEachLooseHoleOnce) {
  TextRef T = concat(
      {P, hole(1), choice(hole(2, expr(5)), hole(3)), Texts.repeat(hole(4))});
  EXPECT_TRUE(T->hasLooseHole());
  TextRef Once = Texts.spliced(T, expr(6));
  EXPECT_FALSE(Once->hasLooseHole());
  EXPECT_EQ(Once, concat({P, hole(1, expr(6)),
                          choice(hole(2, expr(5)), hole(3, expr(6))),
                          Texts.repeat(hole(4, expr(6)))}));
  EXPECT_EQ(Texts.spliced(Once, expr(7)), Once);
  EXPECT_EQ(Texts.spliced(P, expr(7)), P);
}

TEST_F(TextTest, ReplacingHolesKeepsTheRest) {
  TextRef T = concat({P, hole(1), choice(hole(2), A), Texts.repeat(hole(1))});
  auto All = [](TextRef) { return true; };
  EXPECT_EQ(Texts.map(T, All,
                      [&](const Hole &H) -> TextRef {
                        return H.Where == expr(1) ? B : nullptr;
                      }),
            concat({P, B, choice(hole(2), A), Texts.repeat(B)}));
  EXPECT_EQ(Texts.map(T, All, [](const Hole &) { return nullptr; }), T);
}

TEST_F(TextTest, ATextThatIsDoubledAgainAndAgainStaysSmall) {
  TextRef T = A;
  for (unsigned I = 0; I < 200; ++I)
    T = Texts.concat(T, T);
  EXPECT_LE(T->depth(), 1u << 16);
  EXPECT_EQ(lines(T).size(), 1u);
}

TEST_F(TextTest, ALineIsAboutAsLongAsTheTextIsLarge) {
  // Loops within loops: each level holds the one below several times.
  TextRef T = concat({P, hole(1)});
  for (unsigned I = 2; I < 16; ++I)
    T = Texts.repeat(
        concat({T, A, choice(T, concat({hole(I), B})), Texts.repeat(T), T}));
  Line First = lines(concat({T, hole(99), A})).front();
  EXPECT_LT(First.size(), 5000u);
  // What stands behind is read all the same.
  ASSERT_GE(First.size(), 2u);
  EXPECT_EQ(First[First.size() - 2], hole(99));
  EXPECT_EQ(First.back(), A);
  // And every hole is read in some line.
  std::set<TextRef> Seen = pieces(lines(T));
  for (unsigned I = 1; I < 16; ++I)
    EXPECT_TRUE(Seen.count(hole(I))) << I;
}

TEST_F(TextTest, ARepeatedPartIsReadEachTimeWhileItIsShort) {
  TextRef Mark = choice(A, B);
  TextRef T = P;
  for (unsigned I = 0; I < 100; ++I)
    T = concat({T, hole(I), Mark});
  EXPECT_EQ(lines(T).front().size(), 201u);
}

TEST_F(TextTest, ATextOfManyPiecesIsReadWithoutRecursion) {
  TextRef T = P;
  for (unsigned I = 0; I < 60000; ++I)
    T = Texts.concat(T, I % 2 ? A : hole(1));
  EXPECT_EQ(lines(T).front().size(), 60001u);
  EXPECT_FALSE(Texts.spliced(T, expr(2))->hasLooseHole());
  EXPECT_EQ(constantValue(T), std::nullopt);
}

TEST_F(TextTest, ACondensedTextKeepsItsEndsAndItsHoles) {
  TextRef T = P;
  for (unsigned I = 0; I < 5000; ++I)
    T = Texts.concat(T, I == 2500 ? hole(1) : A);
  TextRef Short = Texts.condensed(T);
  EXPECT_LT(Short->weight(), 100u);
  Line First = lines(Short).front();
  EXPECT_EQ(First.front(), P);
  EXPECT_EQ(First.back(), A);
  EXPECT_TRUE(llvm::is_contained(First, hole(1)));
  EXPECT_EQ(Texts.condensed(P), P);
}

TEST_F(TextTest, ATextTooLongToBeCountedIsCondensed) {
  TextRef T = hole(1);
  for (unsigned I = 0; I < 60; ++I)
    T = choice(concat({T, A, T}), concat({T, T}));
  EXPECT_LT(Texts.condensed(T)->weight(), 100u);
}

TEST_F(TextTest, WorkOnLongTextsIsBounded) {
  // A chain of calls, each of which puts its argument before what it was given.
  TextRef T = hole(0);
  for (unsigned I = 0; I < 20000; ++I) {
    Texts.earn();
    T = Texts.map(
        Texts.concat(T, A), [](TextRef) { return true; },
        [&](const Hole &H) { return hole(H.Where == expr(0) ? 1 : 0); });
  }
  EXPECT_LT(Texts.spent(), 1000000u);
  EXPECT_TRUE(T->hasHole());
}

} // namespace
