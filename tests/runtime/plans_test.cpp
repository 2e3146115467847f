//===- plans_test.cpp - Statements that the server keeps ------------------===//
#include "pgbouncer.hpp"
#include "pool_fixture.hpp"

namespace {

using namespace dbsafe;

class Plans : public PoolTest {
protected:
  pool db = make_pool({.max_size = 1});

  static int kept(pool &of) {
    return of.one<int>("select count(*)::int from pg_prepared_statements where "
                       "statement like 'select name%'");
  }
  std::optional<std::string> name_of_1() {
    return db.maybe_one<std::string>("select name from item where id = $1", 1);
  }
};

TEST_F(Plans, AreKeptForWhatComesBack) {
  name_of_1();
  EXPECT_EQ(kept(db), 0);
  db.execute("insert into item values (1, 'one')");
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(name_of_1(), "one");
  EXPECT_EQ(kept(db), 1);
}

TEST_F(Plans, SurviveErrorsAndRollbacks) {
  for (int i = 0; i < 4; ++i) {
    EXPECT_THROW(db.execute("insert into item values ($1 / 0, '')", i),
                 query_error);
    session s = db.begin();
    s.maybe_one<std::string>("select name from item where id = $1", i);
  }
  EXPECT_EQ(kept(db), 1);
}

TEST_F(Plans, GoWithAReset) {
  for (int i = 0; i < 4; ++i)
    name_of_1();
  db.execute("set search_path = public");
  EXPECT_EQ(kept(db), 0);
  for (int i = 0; i < 4; ++i)
    name_of_1();
  EXPECT_EQ(kept(db), 1);
}

TEST_F(Plans, MayBeDroppedByTheProgram) {
  for (int i = 0; i < 4; ++i) {
    db.transact([&](session &s) {
      s.execute("insert into item values ($1, '')", i);
      s.execute("deallocate all");
      s.one<std::string>("select name from item where id = $1", i);
    });
  }
  EXPECT_EQ(committed_items(), "4");
}

TEST_F(Plans, AreNotMadeForUnsafeSql) {
  for (int i = 0; i < 4; ++i)
    db.maybe_one<std::string>(
        unsafe_sql{"select name from item where id = $1", "a test"}, i);
  EXPECT_EQ(kept(db), 0);
}

TEST_F(Plans, DependOnTheTypesOfArguments) {
  db.execute("insert into item values (1, 'one')");
  const auto with = [&](const auto &id) {
    return db.one<std::string>("select name from item where id = $1", id);
  };
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(with(1), "one");
    EXPECT_EQ(with(std::int64_t{1}), "one");
    EXPECT_EQ(with("1"), "one");
  }
}

TEST_F(Plans, AChangedTableIsPlannedAnew) {
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i)
      EXPECT_EQ(db.execute("select * from item"), 0U);
    server.admin("alter table item add column more_" + std::to_string(round) +
                 " int");
  }
  EXPECT_EQ(db.execute("select * from item"), 0U);
  EXPECT_EQ(db.stats().opened, 1U);
}

TEST_F(Plans, AChangeInMidTransactionIsOneErrorAndNoMore) {
  for (int i = 0; i < 4; ++i)
    db.execute("select * from item");
  session s = db.begin();
  s.one<int>("select 1");
  server.admin("alter table item add column more int");
  EXPECT_TRUE(contains(
      message_of<query_error>([&] { s.execute("select * from item"); }),
      "0A000"));
  s.rollback();
  db.transact([](session &next) {
    next.one<int>("select 1");
    next.execute("select * from item");
  });
}

TEST_F(Plans, AreNotMadeBehindAPooler) {
  if (!pgbouncer::is_installed())
    GTEST_SKIP() << "PgBouncer is not installed";
  const pgbouncer bouncer(server);
  pool distant = pool_of(bouncer.url());
  for (int i = 0; i < 4; ++i)
    distant.maybe_one<std::string>("select name from item where id = $1", 1);
  EXPECT_EQ(kept(distant), 0);
}

} // namespace
