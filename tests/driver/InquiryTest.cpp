//===- InquiryTest.cpp - What all callers in a program pass ---------------===//
//
// A name cannot be bound. Where every call in the program passes a constant
// one, whatever file it stands in, there is nothing to tell.
//
//===----------------------------------------------------------------------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

class Inquiry : public Workspace {
protected:
  Inquiry() {
    write("db.h",
          "#pragma once\n"
          "typedef struct r PGresult;\n"
          "typedef struct c PGconn;\n"
          "PGresult *PQexec(PGconn *c, const char *q);\n"
          "int snprintf(char *, unsigned long, const char *, ...);\n"
          "void count(PGconn *c, const char *table);\n"
          "void named(PGconn *c, const char *table, const char *name);\n"
          "void hand_on(PGconn *c, const char *table);\n"
          "typedef void (*each)(PGconn *, const char *);\n"
          "void walk(each how);\n");
    write("count.c",
          "#include \"db.h\"\n"
          "void count(PGconn *c, const char *table) {\n"
          "  char sql[200];\n"
          "  snprintf(sql, 200, \"SELECT count(*) FROM %s\", table);\n"
          "  PQexec(c, sql);\n"
          "}\n"
          "void named(PGconn *c, const char *table, const char *name) {\n"
          "  char sql[200];\n"
          "  snprintf(sql, 200, \"SELECT id FROM %s WHERE name = '%s'\",\n"
          "           table, name);\n"
          "  PQexec(c, sql);\n"
          "}\n");
    write("users.c", "#include \"db.h\"\n"
                     "void users(PGconn *c) {\n"
                     "  count(c, \"users\");\n"
                     "  hand_on(c, \"admins\");\n"
                     "  named(c, \"users\", \"root\");\n"
                     "}\n");
    write("on.c", "#include \"db.h\"\n"
                  "static void inner(PGconn *c, const char *t) {\n"
                  "  count(c, t);\n"
                  "}\n"
                  "void hand_on(PGconn *c, const char *table) {\n"
                  "  inner(c, table);\n"
                  "}\n");
    write("open.c", "#include \"db.h\"\n"
                    "void all(PGconn *c, int n, char **names) {\n"
                    "  for (int i = 0; i < n; ++i)\n"
                    "    count(c, names[i]);\n"
                    "}\n");
    write("pointer.c", "#include \"db.h\"\n"
                       "void walks(void) { walk(count); }\n");
  }

  Ran check(const std::vector<std::string> &Files) {
    std::vector<Entry> Entries;
    for (const std::string &File : Files)
      Entries.push_back({File, "cc -std=c11 -c " + File});
    database("build", Entries);
    return shell(DBSAFE_COMMAND
                 " check -p build --checks='-*,dbsafe-sql-concatenation'");
  }
};

TEST_F(Inquiry, ANameThatAllCallersWriteIsNoFinding) {
  Ran R = check({"count.c", "users.c", "on.c"});
  EXPECT_THAT(R.Out, Not(HasSubstr("count.c:4")));
  EXPECT_THAT(R.Out, Not(HasSubstr("'table'")));
}

TEST_F(Inquiry, AValueIsToBeBoundWhateverItIs) {
  Ran R = check({"count.c", "users.c", "on.c"});
  EXPECT_THAT(R.Out, HasSubstr("count.c:10:19: warning: 'name'"));
}

TEST_F(Inquiry, OneCallerOfManyIsEnough) {
  Ran R = check({"count.c", "users.c", "on.c", "open.c"});
  EXPECT_THAT(R.Out, HasSubstr("count.c:4:49: warning: 'table'"));
}

TEST_F(Inquiry, WhoHandsOnIsJudgedByHisCallers) {
  // Nobody calls hand_on.
  Ran R = check({"count.c", "on.c"});
  EXPECT_THAT(R.Out, HasSubstr("count.c:4:49: warning: 'table'"));
}

TEST_F(Inquiry, APointerHasCallersThatNobodySees) {
  Ran R = check({"count.c", "users.c", "on.c", "pointer.c"});
  EXPECT_THAT(R.Out, HasSubstr("count.c:4:49: warning: 'table'"));
}

TEST_F(Inquiry, WithoutCallersItStands) {
  Ran R = check({"count.c", "pointer.c"});
  EXPECT_THAT(R.Out, HasSubstr("count.c:4:49: warning: 'table'"));
}

TEST_F(Inquiry, AVariableThatNoFileChangesIsAConstant) {
  write("table.c", "#include \"db.h\"\n"
                   "const char *table = \"todos\";\n"
                   "void lock(PGconn *c) {\n"
                   "  char sql[99];\n"
                   "  snprintf(sql, 99, \"LOCK TABLE %s\", table);\n"
                   "  PQexec(c, sql);\n"
                   "}\n");
  write("reads.c", "extern const char *table;\n"
                   "const char *now(void) { return table; }\n");
  write("writes.c", "extern const char *table;\n"
                    "void set(const char *to) { table = to; }\n");
  EXPECT_THAT(check({"table.c", "reads.c"}).Out, Not(HasSubstr("'table'")));
  EXPECT_THAT(check({"table.c", "writes.c"}).Out,
              HasSubstr("table.c:5:38: warning: 'table'"));
}

} // namespace
