//===- InitTest.cpp - dbsafe init -----------------------------------------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

using Init = Workspace;

TEST_F(Init, WritesWhatItSees) {
  write("db/schema.sql", "create table users (id int);\n"
                         "CREATE TABLE todos (id int, owner_id int);\n"
                         "create policy p on todos using (owner_id = "
                         "current_setting('app.uid')::int);\n");
  write("db/migrations/1_more.sql", "create table tags (owner_id int);\n");
  write("db/migrations/2_even.sql", "alter table tags add x int;\n");
  write("db/migrations/3_last.sql", "create temp table t (id int);\n");
  write("db/seed.sql", "insert into users values (1);\n");
  write("tests/fixture.sql", "create table fake (user_id int);\n");
  write("build/copy.sql", "create table copy (user_id int);\n");
  write("src/db.c", "#  include <libpq-fe.h>\n");
  Ran R = dbsafe("init");
  EXPECT_EQ(R.Code, 0) << R.Err;
  std::string Text = read(".dbsafe.yaml");
  EXPECT_THAT(Text, HasSubstr("schema:\n  - 'db/migrations/*.sql'\n"
                              "  - 'db/schema.sql'\n"));
  EXPECT_THAT(Text, HasSubstr("\nowner_column: owner_id\n"));
  EXPECT_THAT(Text, HasSubstr("\nprincipal_settings: [app.uid]\n"));
  EXPECT_THAT(Text, HasSubstr("libpq (src/db.c)"));
  EXPECT_THAT(Text, Not(HasSubstr("fixture")));
  EXPECT_THAT(Text, Not(HasSubstr("copy")));
}

TEST_F(Init, WhatItWritesIsAValidConfiguration) {
  write("a.cpp", "int a;\n");
  write("it's/one.sql", "create table t (user_id int);\n");
  for (int Turn = 0; Turn < 2; ++Turn) {
    EXPECT_EQ(dbsafe("init").Code, 0);
    Ran R = dbsafe("check a.cpp --");
    EXPECT_EQ(R.Code, 0) << R.Err;
    EXPECT_EQ(R.Err, "");
    std::filesystem::remove(Root + "/.dbsafe.yaml");
    std::filesystem::remove_all(Root + "/it's"); // And once with nothing.
  }
}

TEST_F(Init, FoldersOfMigrationsBecomeOneGlob) {
  write("migrations/1_a/up.sql", "create table a (id int);\n");
  write("migrations/1_a/down.sql", "drop table a;\n");
  write("migrations/2_b/up.sql", "create table b (id int);\n");
  write("other/1.up.sql", "create table c (id int);\n");
  write("other/1.down.sql", "drop table c;\n");
  write("other/2.up.sql", "create table d (id int);\n");
  dbsafe("init");
  EXPECT_THAT(read(".dbsafe.yaml"),
              HasSubstr("schema:\n  - 'migrations/*/up.sql'\n"
                        "  - 'other/*.up.sql'\n\n"));
}

TEST_F(Init, NeverOverwrites) {
  write(".dbsafe.yaml", "# mine\n");
  Ran R = dbsafe("init");
  EXPECT_EQ(R.Code, 2);
  EXPECT_THAT(R.Err, HasSubstr("exists already"));
  EXPECT_EQ(read(".dbsafe.yaml"), "# mine\n");
}

TEST_F(Init, TakesAFolder) {
  write("sub/x.c", "");
  EXPECT_EQ(dbsafe("init sub").Code, 0);
  EXPECT_TRUE(std::filesystem::exists(Root + "/sub/.dbsafe.yaml"));
  EXPECT_EQ(dbsafe("init no/such").Code, 2);
}

} // namespace
