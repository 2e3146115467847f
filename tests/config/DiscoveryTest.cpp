//===- DiscoveryTest.cpp - Which .dbsafe.yaml a file belongs to -----------===//
#include "Folder.h"
#include "config/Configuration.h"
#include <thread>

using namespace dbsafe::config;

namespace {

/// The configuration's file for a source file, or what is wrong.
std::string fileFor(Discovery &D, const Folder &Here, llvm::StringRef Source) {
  llvm::Expected<const Configuration *> C = D.find(Here.path(Source));
  return C ? Here.relative((*C)->File)
           : "error " + Here.relative(llvm::toString(C.takeError()));
}

TEST(Discovery, TakesTheNearestUpwards) {
  Folder Here;
  Here.write(".dbsafe.yaml", "owner_column: outer\n");
  Here.write("a/b/.dbsafe.yaml", "owner_column: inner\n");
  Discovery D({});
  EXPECT_EQ(fileFor(D, Here, "x.cpp"), ".dbsafe.yaml");
  EXPECT_EQ(fileFor(D, Here, "a/x.cpp"), ".dbsafe.yaml");
  EXPECT_EQ(fileFor(D, Here, "a/b/x.cpp"), "a/b/.dbsafe.yaml");
  EXPECT_EQ(fileFor(D, Here, "a/b/c/d/x.cpp"), "a/b/.dbsafe.yaml");
  EXPECT_EQ(fileFor(D, Here, "a/b/../x.cpp"), ".dbsafe.yaml");
}

TEST(Discovery, GivesTheSameObjectForTheSameFile) {
  Folder Here;
  Here.write(".dbsafe.yaml", "owner_column: outer\n");
  Discovery D({});
  auto First = D.find(Here.path("x.cpp"));
  auto Second = D.find(Here.path("a/b/y.cpp"));
  ASSERT_TRUE(First && Second);
  EXPECT_EQ(*First, *Second);
  EXPECT_EQ((*First)->Ownership.OwnerColumn, "outer");
}

TEST(Discovery, ReadsAFileOnce) {
  Folder Here;
  std::string File = Here.write(".dbsafe.yaml", "owner_column: outer\n");
  Discovery D({});
  EXPECT_EQ(fileFor(D, Here, "x.cpp"), ".dbsafe.yaml");
  Here.write(".dbsafe.yaml", "nonsense: 1\n");
  EXPECT_EQ(fileFor(D, Here, "a/y.cpp"), ".dbsafe.yaml");
}

TEST(Discovery, FallsBackToTheDefaults) {
  Folder Here;
  // A folder of that name is no configuration.
  Here.write(".dbsafe.yaml/readme", "");
  Discovery D({});
  EXPECT_EQ(fileFor(D, Here, "x.cpp"), "");
}

TEST(Discovery, TellsEveryFileOfABrokenConfiguration) {
  Folder Here;
  Here.write(".dbsafe.yaml", "shema: x\n");
  Discovery D({});
  std::string Wrong = "error .dbsafe.yaml:1:1: error: unknown key 'shema' in "
                      "the configuration; did you mean 'schema'?";
  EXPECT_EQ(fileFor(D, Here, "x.cpp"), Wrong);
  EXPECT_EQ(fileFor(D, Here, "x.cpp"), Wrong);
  EXPECT_EQ(fileFor(D, Here, "a/y.cpp"), Wrong);
}

TEST(Discovery, ServesThreads) {
  Folder Here;
  Here.write(".dbsafe.yaml", "owner_column: outer\n");
  Discovery D({});
  std::vector<const Configuration *> Found(8);
  std::vector<std::thread> Threads;
  for (size_t I = 0; I < Found.size(); ++I)
    Threads.emplace_back([&, I] {
      auto C = D.find(Here.path(std::to_string(I) + "/x.cpp"));
      Found[I] = C ? *C : nullptr;
    });
  for (std::thread &T : Threads)
    T.join();
  for (const Configuration *C : Found)
    EXPECT_EQ(C, Found[0]);
  EXPECT_NE(Found[0], nullptr);
}

} // namespace
