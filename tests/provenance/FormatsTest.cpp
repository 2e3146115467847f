//===- FormatsTest.cpp - Format strings -----------------------------------===//
#include "provenance/Formats.h"
#include "llvm/ADT/ArrayRef.h"
#include "gtest/gtest.h"

using namespace dbsafe::provenance;

namespace {

struct FormatCase {
  const char *Format;
  const char *Parts; ///< Literals quoted, arguments as <index conversion>.
};

std::string partsOf(llvm::StringRef Language, llvm::StringRef Format) {
  auto Parts = readFormat(Language, Format);
  if (!Parts)
    return "broken";
  std::string Result;
  for (const FormatPart &Part : *Parts) {
    if (!Part.Literal.empty())
      Result += "'" + Part.Literal + "'";
    else
      Result += "<" +
                (Part.Name.empty() ? std::to_string(Part.Argument)
                                   : Part.Name + ":") +
                (Part.Conversion ? std::string(1, Part.Conversion) : "") + ">";
  }
  return Result;
}

void expectParts(llvm::StringRef Language, llvm::ArrayRef<FormatCase> Cases) {
  for (const FormatCase &Case : Cases)
    EXPECT_EQ(partsOf(Language, Case.Format), Case.Parts) << Case.Format;
}

TEST(Formats, Printf) {
  expectParts("printf", {
                            {"", ""},
                            {"SELECT 1", "'SELECT 1'"},
                            {"a%sb", "'a'<0s>'b'"},
                            {"%s%d%c", "<0s><1d><2c>"},
                            {"100%", "'100'"},
                            {"%5.2f|", "<0f>'|'"},
                            {"%-10s%+d% d%#x%05d", "<0s><1d><2d><3x><4d>"},
                            {"%ld%lld%hd%hhd%zu%jd%td%Lf",
                             "<0d><1d><2d><3d><4u><5d><6d><7f>"},
                            {"%ls", "<0s>"},
                            {"%'d", "<0d>"},
                        });
}

TEST(Formats, PrintfWidthsAreArgumentsToo) {
  expectParts("printf", {
                            {"%*s %s", "<1s>' '<2s>"},
                            {"%-*s", "<1s>"},
                            {"%.*s", "<1s>"},
                            {"%*.*f", "<2f>"},
                        });
}

TEST(Formats, PrintfPositions) {
  expectParts("printf", {
                            {"%2$s %1$s", "<1s>' '<0s>"},
                            {"%1$s%1$s", "<0s><0s>"},
                            {"%1$*2$d", "<0d>"},
                            {"%1$.*2$f %3$s", "<0f>' '<2s>"},
                        });
}

TEST(Formats, PrintfThatPrintsNoArgument) {
  expectParts("printf", {
                            {"%%", "'%'"},
                            {"%%%s%%|", "'%'<0s>'%''|'"},
                            {"%m %s", "' '<0s>"},
                            {"%n%s", "<1s>"},
                        });
}

TEST(Formats, PrintfOfSQLite) {
  expectParts("printf", {
                            {"'%q'", "'''<0q>'''"},
                            {"%Q,%w", "<0Q>','<1w>"},
                            {"%qd", "<0d>"},
                            {"%!.15g", "<0g>"},
                            {"%z, %s", "<0z>', '<1s>"},
                            {"%zd", "<0d>"},
                        });
}

TEST(Formats, Braces) {
  expectParts("fmt", {
                         {"", ""},
                         {"a{}b", "'a'<0>'b'"},
                         {"{}{}", "<0><1>"},
                         {"{1} {0}", "<1>' '<0>"},
                         {"{:d}{:>10}{:x}", "<0d><1><2x>"},
                         {"{0:s}", "<0s>"},
                         {"{{}}", "'{''}'"},
                         {"{{{}}}", "'{'<0>'}'"},
                     });
}

TEST(Formats, BracesWithinBraces) {
  expectParts("fmt", {
                         {"{:{}} {}", "<0>' '<2>"},
                         {"{:.{}f} {}", "<0f>' '<2>"},
                         {"{:{}.{}f}{}", "<0f><3>"},
                         {"{0:{1}} {2}", "<0>' '<2>"},
                     });
}

TEST(Formats, BrokenBraces) {
  for (const char *Format : {"{", "}", "a}b", "{0", "{:{}"})
    EXPECT_EQ(readFormat("fmt", Format), std::nullopt) << Format;
}

TEST(Formats, Qt) {
  expectParts("qt", {
                        {"", ""},
                        {"%1 %2", "<0>' '<1>"},
                        {"%2%1", "<1><0>"},
                        {"%L2", "<1>"},
                        {"%12", "<11>"},
                        {"%123", "<11>'3'"},
                        {"%%1", "'%'<0>"},
                        {"%0 %s %", "'%0 %s %'"},
                        {"%L", "'%L'"},
                    });
}

TEST(Formats, BracesWithNames) {
  expectParts("fmt", {
                         {"{name}{}", "<name:><0>"},
                         {"{id:d} {0}", "<id:d>' '<0>"},
                         {"{0[key]}", "<0>"},
                     });
}

TEST(Formats, PrintfOfWindows) {
  expectParts("printf", {{"%I64d %I32u %s", "<0d>' '<1u>' '<2s>"}});
}

TEST(Formats, Boost) {
  expectParts("boost", {
                           {"%1% %2%", "<0>' '<1>"},
                           {"%2%%1%", "<1><0>"},
                           {"%s %d", "<0s>' '<1d>"},
                           {"%2$s", "<1s>"},
                           {"%|1$05d|%|s|", "<0><0>"},
                           // Two of them stay two until all marks are filled.
                           {"50%%", "'50%%'"},
                       });
  EXPECT_EQ(readFormat("boost", "%|1$d"), std::nullopt);
}

TEST(Formats, Poco) {
  expectParts("poco", {
                          {"%s %d", "<0s>' '<1d>"},
                          {"%[1]s%[0]s", "<1s><0s>"},
                          {"%?d%Lf%z%%", "<0d><1f><2z>'%'"},
                          {"%-8.3s|", "<0s>'|'"},
                      });
}

TEST(Formats, Substitute) {
  expectParts("substitute", {
                                {"$0 and $1", "<0>' and '<1>"},
                                {"$$1", "'$''1'"},
                                {"$x $", "'$x $'"},
                            });
}

TEST(Formats, MarksWithoutPositionsGoOn) {
  unsigned Next = 0;
  ASSERT_TRUE(readFormat("printf", "%s %d", Next));
  auto More = readFormat("printf", "%s", Next);
  ASSERT_TRUE(More);
  EXPECT_EQ(More->front().Argument, 2U);
}

TEST(Formats, LiteralsKnowWhereTheyStand) {
  auto Parts = readFormat("printf", "ab%%c%sd");
  ASSERT_TRUE(Parts);
  std::vector<std::pair<size_t, std::string>> Found;
  for (const FormatPart &Part : *Parts)
    Found.emplace_back(Part.Offset, Part.Literal);
  // The byte behind "%%" is not where the one before would have it.
  EXPECT_EQ(Found, (std::vector<std::pair<size_t, std::string>>{
                       {0, "ab%"}, {4, "c"}, {5, ""}, {7, "d"}}));
}

TEST(Formats, ALibrarysOwnConversionTakesAnArgument) {
  // glibc's %m takes none.
  EXPECT_EQ(partsOf("printf", "%m%s"), "<0s>");
  unsigned Next = 0;
  auto Parts = readFormat("printf", "%m%s", Next, "m");
  ASSERT_TRUE(Parts);
  ASSERT_EQ(Parts->size(), 2u);
  EXPECT_EQ(Parts->at(0).Conversion, 'm');
  EXPECT_EQ(Parts->at(1).Argument, 1u);
}

TEST(Formats, UnknownLanguagesAreNotRead) {
  EXPECT_EQ(readFormat("cobol", "a"), std::nullopt);
  EXPECT_EQ(readFormat("", "a"), std::nullopt);
}

TEST(Formats, NumericConversionsPrintNumbers) {
  for (char C : std::string("diouxXeEfFgGaAp"))
    EXPECT_TRUE(isNumericConversion("printf", C)) << C;
  for (char C : std::string("scqQwzn%"))
    EXPECT_FALSE(isNumericConversion("printf", C)) << C;
  EXPECT_FALSE(isNumericConversion("printf", '\0'));
  EXPECT_FALSE(isNumericConversion("fmt", 'd'));
  EXPECT_FALSE(isNumericConversion("qt", 'd'));
  EXPECT_TRUE(isNumericConversion("poco", 'z'));
  EXPECT_FALSE(isNumericConversion("poco", 's'));
}

} // namespace
