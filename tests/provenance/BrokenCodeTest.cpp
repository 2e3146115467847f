//===- BrokenCodeTest.cpp - Programs that do not compile ------------------===//
//
// After an error, expressions may lack a type and declarations a meaning. What
// is said of such code does not matter; that dbsafe survives it does.
//
//===----------------------------------------------------------------------===//
#include "catalog/Catalog.h"
#include "provenance/Program.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace dbsafe;

namespace {

void survives(llvm::StringRef Code) {
  clang::DiagnosticConsumer Errors;
  auto Unit = clang::tooling::buildASTFromCodeWithArgs(
      ("int PQexec(void *, const char *);" + Code).str(), {"-std=c++20"},
      "broken.cpp", "broken", std::make_shared<clang::PCHContainerOperations>(),
      clang::tooling::getClangStripDependencyFileAdjuster(), {}, &Errors);
  ASSERT_TRUE(Unit);
  EXPECT_GT(Errors.getNumErrors(), 0U);
  provenance::Program(Unit->getASTContext(), *catalog::Catalog::builtin());
}

// Templates are not instantiated any more.
TEST(BrokenCode, AfterAMissingHeader) {
  survives("\n#include \"missing.h\"\n"
           "template <class T> struct X { X(T); ~X(); };"
           "template <class T> X<T> make(T);"
           "void f(void *d) { auto x(make(1)); PQexec(d, \"a\"); }");
}

TEST(BrokenCode, UnknownNames) {
  survives("void f(void *d) { Unknown x(1, 2); PQexec(d, x); }");
  survives("void f(void *d) { for (auto x : unknown) PQexec(d, x); }");
  survives("struct S; void f(void *d) { S s(1, 2); PQexec(d, s); }");
}

} // namespace
