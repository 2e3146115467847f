//===- unsafe_sql_test.cpp - The way out keeps the other rules ------------===//
#include "dbsafe/error.hpp"
#include "dbsafe/sql.hpp"

#include <gtest/gtest.h>

namespace {

template <class... Args>
std::string text_of(dbsafe::sql_for<Args...> sql, const Args &...) {
  return std::string(sql.statement().view());
}

template <class... Args>
std::string error_of(const std::string &text, const Args &...args) {
  try {
    text_of(dbsafe::unsafe_sql{text, "a test"}, args...);
  } catch (const dbsafe::usage_error &e) {
    return e.what();
  }
  return "";
}

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

TEST(UnsafeSql, PassesTextOfRunTime) {
  const std::string column = "title";
  EXPECT_EQ(text_of(dbsafe::unsafe_sql{"select " + column + ", $1",
                                       "column is one of our own"},
                    1),
            "select title, $1");
}

TEST(UnsafeSql, IsStillOneStatementOutsideOfTransactionControl) {
  EXPECT_TRUE(contains(error_of("select 1; select 2"), "more than one"));
  EXPECT_TRUE(contains(error_of("commit"), "commit() or savepoint()"));
  EXPECT_TRUE(contains(error_of("select 'x"), "does not end"));
  EXPECT_TRUE(contains(error_of(std::string("select\0 1", 9)), "NUL"));
  EXPECT_EQ(error_of("select 1;"), "");
}

TEST(UnsafeSql, StillMatchesItsArguments) {
  EXPECT_TRUE(contains(error_of("select $1"), "1 placeholders, but 0"));
  EXPECT_TRUE(contains(error_of("select $2", 1, 2), "left out"));
  EXPECT_EQ(error_of("select $2, $1", 1, 2), "");
}

TEST(UnsafeSql, NamesTheLine) {
  EXPECT_TRUE(contains(error_of(""), "unsafe_sql_test.cpp:"));
}

} // namespace
