// Statements that do not do as the others.
#include "sql/Deviance.h"
#include "TemplateText.h"
#include "gtest/gtest.h"

using namespace dbsafe::sql;
using dbsafe::sql::test::withHoles;

namespace {

Deviance compare(const std::vector<std::string> &Texts, Ownership O = {}) {
  std::vector<SentText> Sent;
  for (const std::string &Text : Texts)
    Sent.push_back({withHoles(Text), Dialect::PostgreSQL});
  return deviance(Sent, O);
}

/// Eleven statements that ask for the owner.
std::vector<std::string> habit() {
  std::vector<std::string> Texts = {
      "UPDATE todos SET done = true WHERE id = $1 AND user_id = $2",
      "DELETE FROM todos WHERE user_id = $1 AND id = $2",
      "SELECT t.id FROM todos t JOIN tags g ON g.id = t.tag WHERE "
      "t.user_id = $1"};
  for (int I = 0; I < 8; ++I)
    Texts.push_back("SELECT c" + std::to_string(I) +
                    " FROM todos WHERE id = {} AND user_id = {}");
  return Texts;
}

TEST(Deviance, TheOneThatDoesNotAskIsSuspicious) {
  std::vector<std::string> Texts = habit();
  Texts.insert(Texts.begin(), "SELECT title FROM todos WHERE id = $1");
  Deviance D = compare(Texts);
  EXPECT_TRUE(D.HasMajority);
  ASSERT_EQ(D.Deviations.size(), 1u);
  EXPECT_EQ(D.Deviations[0].Text, 0u);
  EXPECT_EQ(D.Deviations[0].Where.Offset, 18u);
  EXPECT_EQ(D.Deviations[0].Length, 5u);
  EXPECT_EQ(message(D.Deviations[0]),
            "11 of 12 statements on 'todos' require 'user_id'; this one does "
            "not");
  EXPECT_TRUE(compare(habit()).HasMajority);
  EXPECT_TRUE(compare(habit()).Deviations.empty());
}

TEST(Deviance, AMentionIsNoCondition) {
  for (const char *Text :
       {"SELECT user_id FROM todos", "DELETE FROM todos",
        "SELECT 1 FROM todos WHERE user_id = 5",
        "SELECT 1 FROM todos WHERE user_id = $1 OR done",
        "SELECT 1 FROM tags g JOIN todos t ON t.tag = g.id WHERE g.id = $1"}) {
    std::vector<std::string> Texts = habit();
    Texts.push_back(Text);
    EXPECT_EQ(compare(Texts).Deviations.size(), 1u) << Text;
  }
}

TEST(Deviance, WhatIsNotCertainIsNotReported) {
  for (const char *Text :
       {"INSERT INTO todos (title) VALUES ($1)", "SELECT 1 FROM tags", "DO 'x'",
        "SELECT 1 FORM todos", "SELECT 1 FROM todos, tags WHERE user_id = $1",
        "SELECT 1 FROM todos /* dbsafe:global reason=\"report\" */",
        "SELECT 1 FROM todos WHERE user_id = current_setting('app.user_id')"}) {
    std::vector<std::string> Texts = habit();
    Texts.push_back(Text);
    Ownership O;
    O.Principals.push_back({"user", "users", {"app.user_id"}, {}});
    EXPECT_TRUE(compare(Texts, O).Deviations.empty()) << Text;
  }
}

TEST(Deviance, AFewStatementsAreNoHabit) {
  std::vector<std::string> Texts(4, "SELECT 1 FROM todos WHERE user_id = $1");
  EXPECT_FALSE(compare(Texts).HasMajority);
  Texts.push_back("SELECT 1 FROM todos");
  EXPECT_EQ(compare(Texts).Deviations.size(), 1u); // 4 of 5
  Texts.push_back("SELECT 2 FROM todos");
  EXPECT_TRUE(compare(Texts).Deviations.empty()); // 4 of 6
}

TEST(Deviance, TheColumnMustBeAbleToSayWhoseTheRowIs) {
  for (const char *Column : {"id", "todo_id", "title", "token"}) {
    std::vector<std::string> Texts(
        9, std::string("SELECT 1 FROM todos WHERE ") + Column + " = $1");
    Texts.push_back("SELECT 1 FROM todos");
    EXPECT_FALSE(compare(Texts).HasMajority) << Column;
  }
  for (const char *Column : {"owner_id", "tenant", "account_id"}) {
    std::vector<std::string> Texts(
        9, std::string("SELECT 1 FROM todos WHERE ") + Column + " = $1");
    Texts.push_back("SELECT 1 FROM todos");
    EXPECT_EQ(compare(Texts).Deviations.size(), 1u) << Column;
  }
}

TEST(Deviance, TablesOfTheConfigurationAreNotGuessedAbout) {
  std::vector<std::string> Texts = habit();
  Texts.push_back("SELECT title FROM todos WHERE id = $1");
  Ownership O;
  O.Public = {"todos"};
  EXPECT_TRUE(compare(Texts, O).Deviations.empty());
  O.Public.clear();
  O.Owned["todos"] = "user_id";
  EXPECT_TRUE(compare(Texts, O).Deviations.empty());
}

} // namespace
