//===- TextTemplateTest.cpp - "{this}, {0}" -------------------------------===//
#include "catalog/TextTemplate.h"
#include "gtest/gtest.h"

using namespace dbsafe::catalog;

namespace {

/// Writes items back in a form of their own, so that a table can compare them;
/// what is wrong if the text could not be read.
std::string read(llvm::StringRef Text) {
  auto Items = readText(Text);
  if (auto *Why = std::get_if<std::string>(&Items))
    return *Why;
  std::string Out;
  for (const Item &I : std::get<std::vector<Item>>(Items)) {
    auto Name = [](const Operand &O) {
      return O.Where == Operand::Kind::This ? "this" : std::to_string(O.Index);
    };
    std::string From = (I.Character ? "char " : "") + Name(I.From);
    for (const Operand &O : I.Others)
      From += " " + Name(O);
    switch (I.What) {
    case Item::Kind::Literal:
      Out += "<" + I.Text + ">";
      break;
    case Item::Kind::Operand:
      Out += "operand " + From + ";";
      break;
    case Item::Kind::Rest:
      Out += "rest " + From + ";";
      break;
    case Item::Kind::Elements:
      Out += "elements " + From + ";";
      break;
    case Item::Kind::Part:
      Out += "part " + From + ";";
      break;
    case Item::Kind::Repeat:
      Out += "repeat " + From + ";";
      break;
    case Item::Kind::Format:
      Out += I.Text + " " + From + " " + std::to_string(I.Arguments) +
             (I.LastArgument ? " " + std::to_string(*I.LastArgument) : "") +
             ";";
      break;
    case Item::Kind::Call:
      Out += "call " + From + ";";
      break;
    case Item::Kind::Invoke:
      Out += "invoke " + From + ";";
      break;
    case Item::Kind::Spread:
      Out += "spread " + From + ";";
      break;
    case Item::Kind::Fold:
      Out += "fold " + From + ";";
      break;
    case Item::Kind::Replace:
      Out += "replace " + From + ";";
      break;
    case Item::Kind::Number:
      Out += "number;";
      break;
    case Item::Kind::Time:
      Out += "time " + From + ";";
      break;
    case Item::Kind::Made:
      Out += I.GoodFor == QuotedSlot::Word ? "made a word;" : "made;";
      break;
    }
  }
  return Out;
}

TEST(TextTemplate, ReadsEveryItem) {
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("LIMIT "), "<LIMIT >");
  EXPECT_EQ(read("{this}{0}"), "operand this;operand 0;");
  EXPECT_EQ(read("{0}, {12}"), "operand 0;<, >operand 12;");
  EXPECT_EQ(read("{1...}"), "rest 1;");
  EXPECT_EQ(read("({0[]})"), "<(>elements 0;<)>");
  EXPECT_EQ(read("{this[]}"), "elements this;");
  EXPECT_EQ(read("{part this}"), "part this;");
  EXPECT_EQ(read("{ repeat  1 }"), "repeat 1;");
  EXPECT_EQ(read("{printf 2 3}"), "printf 2 3;");
  EXPECT_EQ(read("{qt this 0}"), "qt this 0;");
  EXPECT_EQ(read("{qt this 0 1}"), "qt this 0 1;");
  EXPECT_EQ(read("{char 0}{repeat char 1}"), "operand char 0;repeat char 1;");
  EXPECT_EQ(read("{call 3 0}"), "call 3 0;");
  EXPECT_EQ(read("{invoke 0 1}"), "invoke 0 1;");
  EXPECT_EQ(read("{spread 0 1}"), "spread 0 1;");
  EXPECT_EQ(read("{fold 3 2 0}"), "fold 3 2 0;");
  EXPECT_EQ(read("{fold 2 ? 0}"), "fold 2 0;");
  EXPECT_EQ(read("{replace this 0 1}"), "replace this 0 1;");
  EXPECT_EQ(read("{replace this ? 1}"), "replace this 1;");
  EXPECT_EQ(read("{number}{time 2}"), "number;time 2;");
  EXPECT_EQ(read("{made word}{made figures}"), "made a word;made;");
}

TEST(TextTemplate, ReadsDoubledBracesAsLiteralOnes) {
  EXPECT_EQ(read("{{{0}}}"), "<{>operand 0;<}>");
  EXPECT_EQ(read("{{0}}"), "<{0}>");
}

TEST(TextTemplate, SaysWhatIsWrong) {
  EXPECT_EQ(read("{"), "'{' is never closed; a literal brace is written '{{'");
  EXPECT_EQ(read("a}"), "'}' closes no item; a literal brace is written '}}'");
  EXPECT_EQ(read("{}"), "in '{}': an item names an operand; '{{' and '}}' are "
                        "literal braces");
  EXPECT_EQ(read("{-1}"),
            "in '{-1}': '-1' is no operand; write an argument's index counted "
            "from 0, 'this' or 'return'");
  EXPECT_EQ(read("{return}"),
            "in '{return}': the result can't be made of itself");
  EXPECT_EQ(read("{this...}"),
            "in '{this...}': only an argument has further arguments behind it");
  EXPECT_EQ(read("{prinft 0 1}"),
            "in '{prinft 0 1}': unknown word 'prinft'; did you mean 'printf'?");
  EXPECT_EQ(read("{printf 0}"),
            "in '{printf 0}': a format is written {printf FORMAT "
            "FIRST-ARGUMENT}, two operands, or {printf FORMAT FIRST-ARGUMENT "
            "LAST-ARGUMENT}");
  EXPECT_EQ(read("{printf 0 3 2}"),
            "in '{printf 0 3 2}': the last argument is an index that is not "
            "below the first's, not '2'");
  EXPECT_EQ(read("{made wrod}"),
            "in '{made wrod}': 'wrod' is no slot; did you mean 'word'?");
  EXPECT_EQ(read("{call 0}"),
            "in '{call 0}': 'call' is written {call CALLABLE ELEMENTS}");
  EXPECT_EQ(read("{call 0 ?}"),
            "in '{call 0 ?}': '?' is no operand; write an argument's index "
            "counted from 0, 'this' or 'return'");
  EXPECT_EQ(read("{part char 0}"),
            "in '{part char 0}': 'char' stands before an operand, as in {char "
            "0} or {repeat char 0}");
  EXPECT_EQ(read("{printf 0 this}"),
            "in '{printf 0 this}': the first argument is an index, not 'this'");
}

} // namespace
