//===- FormatsTest.cpp - JSON and SARIF, as their readers need them -------===//
#include "Workspace.h"
#include "llvm/Support/JSON.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using namespace llvm::json;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

/// A value inside of nested objects and arrays: at(V, "runs", 0, "results").
const Value *step(const Value *V, const char *Key) {
  const Object *O = V ? V->getAsObject() : nullptr;
  return O ? O->get(Key) : nullptr;
}
const Value *step(const Value *V, int Index) {
  const Array *A = V ? V->getAsArray() : nullptr;
  return A && size_t(Index) < A->size() ? &(*A)[Index] : nullptr;
}
template <typename... Keys> const Value *at(const Value *V, Keys... Way) {
  ((V = step(V, Way)), ...);
  return V;
}

class Formats : public Workspace {
protected:
  Formats() {
    write("src/a b.cpp", "#include \"../db.h\"\n"
                         "/* ö */ void f(const char *p) { query_outside(p); }\n"
                         "void g() { query(\"x\"); query(\"x\"); }\n"
                         "void h() { query(\"h\"); } // NOLINT\n"
                         "void i() { login(\"i\"); }\n");
  }

  Value run(const std::string &Format, int Code,
            const std::string &Files = "'src/a b.cpp'") {
    Ran R = dbsafe("check --format " + Format + " " + Files + " --");
    EXPECT_EQ(R.Code, Code) << R.Err;
    auto Parsed = parse(R.Out);
    EXPECT_TRUE(bool(Parsed)) << R.Out;
    if (!Parsed) {
      llvm::consumeError(Parsed.takeError());
      return nullptr;
    }
    return std::move(*Parsed);
  }
};

std::string text(const Value *V) {
  auto S = V ? V->getAsString() : std::nullopt;
  return S ? S->str() : "(no string)";
}
int64_t number(const Value *V) {
  auto N = V ? V->getAsInteger() : std::nullopt;
  return N ? *N : -1;
}

TEST_F(Formats, JsonHoldsEveryField) {
  Value V = run("json", 1);
  EXPECT_EQ(number(at(&V, "version")), 1);
  EXPECT_EQ(text(at(&V, "tool", "name")), "dbsafe");
  EXPECT_EQ(text(at(&V, "root")), Root);
  const Value *First = at(&V, "findings", 0);
  EXPECT_EQ(text(at(First, "check")), "dbsafe-fake-query");
  EXPECT_EQ(text(at(First, "severity")), "error");
  EXPECT_EQ(text(at(First, "file")), "src/a b.cpp");
  EXPECT_EQ(number(at(First, "line")), 2);
  EXPECT_EQ(number(at(First, "column")), 48); // Bytes: ö counts as two.
  EXPECT_EQ(number(at(First, "endLine")), 2);
  EXPECT_EQ(number(at(First, "endColumn")), 49);
  EXPECT_EQ(text(at(First, "message")), "100% fake text reaches the database");
  EXPECT_EQ(number(at(First, "cwe", 0)), 89);
  EXPECT_EQ(text(at(First, "notes", 0, "message")),
            "the text was declared here");
  EXPECT_EQ(text(at(First, "fingerprint")).size(), 18u);
  EXPECT_EQ(at(&V, "findings")->getAsArray()->size(), 5u);
  EXPECT_EQ(at(&V, "findings", 3, "suppressed")->getAsBoolean(), true);
  EXPECT_EQ(number(at(&V, "summary", "findings")), 4);
  EXPECT_EQ(number(at(&V, "summary", "errors")), 1);
  EXPECT_EQ(number(at(&V, "summary", "warnings")), 3);
  EXPECT_EQ(number(at(&V, "summary", "suppressed")), 1);
  EXPECT_EQ(number(at(&V, "summary", "files")), 1);
  EXPECT_TRUE(at(&V, "errors")->getAsArray()->empty());
}

TEST_F(Formats, JsonNamesWhatFailed) {
  write("bad.cpp", "int x = missing;\n");
  Value V = run("json", 2, "bad.cpp");
  EXPECT_EQ(text(at(&V, "errors", 0, "file")), "bad.cpp");
  EXPECT_EQ(number(at(&V, "errors", 0, "line")), 1);
  EXPECT_THAT(text(at(&V, "errors", 0, "message")), HasSubstr("undeclared"));
  EXPECT_EQ(number(at(&V, "summary", "failedFiles")), 1);
}

TEST_F(Formats, SarifDescribesItsRules) {
  Value V = run("sarif", 1);
  EXPECT_EQ(text(at(&V, "version")), "2.1.0");
  const Value *Driver = at(&V, "runs", 0, "tool", "driver");
  EXPECT_EQ(text(at(Driver, "name")), "dbsafe");
  EXPECT_EQ(at(Driver, "rules")->getAsArray()->size(), 2u);
  const Value *Rule = at(Driver, "rules", 1);
  EXPECT_EQ(text(at(Rule, "id")), "dbsafe-fake-secret");
  EXPECT_EQ(text(at(Rule, "name")), "FakeSecret");
  EXPECT_EQ(text(at(Rule, "shortDescription", "text")),
            "A fake secret in the source");
  EXPECT_THAT(text(at(Rule, "helpUri")), HasSubstr("dbsafe-fake-secret"));
  EXPECT_THAT(text(at(Rule, "help", "markdown")), HasSubstr("Fake secret."));
  EXPECT_EQ(text(at(Rule, "properties", "security-severity")), "7.5");
  EXPECT_EQ(text(at(Rule, "properties", "tags", 2)), "external/cwe/cwe-798");
  EXPECT_EQ(text(at(Driver, "rules", 0, "properties", "tags", 2)),
            "external/cwe/cwe-089");
}

TEST_F(Formats, SarifResultsArePlacedAndTraced) {
  Value V = run("sarif", 1);
  const Value *Run = at(&V, "runs", 0);
  EXPECT_EQ(text(at(Run, "columnKind")), "unicodeCodePoints");
  EXPECT_EQ(text(at(Run, "originalUriBaseIds", "SRCROOT", "uri")),
            "file://" + Root + "/");
  const Value *First = at(Run, "results", 0);
  EXPECT_EQ(text(at(First, "ruleId")), "dbsafe-fake-query");
  EXPECT_EQ(number(at(First, "ruleIndex")), 0);
  EXPECT_EQ(text(at(First, "level")), "error");
  const Value *Place = at(First, "locations", 0, "physicalLocation");
  EXPECT_EQ(text(at(Place, "artifactLocation", "uri")), "src/a%20b.cpp");
  EXPECT_EQ(text(at(Place, "artifactLocation", "uriBaseId")), "SRCROOT");
  EXPECT_EQ(number(at(Place, "region", "startLine")), 2);
  EXPECT_EQ(number(at(Place, "region", "startColumn")), 47); // Characters.
  EXPECT_EQ(number(at(Place, "region", "endColumn")), 48);
  EXPECT_EQ(text(at(Place, "region", "snippet", "text")), "p");
  EXPECT_EQ(text(at(First, "relatedLocations", 0, "message", "text")),
            "the text was declared here");
  const Value *Flow = at(First, "codeFlows", 0, "threadFlows", 0, "locations");
  ASSERT_EQ(Flow->getAsArray()->size(), 2u); // The step and the finding.
  EXPECT_EQ(number(at(Flow, 1, "location", "physicalLocation", "region",
                      "startColumn")),
            47);
  EXPECT_EQ(at(Run, "results", 1, "codeFlows"), nullptr);
}

TEST_F(Formats, SarifKeepsSuppressedResults) {
  Value V = run("sarif", 1);
  const Value *Results = at(&V, "runs", 0, "results");
  EXPECT_EQ(text(at(Results, 3, "suppressions", 0, "kind")), "inSource");
  EXPECT_EQ(at(Results, 0, "suppressions"), nullptr);
}

TEST_F(Formats, SarifTellsWhetherTheJobWasDone) {
  Value Good = run("sarif", 1);
  const Value *Done = at(&Good, "runs", 0, "invocations", 0);
  EXPECT_EQ(at(Done, "executionSuccessful")->getAsBoolean(), true);
  write("bad.cpp", "int x = missing;\n");
  Value Bad = run("sarif", 2, "bad.cpp 'src/a b.cpp'");
  Done = at(&Bad, "runs", 0, "invocations", 0);
  EXPECT_EQ(at(Done, "executionSuccessful")->getAsBoolean(), false);
  const Value *Told = at(Done, "toolExecutionNotifications", 0);
  EXPECT_EQ(text(at(Told, "level")), "error");
  EXPECT_THAT(text(at(Told, "message", "text")), HasSubstr("undeclared"));
  EXPECT_EQ(text(at(Told, "locations", 0, "physicalLocation",
                    "artifactLocation", "uri")),
            "bad.cpp");
}

TEST_F(Formats, FingerprintsSurviveMovedLines) {
  auto Prints = [&] {
    Value V = run("sarif", 1);
    std::vector<std::string> All;
    for (const Value &Result : *at(&V, "runs", 0, "results")->getAsArray())
      All.push_back(
          text(at(&Result, "partialFingerprints", "primaryLocationLineHash")));
    return All;
  };
  std::vector<std::string> Before = Prints();
  write("src/a b.cpp", "// A new line.\n\n" + read("src/a b.cpp"));
  EXPECT_EQ(Prints(), Before);
  // Two findings of one subject are told apart by their order.
  EXPECT_EQ(Before[1].substr(0, 16), Before[2].substr(0, 16));
  EXPECT_EQ(Before[1].substr(16), ":1");
  EXPECT_EQ(Before[2].substr(16), ":2");
  EXPECT_NE(Before[0].substr(0, 16), Before[1].substr(0, 16));
}

} // namespace
