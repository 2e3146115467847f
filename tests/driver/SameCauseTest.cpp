//===- SameCauseTest.cpp - Findings that one remedy takes away ------------===//
//
// A program that quotes everything through one function of its own has one
// question to answer, not a hundred: does it quote?
//
//===----------------------------------------------------------------------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

class SameCause : public Workspace {
protected:
  /// A file in which values that went through each of the functions are put
  /// into statements.
  Ran check(const std::vector<std::string> &Functions) {
    std::string Text = "#include <string>\n"
                       "extern \"C\" { typedef struct r PGresult;\n"
                       "typedef struct c PGconn;\n"
                       "PGresult *PQexec(PGconn *c, const char *q); }\n"
                       "std::string quoteName(const std::string &);\n"
                       "std::string escapeText(const std::string &);\n"
                       "std::string joined(const std::string &);\n"
                       "void run(PGconn *c, const std::string &s) {\n";
    for (const std::string &Function : Functions)
      Text += "PQexec(c, (\"DELETE FROM t WHERE a = \" + " + Function + "(s)" +
              (Function.find('(') != std::string::npos ? ")" : "") +
              ").c_str());\n";
    write("use.cpp", Text + "}\n");
    database("build", {{"use.cpp", "c++ -std=c++17 -c use.cpp"}});
    return shell(DBSAFE_COMMAND
                 " check -p build --checks='-*,dbsafe-sql-concatenation'");
  }
};

TEST_F(SameCause, AFunctionThatIsNotProvenToQuoteIsToldAFewTimes) {
  Ran R = check(std::vector<std::string>(6, "quoteName"));
  EXPECT_THAT(R.Out, HasSubstr("3 findings"));
  EXPECT_THAT(R.Out, HasSubstr("3 more findings have the same cause"));
}

TEST_F(SameCause, WhatIsJoinedHasGoneThroughItToo) {
  Ran R = check({"quoteName", "quoteName", "quoteName", "joined(quoteName"});
  EXPECT_THAT(R.Out, HasSubstr("one more finding has the same cause"));
}

TEST_F(SameCause, TwoFunctionsAreTwoQuestions) {
  Ran R = check({"quoteName", "quoteName", "quoteName", "escapeText",
                 "escapeText", "escapeText"});
  EXPECT_THAT(R.Out, HasSubstr("6 findings"));
  EXPECT_THAT(R.Out, Not(HasSubstr("same cause")));
}

TEST_F(SameCause, WhatDoesNotClaimToQuoteIsToldEachTime) {
  Ran R = check(std::vector<std::string>(6, "std::string"));
  EXPECT_THAT(R.Out, HasSubstr("6 findings"));
}

} // namespace
