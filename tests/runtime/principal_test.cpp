//===- principal_test.cpp - Whose rows a session sees ---------------------===//
#include "pool_fixture.hpp"

namespace {

using namespace dbsafe;

class Principal : public PoolTest {
protected:
  Principal() {
    server.admin("drop table if exists todo, open_todo, app_todo, bare_todo;"
                 "create table todo (id int, user_id text, title text);"
                 "insert into todo values (1, 'alice', 'a'), (2, 'bob', 'b');"
                 "alter table todo enable row level security;"
                 "create policy own on todo using "
                 "(user_id = current_setting('app.user_id', true));"
                 "grant all on todo to app");
  }

  pool db = make_pool({.max_size = 1});
};

TEST_F(Principal, AUserSeesOwnRowsOnly) {
  EXPECT_EQ(db.as("alice").all<std::string>("select title from todo"),
            std::vector<std::string>{"a"});
  EXPECT_EQ(db.as(std::string("bob")).one<int>("select id from todo"), 2);
  EXPECT_EQ(db.as("mallory' or 'a' = 'a").one<int>("select count(*) from todo"),
            0);
}

TEST_F(Principal, NobodySeesNothing) {
  EXPECT_EQ(db.one<int>("select count(*) from todo"), 0);
  db.as("alice").one<int>("select id from todo");
  EXPECT_EQ(db.one<int>("select count(*) from todo"), 0);
}

TEST_F(Principal, TheUserHoldsForTheWholeTransaction) {
  db.as("alice").transact([](session &s) {
    s.execute("select 1");
    EXPECT_EQ(s.one<std::string>("select current_setting('app.user_id')"),
              "alice");
    {
      auto undone = s.savepoint();
      EXPECT_THROW(s.execute("select 1/0"), query_error);
    }
    EXPECT_EQ(s.one<int>("select id from todo"), 1);
  });
}

TEST_F(Principal, WhatAnotherClientLeftDoesNotDecide) {
  server.admin("create or replace function leak() returns void language sql "
               "as $$ select set_config('app.user_id', 'bob', false) $$");
  db.execute("select leak()");
  EXPECT_EQ(db.one<int>("select count(*) from todo"), 0);
  EXPECT_EQ(db.as("alice").one<int>("select id from todo"), 1);
  EXPECT_EQ(db.as_system("a test").one<int>("select count(*) from todo"), 0);
}

TEST_F(Principal, AnEmptyUserIsAMistake) {
  EXPECT_THROW(db.as(""), usage_error);
  EXPECT_THROW(db.as(std::string()), usage_error);
  EXPECT_THROW(db.as(std::optional<std::string>()), usage_error);
  EXPECT_THROW(db.as(static_cast<const char *>(nullptr)), usage_error);
  EXPECT_EQ(db.as(0).one<std::string>("select current_setting('app.user_id')"),
            "0");
}

TEST_F(Principal, TheSystemGivesItsReason) {
  auto system = db.as_system("nightly report");
  EXPECT_EQ(
      system.one<std::string>("select current_setting('app.system_reason')"),
      "nightly report");
  EXPECT_EQ(system.one<std::string>("select current_setting('app.user_id')"),
            "");
  EXPECT_EQ(db.one<std::string>("select current_setting('app.system_reason')"),
            "");
}

TEST_F(Principal, TheSystemMayChangeItsRole) {
  server.admin("drop role if exists all_seeing;"
               "create role all_seeing bypassrls;"
               "grant all_seeing to app; grant select on todo to all_seeing");
  pool with_role = make_pool({.max_size = 1, .system_role = "all_seeing"});
  EXPECT_EQ(with_role.as_system("report").one<int>("select count(*) from todo"),
            2);
  EXPECT_EQ(with_role.one<int>("select count(*) from todo"), 0);
  EXPECT_EQ(with_role.one<std::string>("select current_user::text"), "app");
  server.admin("drop owned by all_seeing; drop role all_seeing");
  EXPECT_THROW(
      with_role.as_system("report").one<int>("select count(*) from todo"),
      query_error);
}

TEST_F(Principal, TheSettingCanBeNamed) {
  pool other = make_pool({.principal_setting = "shop.customer"});
  EXPECT_EQ(
      other.as(42).one<std::string>("select current_setting('shop.customer')"),
      "42");
}

TEST_F(Principal, VerifyRlsAcceptsWhatProtects) {
  db.verify_rls({"todo"});
  db.verify_rls({"public.todo"});
}

TEST_F(Principal, VerifyRlsAcceptsPoliciesThatFailForNobody) {
  server.admin("drop policy own on todo; create policy own on todo using "
               "(id = current_setting('app.user_id', true)::int)");
  db.verify_rls({"todo"});
}

TEST_F(Principal, VerifyRlsFindsEveryHole) {
  server.admin("create table bare_todo (id int);"
               "create table open_todo (id int);"
               "alter table open_todo enable row level security;"
               "create policy everyone on open_todo using (true);"
               "insert into open_todo values (1);"
               "grant all on bare_todo, open_todo to app;"
               "set role app; create table app_todo (id int);"
               "alter table app_todo enable row level security;"
               "create policy p on app_todo using (id = 0)");
  const std::string message = message_of<rls_not_effective>([&] {
    db.verify_rls({"todo", "bare_todo", "open_todo", "app_todo", "missing"});
  });
  EXPECT_FALSE(contains(message, "- todo")) << message;
  EXPECT_TRUE(contains(message, "bare_todo ENABLE ROW LEVEL")) << message;
  EXPECT_TRUE(contains(message, "open_todo: a policy of it is simply true"));
  EXPECT_TRUE(contains(message, "open_todo: rows are visible")) << message;
  EXPECT_TRUE(contains(message, "app_todo FORCE ROW LEVEL")) << message;
  EXPECT_TRUE(contains(message, "missing: there is no such table")) << message;
  server.admin("alter table app_todo force row level security");
  db.verify_rls({"app_todo"});
}

TEST_F(Principal, VerifyRlsKnowsWhatIsNoTable) {
  server.admin("create view todo_view as select * from todo;"
               "create materialized view todo_copy as select * from todo;"
               "grant select on todo_view, todo_copy to app");
  const std::string message = message_of<rls_not_effective>(
      [&] { db.verify_rls({"todo_view", "todo_copy"}); });
  EXPECT_TRUE(contains(message, "todo_view: it is a view")) << message;
  EXPECT_TRUE(contains(message, "todo_copy: it is no table")) << message;
  server.admin("drop view todo_view; drop materialized view todo_copy");
}

TEST_F(Principal, VerifyRlsFindsRolesAboveTheLaw) {
  pool super = make_pool({}, "postgres");
  EXPECT_TRUE(contains(
      message_of<rls_not_effective>([&] { super.verify_rls({"todo"}); }),
      "superuser"));
  server.admin("alter role app bypassrls");
  EXPECT_TRUE(
      contains(message_of<rls_not_effective>([&] { db.verify_rls({"todo"}); }),
               "BYPASSRLS"));
  server.admin("alter role app nobypassrls");
}

} // namespace
