// A frozen tree is the tree that was parsed.
#include "catalog/Frozen.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

using namespace dbsafe;

namespace {

void expectSame(const yaml::Node &A, const yaml::Node &B) {
  EXPECT_EQ(A.What, B.What);
  EXPECT_EQ(A.Text, B.Text);
  EXPECT_EQ(A.Line, B.Line);
  EXPECT_EQ(A.Column, B.Column);
  ASSERT_EQ(A.Keys.size(), B.Keys.size());
  ASSERT_EQ(A.Items.size(), B.Items.size());
  for (size_t I = 0; I < A.Keys.size(); ++I)
    expectSame(A.Keys[I], B.Keys[I]);
  for (size_t I = 0; I < A.Items.size(); ++I)
    expectSame(A.Items[I], B.Items[I]);
}

void expectRoundTrip(llvm::StringRef Text) {
  yaml::Problems P("test.yaml");
  std::optional<yaml::Node> Tree = yaml::parse(Text, P);
  ASSERT_FALSE(P.take());
  ASSERT_TRUE(Tree);
  expectSame(*Tree, yaml::thaw(yaml::freeze(*Tree)));
}

} // namespace

TEST(Frozen, EveryKindOfNode) {
  expectRoundTrip("");
  expectRoundTrip("~");
  expectRoundTrip("one: [a, '', ~, {x: 1, y: []}]\ntwo: {}\nthree:\n");
  expectRoundTrip("text: \"quoted \\0 \\\" \\u20ac\"\nblock: |\n  a\n\n  b\n");
}

TEST(Frozen, LongTextsAndLists) {
  std::string Text = "long: " + std::string(100'000, 'x') + "\nmany:\n";
  for (int I = 0; I < 1000; ++I)
    Text += "  - " + std::to_string(I) + "\n";
  expectRoundTrip(Text);
}

TEST(Frozen, TheBuiltInFiles) {
  std::error_code Failed;
  unsigned Files = 0;
  for (llvm::sys::fs::directory_iterator
           It(DBSAFE_SOURCE_DIR "/checks/catalog", Failed),
       End;
       It != End && !Failed; It.increment(Failed)) {
    if (llvm::sys::path::extension(It->path()) != ".yaml")
      continue;
    auto Text = llvm::MemoryBuffer::getFile(It->path());
    ASSERT_TRUE(bool(Text)) << It->path();
    SCOPED_TRACE(It->path());
    expectRoundTrip((*Text)->getBuffer());
    ++Files;
  }
  EXPECT_FALSE(Failed) << Failed.message();
  EXPECT_GT(Files, 0U);
}
