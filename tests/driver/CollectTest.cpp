//===- CollectTest.cpp - One report of many outcomes ----------------------===//
#include "report/Report.h"
#include <gtest/gtest.h>

using namespace dbsafe;
using namespace dbsafe::report;

namespace {

Result result(std::string File, unsigned Line, std::string Message = "m",
              std::string Subject = "s") {
  Result R;
  R.Check = "dbsafe-x";
  R.Where.File = std::move(File);
  R.Where.Begin = {Line, 1, 1};
  R.Where.End = {Line, 2, 2};
  R.Message = std::move(Message);
  R.Subject = std::move(Subject);
  return R;
}

Outcome outcome(std::string File, std::vector<Result> Results) {
  Outcome O;
  O.File = std::move(File);
  O.Results = std::move(Results);
  return O;
}

TEST(Collect, SortsByPlace) {
  Report R = collect(
      {outcome("/p/b.cpp", {result("/p/b.cpp", 1)}),
       outcome("/p/a.cpp", {result("/p/a.cpp", 10), result("/p/a.cpp", 9)})},
      "/p", "/p");
  ASSERT_EQ(R.Results.size(), 3u);
  EXPECT_EQ(R.Results[0].Where.Begin.Line, 9u);
  EXPECT_EQ(R.Results[1].Where.Begin.Line, 10u);
  EXPECT_EQ(R.Results[2].Where.File, "/p/b.cpp");
}

TEST(Collect, AHeaderFindingIsOneFinding) {
  Result Grave = result("/p/h.h", 3);
  Grave.Level = rules::Severity::Error;
  for (bool Swap : {false, true}) {
    Outcome A = outcome("/p/a.cpp", {result("/p/h.h", 3)});
    Outcome B = outcome("/p/b.cpp", {Grave});
    Report R = Swap ? collect({B, A}, "/p", "/p") : collect({A, B}, "/p", "/p");
    ASSERT_EQ(R.Results.size(), 1u);
    EXPECT_EQ(R.Results[0].Level, rules::Severity::Error);
  }
  Report Two = collect({outcome("/p/a.cpp", {result("/p/h.h", 3, "one"),
                                             result("/p/h.h", 3, "other")})},
                       "/p", "/p");
  EXPECT_EQ(Two.Results.size(), 2u);
}

TEST(Collect, FingerprintsKnowNoLines) {
  auto Print = [](unsigned Line, std::string Root, std::string Subject) {
    Report R = collect({outcome(Root + "/a.cpp",
                                {result(Root + "/a.cpp", Line, "m", Subject)})},
                       Root, Root);
    return R.Results[0].Fingerprint;
  };
  EXPECT_EQ(Print(1, "/p", "s"), Print(99, "/p", "s"));
  EXPECT_EQ(Print(1, "/p", "s"), Print(1, "/somewhere/else", "s"));
  EXPECT_NE(Print(1, "/p", "s"), Print(1, "/p", "t"));
}

TEST(Collect, FailuresAreToldOnce) {
  Outcome A = outcome("/p/a.cpp", {}), B = outcome("/p/b.cpp", {});
  A.Failures = B.Failures = {{"/p/h.h", 1, 1, "broken"}};
  Report R = collect({A, B, outcome("/p/c.cpp", {})}, "/p", "/p");
  EXPECT_EQ(R.Failures.size(), 1u);
  EXPECT_EQ(R.FailedFiles, 2u);
  EXPECT_EQ(R.Files, 3u);
}

TEST(RelativeTo, CutsAtFoldersOnly) {
  EXPECT_EQ(relativeTo("/p", "/p/a/b.cpp"), "a/b.cpp");
  EXPECT_EQ(relativeTo("/p/", "/p/a.cpp"), "a.cpp");
  EXPECT_EQ(relativeTo("/p", "/pq/a.cpp"), "/pq/a.cpp");
  EXPECT_EQ(relativeTo("/", "/a.cpp"), "a.cpp");
  EXPECT_EQ(relativeTo("", "/a.cpp"), "/a.cpp");
}

} // namespace
