//===- YamlTest.cpp - YAML files that people write ------------------------===//
#include "catalog/Yaml.h"
#include "gtest/gtest.h"

using namespace dbsafe;

namespace {

/// What is said about a text, as one string; empty if all is well.
std::string complaints(llvm::StringRef Text) {
  yaml::Problems P("f.yaml");
  yaml::parse(Text, P);
  return llvm::toString(P.take());
}

yaml::Node tree(llvm::StringRef Text) {
  yaml::Problems P("f.yaml");
  std::optional<yaml::Node> Root = yaml::parse(Text, P);
  EXPECT_EQ(llvm::toString(P.take()), "");
  return Root.value_or(yaml::Node());
}

TEST(Yaml, KnowsEveryPlace) {
  yaml::Node Root = tree("a: 1\nb:\n  - x\n  - {c: 'y'}\n");
  ASSERT_EQ(Root.What, yaml::Node::Kind::Mapping);
  ASSERT_EQ(Root.Keys.size(), 2u);
  EXPECT_EQ(Root.Keys[1].Text, "b");
  EXPECT_EQ(Root.Keys[1].Line, 2u);
  const yaml::Node &List = Root.Items[1];
  ASSERT_EQ(List.Items.size(), 2u);
  EXPECT_EQ(List.Items[0].Text, "x");
  EXPECT_EQ(List.Items[0].Line, 3u);
  EXPECT_EQ(List.Items[0].Column, 5u);
  EXPECT_EQ(List.Items[1].Items[0].Text, "y");
  EXPECT_EQ(List.Items[1].Items[0].Line, 4u);
  EXPECT_EQ(List.Items[1].Items[0].Column, 9u);
}

TEST(Yaml, ReadsScalarsOfEveryStyle) {
  yaml::Node Root = tree("a: std::string\n"
                         "b: {call: a::b::c, n: 1}\n"
                         "c: 'it''s'\n"
                         "d: \"tab\\t\"\n"
                         "e: |\n  two\n  lines\n"
                         "f: PQexecParams(conn, \"... $1 ...\")\n");
  EXPECT_EQ(Root.Items[0].Text, "std::string");
  EXPECT_EQ(Root.Items[1].Items[0].Text, "a::b::c");
  EXPECT_EQ(Root.Items[2].Text, "it's");
  EXPECT_EQ(Root.Items[3].Text, "tab\t");
  EXPECT_EQ(Root.Items[4].Text, "two\nlines\n");
  EXPECT_EQ(Root.Items[5].Text, "PQexecParams(conn, \"... $1 ...\")");
}

TEST(Yaml, TellsNothingFromAnEmptyText) {
  yaml::Node Root = tree("a:\nb: null\nc: ~\nd: ''\ne: 'null'\n");
  EXPECT_EQ(Root.Items[0].What, yaml::Node::Kind::Null);
  EXPECT_EQ(Root.Items[0].Line, 1u);
  EXPECT_EQ(Root.Items[1].What, yaml::Node::Kind::Null);
  EXPECT_EQ(Root.Items[2].What, yaml::Node::Kind::Null);
  EXPECT_EQ(Root.Items[3].What, yaml::Node::Kind::Scalar);
  EXPECT_EQ(Root.Items[4].Text, "null");
}

TEST(Yaml, TakesAnEmptyTextForNothing) {
  EXPECT_EQ(tree("").What, yaml::Node::Kind::Null);
  EXPECT_EQ(tree("# only a comment\n").What, yaml::Node::Kind::Null);
}

TEST(Yaml, NamesThePlaceOfASyntaxError) {
  EXPECT_TRUE(llvm::StringRef(complaints("a: 1\nb: [1, 2\nc: }\n"))
                  .starts_with("f.yaml:3:"))
      << complaints("a: 1\nb: [1, 2\nc: }\n");
  EXPECT_NE(complaints("a: \"unclosed\n"), "");
}

TEST(Yaml, TellsWhatToQuote) {
  EXPECT_EQ(
      complaints("checks: *\n"),
      "f.yaml:1:9: error: no valid YAML: Got empty alias or anchor; quote "
      "a text that begins with '*' or '&'");
  EXPECT_EQ(complaints("a: @x\n"),
            "f.yaml:1:4: error: no valid YAML: Unrecognized character while "
            "tokenizing; quote a text that begins with '@', '`' or '%'");
}

TEST(Yaml, ComplainsOfATextThatItCannotReadAtAll) {
  const std::string Wrong = "f.yaml:1:1: error: no valid YAML: expected a text "
                            "in UTF-8, without directives";
  EXPECT_EQ(complaints("%x\na: b\n"), Wrong);
  EXPECT_NE(complaints(llvm::StringRef("\xff\xfe"
                                       "a\0:\0",
                                       6)),
            "");
  EXPECT_EQ(complaints("\xff\xfe"), Wrong);
  EXPECT_EQ(complaints("\xef\xbb\xbf"
                       "a: b\n"),
            "");
  EXPECT_EQ(complaints("\xef\xbb\xbf# nothing\n---\n"), "");
}

TEST(Yaml, ComplainsOfWhatItWouldSilentlyLose) {
  EXPECT_EQ(complaints("a: 1\na: 2\n"),
            "f.yaml:2:1: error: key 'a' stands here twice");
  EXPECT_EQ(complaints("a: &x 1\n"), "f.yaml:1:7: error: anchors are not "
                                     "supported; write the value out");
  EXPECT_NE(complaints("a: *x\n"), "");
  EXPECT_EQ(complaints("a: 1\n---\nb: 1\n"),
            "f.yaml:1:1: error: expected one YAML document, found several");
}

TEST(Yaml, SuggestsTheNearestName) {
  EXPECT_EQ(yaml::remedy("shema", {"schema", "public"}),
            "; did you mean 'schema'?");
  EXPECT_EQ(yaml::remedy("Schema", {"schema", "public"}),
            "; did you mean 'schema'?");
  EXPECT_EQ(yaml::remedy("colour", {"schema", "public"}),
            "; valid are schema, public");
  EXPECT_EQ(yaml::remedy("a", {"to"}), "; valid are to");
  EXPECT_EQ(yaml::remedy("x", {}), "");
}

TEST(Yaml, ReadsRecords) {
  yaml::Node Root = tree("a: x\nb: [y, z]\nc: true\nd:\n");
  yaml::Problems P("f.yaml");
  yaml::Record R(Root, "a thing", {"a", "b", "c", "d"}, P);
  EXPECT_EQ(R.text("a"), "x");
  EXPECT_EQ(R.list("a").size(), 1u);
  EXPECT_EQ(R.list("b").size(), 2u);
  EXPECT_TRUE(R.flag("c", false));
  EXPECT_FALSE(R.has("d"));
  EXPECT_EQ(R.text("d"), "");
  EXPECT_TRUE(P.empty());

  R.text("b");
  R.flag("a", false);
  R.require("e");
  EXPECT_TRUE(yaml::itemsOf(Root.Items[0], "a", P).empty());
  EXPECT_EQ(llvm::toString(P.take()),
            "f.yaml:1:1: error: a thing needs 'e'\n"
            "f.yaml:1:4: error: 'a' is a list, not a single value\n"
            "f.yaml:1:4: error: 'a' is true or false\n"
            "f.yaml:2:4: error: 'b' is a single value, not a list");
}

} // namespace
