//===- BrokenCodeTest.cpp - Sources that do not parse in full -------------===//
//
// A header that is missing leaves holes in the functions that need it: of a
// statement that makes no sense to the parser, nothing stays. What would follow
// from its absence is told by nobody.
//
//===----------------------------------------------------------------------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

class BrokenCode : public Workspace {
protected:
  BrokenCode() {
    write("a.c", "#include \"absent.h\"\n"
                 "typedef struct r PGresult;\n"
                 "typedef struct c PGconn;\n"
                 "PGresult *PQexec(PGconn *c, const char *q);\n"
                 "int PQresultStatus(PGresult *r);\n"
                 "void PQclear(PGresult *r);\n"
                 "int begin(PGconn *c) {\n"
                 "  PGresult *r = PQexec(c, \"BEGIN\");\n"
                 "  if (PQresultStatus(r) != 1) {\n"
                 "    PQclear(r);\n"
                 "    return FALSE;\n"
                 "  }\n"
                 "  PQclear(r);\n"
                 "  return TRUE;\n"
                 "}\n"
                 "int whole(PGconn *c) {\n"
                 "  PGresult *r = PQexec(c, \"BEGIN\");\n"
                 "  int ok = PQresultStatus(r);\n"
                 "  PQclear(r);\n"
                 "  PQclear(r);\n"
                 "  return ok;\n"
                 "}\n");
  }
};

TEST_F(BrokenCode, WhatIsMissingIsNoLeak) {
  Ran R = shell(DBSAFE_COMMAND " check a.c --");
  EXPECT_THAT(R.Err, HasSubstr("a.c:11:12: error: use of undeclared"));
  EXPECT_THAT(R.Out, Not(HasSubstr("a.c:13")));
  EXPECT_THAT(R.Out, HasSubstr("a.c:20:3: warning: 'r', the result of "
                               "'PQexec', is released a second time"));
}

} // namespace
