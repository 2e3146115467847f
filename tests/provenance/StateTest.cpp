//===- StateTest.cpp - The values of all places at one point --------------===//
#include "provenance/State.h"
#include "gtest/gtest.h"
#include <map>
#include <vector>

using namespace dbsafe::provenance;

namespace {

class StateTest : public testing::Test {
protected:
  /// Any number of values that differ.
  static Value value(unsigned Number) { return Value::address(Number); }

  void set(State &S, PlaceId P, unsigned Number) {
    S.set(Memory, P, value(Number));
  }

  static std::map<PlaceId, PlaceId> contents(const State &S) {
    std::map<PlaceId, PlaceId> Result;
    S.forEach([&](PlaceId P, const Value &V) { Result[P] = V.P; });
    return Result;
  }

  StateMemory Memory;
};

TEST_F(StateTest, HoldsWhatWasStored) {
  State S;
  EXPECT_EQ(S.get(0), nullptr);
  const PlaceId Ids[] = {0, 1, 15, 16, 255, 256, 4096, 65536, (1U << 20) - 1};
  for (PlaceId Id : Ids)
    set(S, Id, Id + 7);
  for (PlaceId Id : Ids) {
    ASSERT_NE(S.get(Id), nullptr) << Id;
    EXPECT_EQ(*S.get(Id), value(Id + 7)) << Id;
  }
  EXPECT_EQ(S.get(2), nullptr);
  EXPECT_EQ(S.get(17), nullptr);
  EXPECT_EQ(contents(S).size(), std::size(Ids));
}

TEST_F(StateTest, PlacesBeyondItsEndAreNotHeld) {
  State S;
  for (PlaceId Id : {1U << 20, (1U << 20) + 1, NoPlace}) {
    set(S, Id, 1);
    EXPECT_EQ(S.get(Id), nullptr);
  }
  EXPECT_EQ(S.get(1), nullptr);
  EXPECT_TRUE(contents(S).empty());
}

TEST_F(StateTest, ACopyIsUnaffectedByLaterStores) {
  State S;
  set(S, 1, 10);
  set(S, 2, 20);
  State Copy = S;
  EXPECT_EQ(Copy, S);
  set(S, 1, 11);
  set(S, 3, 30);
  EXPECT_EQ(*Copy.get(1), value(10));
  EXPECT_EQ(Copy.get(3), nullptr);
  EXPECT_EQ(*S.get(1), value(11));
  EXPECT_EQ(*S.get(2), value(20));
  EXPECT_FALSE(Copy == S);
}

TEST_F(StateTest, StoringWhatIsThereChangesNothing) {
  State S;
  set(S, 1, 10);
  State Copy = S;
  set(S, 1, 10);
  EXPECT_EQ(Copy, S);
}

TEST_F(StateTest, JoiningAsksOnlyForWhatDiffers) {
  State S;
  for (PlaceId Id = 0; Id < 10000; ++Id)
    set(S, Id, Id);
  State Left = S, Right = S;
  set(Left, 17, 100);
  set(Right, 17, 200);
  set(Right, 9000, 300);
  set(Left, 20000, 400);
  set(Right, 30000, 500);
  struct Asked {
    PlaceId Left, Right;
    bool operator==(const Asked &) const = default;
  };
  std::map<PlaceId, Asked> Merged;
  Left.join(Memory, Right, [&](PlaceId P, const Value *A, const Value *B) {
    Merged[P] = {A ? A->P : NoPlace, B ? B->P : NoPlace};
    return value(777);
  });
  EXPECT_EQ(Merged, (std::map<PlaceId, Asked>{{17, {100, 200}},
                                              {9000, {9000, 300}},
                                              {20000, {400, NoPlace}},
                                              {30000, {NoPlace, 500}}}));
  EXPECT_EQ(*Left.get(17), value(777));
  EXPECT_EQ(*Left.get(30000), value(777));
  EXPECT_EQ(*Left.get(18), value(18));
  EXPECT_EQ(*Right.get(17), value(200));
}

TEST_F(StateTest, JoiningEqualStatesAsksNothing) {
  State S;
  for (PlaceId Id = 0; Id < 1000; ++Id)
    set(S, Id, Id);
  State Other = S;
  Other.join(Memory, S, [](PlaceId, const Value *, const Value *) -> Value {
    ADD_FAILURE() << "asked";
    return {};
  });
  EXPECT_EQ(Other, S);
}

TEST_F(StateTest, AJoinThatKeepsTheLeftSideIsTheLeftSide) {
  State Left, Right;
  set(Left, 1, 10);
  set(Right, 1, 20);
  State Before = Left;
  Left.join(Memory, Right,
            [](PlaceId, const Value *A, const Value *) { return *A; });
  EXPECT_EQ(Left, Before);
}

TEST_F(StateTest, ManyStoresCostWhatTheyShould) {
  // A store copies one path and not the state: what is allocated grows with
  // the number of stores alone.
  auto Cost = [](unsigned Stores) {
    StateMemory Own;
    State S;
    std::vector<State> Snapshots;
    for (unsigned I = 0; I < Stores; ++I) {
      S.set(Own, I, value(I));
      Snapshots.push_back(S);
    }
    EXPECT_EQ(*S.get(Stores / 2), value(Stores / 2));
    EXPECT_EQ(Snapshots[Stores / 2].get(Stores / 2 + 1), nullptr);
    return Own.getBytesAllocated();
  };
  size_t Half = Cost(10000), Whole = Cost(20000);
  EXPECT_LT(Whole, Half * 5 / 2);
  EXPECT_LT(Whole / 20000, 2048u);
}

} // namespace
