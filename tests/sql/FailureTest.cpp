//===- FailureTest.cpp - Does it matter whether a statement worked? -------===//
#include "sql/Failure.h"
#include <gtest/gtest.h>

namespace dbsafe::sql {
namespace {

bool mayFail(std::string_view Text,
             const std::vector<std::string_view> &Others = {}) {
  return sql::mayFail(Text, Dialect::PostgreSQL, Others);
}

TEST(Failure, OfWhatChangesNothingHarmsNobody) {
  for (const char *Text :
       {"ROLLBACK", "rollback to savepoint a", "CLOSE portal", "DEALLOCATE ALL",
        "BEGIN", "START TRANSACTION READ ONLY",
        "SET client_min_messages = warning", "PRAGMA foreign_keys = ON",
        "DROP TABLE IF EXISTS a", "  -- why\n RESET ALL;",
        "UNLISTEN *; DISCARD ALL;", ""})
    EXPECT_TRUE(mayFail(Text)) << Text;
}

TEST(Failure, OfAnythingElseMatters) {
  for (const char *Text :
       {"INSERT INTO a VALUES (1)", "DELETE FROM a WHERE b", "SELECT 1",
        "DROP TABLE a", "BEGIN; DELETE FROM a WHERE b", "SET ROLE reader",
        "set search_path = ''", "SET SESSION AUTHORIZATION a",
        "DROP TABLE a; SELECT EXISTS (SELECT 1)", "LISTEN a", "WITH a AS"})
    EXPECT_FALSE(mayFail(Text)) << Text;
}

TEST(Failure, OfTheEndMattersIfSomethingWasWritten) {
  for (const char *End : {"COMMIT", "end", "RELEASE SAVEPOINT a"}) {
    EXPECT_FALSE(mayFail(End)) << End;
    EXPECT_FALSE(mayFail(End, {"SELECT 1", "INSERT INTO a VALUES (1)", End}));
    EXPECT_FALSE(mayFail(End, {"SELECT 1", "", End})) << "what it is not known";
    EXPECT_TRUE(mayFail(End, {"BEGIN", "DECLARE c CURSOR FOR SELECT 1",
                              "FETCH ALL IN c", "CLOSE c", End}));
  }
}

} // namespace
} // namespace dbsafe::sql
