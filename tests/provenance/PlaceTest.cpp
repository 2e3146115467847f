//===- PlaceTest.cpp - What can hold a value ------------------------------===//
#include "provenance/Place.h"
#include "Snippet.h"
#include "clang/AST/ASTContext.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace dbsafe::provenance;
using dbsafe::test::Snippet;

namespace {

class PlaceTest : public testing::Test {
protected:
  /// The last declaration of that name.
  const ValueDecl *find(llvm::StringRef Name) const {
    const ValueDecl *Result = nullptr;
    for (const Decl *D : Code.context().getTranslationUnitDecl()->decls()) {
      if (const auto *V = dyn_cast<ValueDecl>(D);
          V && V->getDeclName().isIdentifier() && V->getName() == Name)
        Result = V;
      if (const auto *R = dyn_cast<RecordDecl>(D))
        for (const FieldDecl *F : R->fields())
          if (F->getName() == Name)
            Result = F;
    }
    return Result;
  }

  Snippet Code{"extern const char *twice; const char *twice;\n"
               "const char *other;\n"
               "struct Row { const char *name, *city; };\n"
               "void f(const char *p);\n"
               "void f(const char *q) {}\n"};
  PlaceTable Places;
};

TEST_F(PlaceTest, AVariableIsOnePlaceHoweverOftenItIsDeclared) {
  const auto *Last = cast<VarDecl>(find("twice"));
  ASSERT_NE(Last->getCanonicalDecl(), Last);
  EXPECT_EQ(Places.variable(Last), Places.variable(Last->getCanonicalDecl()));
  EXPECT_NE(Places.variable(Last), Places.variable(find("other")));
}

TEST_F(PlaceTest, AParameterAndWhatItPointsToAreTwo) {
  const ParmVarDecl *P = cast<FunctionDecl>(find("f"))->getParamDecl(0);
  PlaceId Variable = Places.variable(P), Pointee = Places.pointee(P);
  EXPECT_NE(Variable, Pointee);
  EXPECT_EQ(Places[Pointee].What, Place::Kind::Pointee);
  EXPECT_EQ(Places[Pointee].Root, Pointee);
}

TEST_F(PlaceTest, PartsKnowTheirWhole) {
  PlaceId Row = Places.variable(find("other"));
  PlaceId Third = Places.element(Row, 3);
  PlaceId Name = Places.field(Third, find("name"));
  PlaceId City = Places.field(Third, find("city"));
  EXPECT_NE(Name, City);
  EXPECT_EQ(Places.field(Third, find("name")), Name);
  EXPECT_EQ(Places[Name].Base, Third);
  EXPECT_EQ(Places[Name].Root, Row);
  EXPECT_EQ(Places[Row].Root, Row);
  EXPECT_EQ(Places[Row].Base, NoPlace);
  EXPECT_EQ(Places.children(Row), (llvm::SmallVector<PlaceId, 4>({Third})));
  EXPECT_EQ(Places.children(Third),
            (llvm::SmallVector<PlaceId, 4>({Name, City})));
  EXPECT_TRUE(Places.children(Name).empty());
}

TEST_F(PlaceTest, ElementsAreToldApartByTheirIndex) {
  PlaceId Array = Places.variable(find("other"));
  PlaceId First = Places.element(Array, 0),
          Some = Places.element(Array, AnyIndex);
  EXPECT_NE(First, Places.element(Array, 1));
  EXPECT_NE(First, Some);
  EXPECT_EQ(Some, Places.element(Array, AnyIndex));
}

TEST_F(PlaceTest, TablesOfTablesEndAfterFourLevels) {
  PlaceId P = Places.variable(find("other"));
  for (unsigned I = 0; I < 4; ++I)
    P = Places.element(P, I);
  EXPECT_EQ(Places.element(P, 3), P);
  // A loop through p = p[i] names no new place in each turn.
  size_t Known = Places.size();
  for (unsigned I = 0; I < 1000; ++I)
    P = Places.element(P, I);
  EXPECT_EQ(Places.size(), Known);
}

} // namespace
